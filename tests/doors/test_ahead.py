"""Answers that are given before Django begins: the very same, to the same callers, counted all the same."""

from datetime import date
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from cms.doors.ahead import Ahead
from cms.doors.keys import new_key
from cms.doors.limits import GROUPS
from cms.published.models import PublishedDocument
from tests import factories as make
from tests.doors.calling import Told, call

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
V1 = "/delivery/v1"
TOPIC = f"{V1}/topics/chronic-pain"
PATHS = (TOPIC, f"{V1}/topics", f"{V1}/topics?fields=*&limit=1", f"{V1}/articles?include=topics", f"{V1}/navigation")


@pytest.fixture
def topic() -> Any:
    # Long enough to be encoded.
    names = "\n".join(f"Pain with the other name {number}" for number in range(20))
    topic = make.topic("Chronic pain", other_names=names, reviewers=[make.person()], last_reviewed=date(2024, 1, 1))
    make.article("Sleeping well", topics=[topic])
    make.settle()
    return topic


class Served:
    """The whole application, and how often it came to Django."""

    def __init__(self) -> None:
        self.django = Mock(side_effect=get_wsgi_application())
        self.application = Ahead(self.django)

    def get(self, path: str = TOPIC, /, **environ: str | None) -> Told:
        return call(self.application, path, **environ)

    @property
    def came(self) -> int:
        return self.django.call_count


@pytest.fixture
def served(topic: Any, settings: Any) -> Served:
    """As a deployment may have it that believes all that a proxy says."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.USE_X_FORWARDED_HOST = settings.USE_X_FORWARDED_PORT = True
    settings.SECURE_HSTS_SECONDS = 60
    return Served()


def alone(path: str = TOPIC, /, **environ: str | None) -> Told:
    """What Django answers by itself."""
    return call(get_wsgi_application(), path, **environ)


@pytest.mark.parametrize("path", PATHS)
def test_asked_again_it_is_the_same_at_the_cost_of_one_small_query(served: Served, path: str) -> None:
    first = served.get(path)
    with CaptureQueriesContext(connection) as asked:
        again = served.get(path)
    assert served.came == 1
    assert (first.status, again) == (200, first)
    assert len(asked) == 1
    assert "body" not in asked[0]["sql"]


@pytest.mark.parametrize("condition", ["{}", "W/{}", '"other", {}', "*"])
def test_who_has_it_is_told_so_in_the_same_words(served: Served, condition: str) -> None:
    etag = served.get().headers["ETag"]
    asked = {"HTTP_IF_NONE_MATCH": condition.format(etag)}
    told = served.get(**asked)
    assert (told.status, told.body, served.came) == (304, b"", 1)
    assert told == alone(**asked)


def test_who_has_another_gets_it(served: Served) -> None:
    whole = served.get()
    assert served.get(HTTP_IF_NONE_MATCH='"other"') == whole


def test_what_was_a_304_for_one_is_whole_for_another(served: Served) -> None:
    etag = alone().headers["ETag"]
    assert served.get(HTTP_IF_NONE_MATCH=etag).status == 304
    assert served.get() == alone()


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_HOST": "other.example"},
        {"HTTP_HOST": None, "SERVER_NAME": "other.example"},
        {"HTTP_HOST": None, "SERVER_PORT": "8080"},
        {"wsgi.url_scheme": "https"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_HOST": "other.example"},
        {"HTTP_HOST": None, "HTTP_X_FORWARDED_PORT": "8080"},
        {"HTTP_ORIGIN": "https://front.example"},
        {"HTTP_ACCEPT_ENCODING": "br"},
        {"HTTP_ACCEPT_ENCODING": "gzip;q=.5, br;q=.1"},
        {"SCRIPT_NAME": "/below"},
        {"QUERY_STRING": "site=localhost"},
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "OPTIONS"},
        {"HTTP_ACCEPT": "text/html"},
        {"HTTP_COOKIE": "sessionid=made-up; csrftoken=made-up"},
        {"HTTP_RANGE": "bytes=0-10"},
        {"HTTP_ACCESS_CONTROL_REQUEST_PRIVATE_NETWORK": "true"},
        {"HTTP_ACCEPT_LANGUAGE": "fr"},
        {"HTTP_AUTHORIZATION": f"Bearer {new_key().key}"},
        {"HTTP_AUTHORIZATION": "Basic bWFkZTp1cA=="},
    ],
    ids=" ".join,
)
def test_each_gets_what_django_would_say(served: Served, asked: dict[str, str | None]) -> None:
    """Asked twice, so that what is kept for the other is given once."""
    plain = served.get(HTTP_HOST=None if "HTTP_HOST" in asked else "127.0.0.1")
    assert [served.get(**asked) for _ in range(2)] == [alone(**asked)] * 2
    assert served.get() == plain == alone()


def test_any_change_ends_it(served: Served, topic: Any) -> None:
    served.get()
    topic.title = "Lasting pain"
    make.publish(topic)
    assert served.get().json()["title"] == "Lasting pain"
    make.unpublish(topic)
    assert served.get().status == 404


def test_nothing_is_given_while_something_waits_to_be_rendered(served: Served) -> None:
    served.get()
    PublishedDocument.objects.filter(type="article").update(stale=True)
    served.get()
    served.get()
    assert served.came == 3


def test_searches_are_asked_each_time(served: Served) -> None:
    for _ in range(2):
        served.get(f"{V1}/topics/chronic-pain/articles")
    assert served.came == 2


def test_without_the_database_django_says_so(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.get()
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", Mock(side_effect=OperationalError))
    assert served.get().status == 503


class TestLimits:
    @pytest.fixture(autouse=True)
    def three_a_minute(self, settings: Any) -> None:
        settings.TOPICHUB_LIMITS = {**dict.fromkeys(GROUPS, ""), "DELIVERY": "3/minute", "STORAGE": "process://"}

    def test_they_count_what_is_given_here_and_what_django_gives_together(self, served: Served) -> None:
        assert [served.get(path).status for path in (TOPIC, TOPIC, f"{V1}/topics", TOPIC)] == [200, 200, 200, 429]
        assert served.get(REMOTE_ADDR="198.51.100.7").status == 200

    def test_what_turns_out_to_be_over_is_counted_once(self, served: Served, topic: Any) -> None:
        served.get()
        make.publish(topic)
        assert [served.get().status for _ in range(3)] == [200, 200, 429]

    def test_no_header_makes_a_request_pass_uncounted(self, served: Served) -> None:
        asked: dict[str, str | None] = {"HTTP_TOPICHUB.COUNTED": "1", "HTTP_TOPICHUB_COUNTED": "1"}
        assert [served.get(**asked).status for _ in range(4)] == [200, 200, 200, 429]

    def test_health_has_none(self, served: Served) -> None:
        assert {served.get(f"{V1}/health/live").status for _ in range(5)} == {200}

    def test_who_has_no_address_is_not_refused(self, served: Served) -> None:
        assert {served.get(REMOTE_ADDR="").status for _ in range(5)} == {200}
        assert served.came == 1


def test_where_keys_are_needed_nothing_is_given_without_one(served: Served, settings: Any) -> None:
    served.get()
    settings.TOPICHUB_API_KEYS = "required"
    assert served.get().status == 401
