"""Whatever is asked, by whatever method, with whatever headers: no answer is a fault of ours, on either engine."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from search.api import DEEPEST, MOST_CHOICES
from search.api import MOST as MOST_HITS
from search.engines.protocol import Engine
from search.lifecycle import rebuild
from tests import factories
from tests.delivery.conftest import served_openapi
from tests.delivery.test_hostile import OPERATIONS
from tests.search.conftest import own_index

from .queries import BEGINNINGS, NUMBERS, QUERIES

__all__ = ["own_index", "served_openapi"]  # Fixtures that others use too.

pytestmark = pytest.mark.django_db
ROOT = "/delivery/v1"
ASKED = ("/delivery/v1/search?q={}", "/delivery/v1/search?exact=true&q={}", "/search/?q={}")
ALL_READ = 10_000
"""Nothing is read beyond the ten-thousandth of anything."""

CATEGORIES = ("medication", "psychological", "lifestyle", "self_management")
ADDRESSES = [operation.replace("{slug}", "asthma").replace("{document_id}", "1") for operation in OPERATIONS]
PAGES = ("/", "/topics/", "/topics/asthma/", "/search/", "/nothing/", "/api/v2/pages/", "/static/x", "/admin/login/")
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "BREW")
HEADERS: list[dict[str, str]] = [
    {"If-None-Match": '"' + "a" * 1_000_000 + '"'},
    {"If-None-Match": '"a", ' * 200_000},
    {"If-None-Match": '"'},
    {"If-None-Match": "*, W/W/\x00"},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"If-Match": "*", "If-Unmodified-Since": "x", "Range": "bytes=0-0,9-1,-9999999999999999999"},
    {"Accept-Encoding": "gzip;q=nan, br;q=, \xff, ;;;, *;q=0"},
    {"Accept": "*/*;q=0, \x00, application/" + "x" * 100_000},
    {"Accept-Language": "en;q=9999999999999999999999," * 5_000},
    {"Origin": "null", "Access-Control-Request-Method": "\x00", "Access-Control-Request-Headers": "x" * 100_000},
    {"Cookie": "sessionid=\x00\xff; csrftoken=" + "x" * 100_000 + "; =; ;;"},
    {"Authorization": "Basic \xff:\x00"},
    {"X-HTTP-Method-Override": "DELETE", "X-Requested-With": "XMLHttpRequest"},
    {"X-Forwarded-For": "'; --, ::1%eth0, 999.999.999.999", "X-Forwarded-Proto": "gopher"},
    {"Content-Type": "multipart/form-data; boundary=\xff", "Content-Length": "-1"},
    {"Referer": "http://[::1"},
]
HOSTS = (
    "evil.example",
    "evil.example:80",
    "localhost.evil.example",
    "localhost@evil.example",
    "localhost, evil.example",
    "localhost:x",
    "[::1",
    "[::ffff:evil.example]",
    "evil.example/../",
    "\x00",
    "<script>",
    "x" * 10_000,
    "évil",
    "",
)


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def site(own_index: Engine) -> None:
    topic = factories.topic("Asthma", other_names="Wheezing")
    factories.article("Living with asthma and pain", topics=[topic], body=[factories.rich_text("<p>Pain, wheeze.</p>")])
    rebuild(own_index)


def asked(client: Client, address: str, method: str = "GET", **headers: Any) -> Any:
    answer = client.generic(method, address, **headers)
    assert answer.status_code < 500, (method, address[:200], answer.content[:500])
    return answer


@pytest.mark.usefixtures("site")
def test_no_query_of_any_kind(client: Client) -> None:
    for what, query in QUERIES.items():
        for template in ASKED:
            answer = asked(client, template.format(query))
            assert answer.status_code in {200, 400, 422}, what
        assert asked(client, f"{ROOT}/suggest?q={query}").status_code in {200, 422}, what
    for what, beginning in BEGINNINGS.items():
        assert asked(client, f"{ROOT}/suggest?q={beginning}").status_code in {200, 422}, what


@pytest.mark.usefixtures("site")
def test_syntax_is_only_words() -> None:
    """No operator, field or wildcard of an engine's language does anything: each is read as the words in it."""
    for query, words in (
        ("title:nothing OR asthma", "title nothing or asthma"),
        ("asthma AND NOT asthma", "asthma and not asthma"),
        ("-asthma", "asthma"),
        ("asthma^1000", "asthma 1000"),
    ):
        given, plain = (found(text) for text in (query, words))
        assert given == plain, query
        assert given["total"] == 2, query
    for query in ("*", "*:*", "_exists_:title", "/.*/", "zzz*", "[* TO *]"):
        assert found(query, exact="true")["items"] == found(re.sub(r"\W", " ", query), exact="true")["items"], query


def found(text: str, **parameters: str) -> dict[str, Any]:
    told = Client().get(f"{ROOT}/search", {"q": text, **parameters}).json()
    return {"total": told["total"], "items": [hit["id"] for hit in told["items"]]}


@pytest.mark.usefixtures("site")
def test_no_number_anywhere(client: Client, served_openapi: dict[str, Any]) -> None:
    for operation, address in zip(OPERATIONS, ADDRESSES, strict=True):
        for parameter in served_openapi["paths"][operation]["get"]["parameters"]:
            if parameter["in"] == "query" and "integer" in str(parameter["schema"]):
                for number in NUMBERS:
                    answer = asked(client, f"{address}?path=/&q=a&{parameter['name']}={number}")
                    assert answer.status_code in {200, 404, 410, 422}, (address, parameter["name"], number)


@pytest.mark.usefixtures("site")
def test_nothing_is_read_too_deep(client: Client, served_openapi: dict[str, Any]) -> None:
    assert DEEPEST + MOST_HITS <= ALL_READ
    deep = 0
    for operation, address in zip(OPERATIONS, ADDRESSES, strict=True):
        known = {one["name"]: one["schema"] for one in served_openapi["paths"][operation]["get"]["parameters"]}
        if "offset" not in known or operation.endswith("/sitemap"):
            continue  # A site's addresses have to be whole; they come from the database, by an index.
        deep += 1
        most = known["offset"]["maximum"]
        usual = f"{address}?limit={known['limit']['maximum']}"
        answer = asked(client, f"{usual}&offset={most}")
        assert answer.status_code in {200, 404}
        assert answer.status_code == 404 or answer.json().get("search", "ok") == "ok", operation
        assert most + known["limit"]["maximum"] <= ALL_READ, operation
        assert asked(client, f"{usual}&offset={most + 1}").status_code == 422
    assert deep >= 4
    assert asked(client, "/search/?q=asthma&page=100").status_code == 200
    assert asked(client, "/search/?q=asthma&page=101").status_code == 400
    assert asked(client, "/topics/?page=999999").status_code == 404


@pytest.mark.usefixtures("site")
def test_many_filters(client: Client) -> None:
    def filtered(topics: int, more: str = "") -> int:
        query = "&".join(f"topic={number}" for number in range(1, topics + 1))
        return asked(client, f"{ROOT}/search?q=asthma&{query}{more}").status_code

    every = "".join(f"&strategy={category}" for category in CATEGORIES) + "&type=topic&type=article"
    assert filtered(MOST_CHOICES, every) == 200
    assert filtered(MOST_CHOICES + 1) == 422
    assert filtered(9_000) == 422
    assert filtered(20_000) == 400
    assert filtered(1, "&type=topic" * 9_000) == 422
    assert filtered(1, "&q=pain" * 9_000) == 422
    assert filtered(1, "".join(f"&a{number}=1" for number in range(9_000))) == 422
    assert asked(client, "/search/?q=asthma" + "&topic=1" * 9_000).status_code == 400


@pytest.mark.parametrize("engine_name", ["embedded"], indirect=True)
@pytest.mark.usefixtures("site")
def test_no_method(client: Client) -> None:
    for address in (*ADDRESSES, *PAGES, f"{ROOT}/docs", f"{ROOT}/openapi.json", f"{ROOT}/problems/"):
        for method in METHODS:
            answer = asked(client, address, method)
            if method == "HEAD":
                assert answer.content == b""
            if address.startswith(ROOT) and method not in {"GET", "HEAD", "OPTIONS"}:
                assert answer.status_code == 405, (method, address)


@pytest.mark.parametrize("engine_name", ["embedded"], indirect=True)
@pytest.mark.usefixtures("site")
def test_no_header(client: Client) -> None:
    for address in (
        f"{ROOT}/topics",
        f"{ROOT}/topics/asthma",
        f"{ROOT}/search?q=asthma",
        "/topics/asthma/",
        "/search/",
    ):
        for headers in HEADERS:
            for method in ("GET", "OPTIONS", "POST"):
                asked(client, address, method, headers=headers)


@pytest.mark.parametrize("engine_name", ["embedded"], indirect=True)
@pytest.mark.usefixtures("site")
def test_no_host(client: Client, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    for address in (f"{ROOT}/topics", f"{ROOT}/search?q=asthma", f"{ROOT}/sitemap", "/topics/asthma/", "/sitemap.xml"):
        assert asked(client, address, headers={"host": "localhost"}).status_code in {200, 404}
        for host in HOSTS:
            answer = asked(client, address, headers={"host": host})
            assert answer.status_code == 400, (address, host)
            assert b"evil" not in answer.content
        forwarded = asked(client, address, headers={"host": "localhost", "x-forwarded-host": "evil.example"})
        assert b"evil" not in forwarded.content
