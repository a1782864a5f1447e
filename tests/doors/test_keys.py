"""Keys to the delivery API: who needs one, what it opens, and that it opens nothing once it is revoked."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.delivery.problems import MEDIA_TYPE
from cms.doors import keys, usage
from cms.doors.keys import new_key
from cms.doors.limits import GROUPS
from cms.doors.models import ApiKey
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
V1 = "/delivery/v1"
OPEN_TO_ALL = ("/health/live", "/docs", "/openapi.json", "/problems/", "/problems/key-refused")
PUBLISHED = ("/topics", "/topics/asthma", "/navigation", "/sitemap", "/lookup?path=/", "/nothing")
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def topic() -> Any:
    return factories.topic("Asthma")


@pytest.fixture
def required(settings: Any) -> None:
    settings.TOPICHUB_API_KEYS = "required"


def make_key(*scopes: str) -> str:
    made = new_key()
    held = {scope: scope in scopes for scope in keys.SCOPES}
    ApiKey.objects.create(name="Website", prefix=made.prefix, digest=made.digest, **held)
    return made.key


def ask(path: str, key: str | None = None, *, client: Client | None = None, address: str = HERE, **headers: Any) -> Any:
    given = {"authorization": f"Bearer {key}"} if key is not None else {}
    path = path if path.startswith("/api/") else V1 + path
    return (client or Client()).get(path, headers={**given, **headers}, REMOTE_ADDR=address)


def problem(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


# What is kept


def test_the_key_itself_is_kept_nowhere() -> None:
    key = make_key("published")
    secret = key[len("th_0123456789ab_") :]
    (row,) = ApiKey.objects.values_list()
    assert not any(secret in str(value) for value in row)
    assert len(secret) >= 43, "256 bits"
    assert len({new_key().key for _ in range(100)}) == 100


# Who is answered


def test_in_the_open_nobody_needs_one(topic: Any) -> None:
    assert {path: ask(path).status_code for path in (*OPEN_TO_ALL, "/topics/asthma", "/changes")} == dict.fromkeys(
        (*OPEN_TO_ALL, "/topics/asthma", "/changes"), 200
    )
    answer = ask("/topics/asthma")
    assert "s-maxage" in answer["Cache-Control"]
    assert "Authorization" not in answer.get("Vary", "")


@pytest.mark.parametrize("path", [*PUBLISHED, "/changes", "/search?q=a", "/suggest?q=a", "/preview?token=x"])
def test_where_keys_are_required_nobody_is_answered_without(required: None, topic: Any, path: str) -> None:
    answer = ask(path)
    assert problem(answer) == (401, "key-refused")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Topichub"'
    assert "Authorization" in answer["Vary"]


@pytest.mark.parametrize("path", ["/api/v2/pages/", "/api/v2/images/"])
def test_wagtails_own_api_is_no_way_round(required: None, topic: Any, path: str) -> None:
    assert problem(ask(path)) == (401, "key-refused")
    assert ask(path, make_key("published")).status_code == 200


def test_health_and_what_explains_the_api_stay_open(required: None, topic: Any) -> None:
    for path in OPEN_TO_ALL:
        for key in (None, "th_wrong"):
            assert ask(path, key).status_code == 200, path
    assert Client().get("/topics/asthma/").status_code == 200, "readers need no key"


def test_a_key_opens_what_its_scopes_say(required: None, topic: Any) -> None:
    published, changes, preview = (make_key(scope) for scope in ("published", "changes", "preview"))
    opened = {
        (name, path): ask(path, key).status_code
        for name, key in (("published", published), ("changes", changes), ("preview", preview))
        for path in ("/topics/asthma", "/changes", "/preview?token=x")
    }
    # A token that is none is 403 too, but of another kind: see below.
    assert opened == {
        ("published", "/topics/asthma"): 200,
        ("published", "/changes"): 403,
        ("published", "/preview?token=x"): 403,
        ("changes", "/topics/asthma"): 403,
        ("changes", "/changes"): 200,
        ("changes", "/preview?token=x"): 403,
        ("preview", "/topics/asthma"): 403,
        ("preview", "/changes"): 403,
        ("preview", "/preview?token=x"): 403,
    }
    refused = ask("/changes", published)
    assert problem(refused) == (403, "scope-missing")
    assert refused["WWW-Authenticate"] == 'Bearer realm="Topichub", error="insufficient_scope", scope="changes"'
    assert problem(ask("/preview?token=x", published)) == (403, "scope-missing")
    assert problem(ask("/preview?token=x", preview)) == (403, "preview-token-unreadable")


def test_in_the_open_a_key_opens_no_more_than_its_scopes_but_previews_need_a_token_alone(topic: Any) -> None:
    key = make_key("published")
    assert ask("/topics/asthma", key).status_code == 200
    assert problem(ask("/changes", key)) == (403, "scope-missing")
    assert problem(ask("/preview?token=x", key)) == (403, "preview-token-unreadable")


@pytest.mark.parametrize("mode", ["open", "required"])
def test_a_wrong_key_is_refused(settings: Any, topic: Any, mode: str) -> None:
    settings.TOPICHUB_API_KEYS = mode
    key = make_key("published")
    other = make_key("published")
    last = "A" if key[-1] != "A" else "B"
    wrong = (
        "",
        "x",
        "th_",
        key[:-1],
        key[:-1] + last,
        key + "A",
        key.upper(),
        key[:16] + other[16:],
        new_key().key,
        "ä",
    )
    for each in wrong:
        answer = ask("/topics/asthma", each)
        assert problem(answer) == (401, "key-refused"), each
        assert answer["WWW-Authenticate"] == 'Bearer realm="Topichub", error="invalid_token"'
        assert not each or each not in answer.content.decode()
    assert ask("/topics/asthma", key).status_code == 200


def test_a_revoked_key_is_refused_at_once(topic: Any) -> None:
    key, client = make_key("published"), Client()
    assert ask("/topics/asthma", key, client=client).status_code == 200
    ApiKey.objects.update(revoked_at=timezone.now())
    assert problem(ask("/topics/asthma", key, client=client)) == (401, "key-refused")


def test_unknown_wrong_and_revoked_are_told_alike(topic: Any) -> None:
    revoked = make_key("published")
    ApiKey.objects.update(revoked_at=timezone.now())
    right = make_key("published")
    answers = {ask("/topics/asthma", key).content for key in (revoked, right[:-2] + "xy", new_key().key, "none")}
    assert len(answers) == 1


def test_other_ways_to_authorise_are_not_ours(settings: Any, topic: Any) -> None:
    """Such as the password of a proxy before a site that is still being built."""
    assert ask("/topics/asthma", authorization="Basic dXNlcjpwYXNz").status_code == 200
    settings.TOPICHUB_API_KEYS = "required"
    assert problem(ask("/topics/asthma", authorization="Basic dXNlcjpwYXNz")) == (401, "key-refused")
    assert ask("/topics/asthma", authorization=f"bearer {make_key('published')}").status_code == 200


def test_a_value_that_is_neither_closes(settings: Any, topic: Any) -> None:
    settings.TOPICHUB_API_KEYS = "opne"
    assert ask("/topics/asthma").status_code == 401
    (told,) = [each for each in run_checks() if each.id == "doors.E005"]
    assert "“opne”" in told.msg
    assert told.hint


# Caches and browsers


@pytest.mark.parametrize("path", ["/topics/asthma", "/topics", "/changes", "/search?q=a", "/preview?token=x"])
def test_where_keys_are_required_no_shared_cache_answers(required: None, topic: Any, path: str) -> None:
    answer = ask(path, make_key(*keys.SCOPES))
    assert "Authorization" in answer["Vary"]
    told = {each.strip() for each in answer["Cache-Control"].split(",")}
    assert told <= {"private", "max-age=0", "no-store"}
    assert told & {"private", "no-store"}


def test_what_a_caller_has_is_still_not_sent_again(required: None, topic: Any) -> None:
    key = make_key("published")
    first = ask("/topics/asthma", key)
    held: dict[str, Any] = {"if-none-match": first["ETag"]}
    again = ask("/topics/asthma", key, **held)
    assert (again.status_code, again["Cache-Control"]) == (304, "private, max-age=0")
    assert "Authorization" in again["Vary"]
    assert ask("/topics/asthma", **held).status_code == 401


def test_a_browser_elsewhere_may_send_a_key_and_read_the_refusal(required: None, topic: Any) -> None:
    origin: dict[str, Any] = {"origin": "https://frontend.example"}
    before = Client().options(
        f"{V1}/topics",
        headers={**origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization"},
    )
    assert before.status_code == 200
    assert "authorization" in before["Access-Control-Allow-Headers"]
    refused = ask("/topics", "th_wrong", **origin)
    assert refused.status_code == 401
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert "WWW-Authenticate" in refused["Access-Control-Expose-Headers"]
    assert Client().options(f"{V1}/topics").status_code == 204


def test_reader_pages_do_not_ask_for_suggestions_that_they_would_not_get(settings: Any, topic: Any) -> None:
    assert "data-suggestions" in Client().get("/").content.decode()
    settings.TOPICHUB_API_KEYS = "required"
    page = Client().get("/").content.decode()
    assert "data-suggestions" not in page
    assert 'type="search"' in page


# What it costs


def test_a_key_costs_one_query_and_none_without(topic: Any) -> None:
    key = make_key("published")
    ApiKey.objects.update(last_used=timezone.now().date())

    def queries(given: str | None) -> int:
        with CaptureQueriesContext(connection) as made:
            ask("/topics/asthma", given)
        return len(made)

    assert queries(key) == queries(None) + 1
    assert queries("not a key of ours") == 0


def test_the_day_of_use_is_written_once_a_day(topic: Any) -> None:
    key, client = make_key("published"), Client()
    today = timezone.now().date()
    ask("/topics/asthma", key, client=client)
    assert ApiKey.objects.get().last_used == today
    ApiKey.objects.update(last_used=today - timedelta(days=1))
    with CaptureQueriesContext(connection) as made:
        ask("/topics/asthma", key, client=client)
        ask("/topics/asthma", key, client=client)
    assert not any(query["sql"].startswith("UPDATE") for query in made), "this process has tried a moment ago"
    ask("/topics/asthma", key)
    assert ApiKey.objects.get().last_used == today


def test_an_answer_does_not_wait_for_the_day_of_use(
    topic: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def locked(*_: object, **__: object) -> None:
        message = "database is locked"
        raise DatabaseError(message)

    monkeypatch.setattr(usage.ApiKey.objects, "filter", lambda **_: type("Locked", (), {"update": locked})())
    monkeypatch.setattr(keys, "found", lambda _: ApiKey.objects.get())
    assert ask("/topics/asthma", make_key("published")).status_code == 200
    assert "database is locked" in caplog.text


def test_without_a_database_a_key_is_answered_503(topic: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: str) -> None:
        message = "connection refused"
        raise OperationalError(message)

    monkeypatch.setattr(keys, "found", gone)
    answer = ask("/topics/asthma", new_key().key)
    assert problem(answer) == (503, "unavailable")
    assert answer["Retry-After"] == "10"


# Limits


@pytest.fixture
def limit(settings: Any) -> Any:
    """`limit(KEYS="3/minute")`: of the clients that are made afterwards."""

    def limited(**limits: str) -> None:
        settings.TOPICHUB_LIMITS = {**dict.fromkeys(GROUPS, ""), "STORAGE": "process://", **limits}

    return limited


def test_a_key_is_counted_wherever_it_is_sent_from_and_an_address_for_itself(topic: Any, limit: Any) -> None:
    limit(KEYS="2/minute", DELIVERY="3/minute")
    key, other, client = make_key("published"), make_key("published"), Client()
    assert [ask("/topics", key, client=client, address=each).status_code for each in (HERE, ELSEWHERE)] == [200, 200]
    refused = ask("/topics", key, client=client, address="203.0.113.9")
    assert problem(refused) == (429, "too-many-requests")
    assert "with your key" in refused.json()["detail"]
    assert ask("/topics", other, client=client).status_code == 200
    assert [ask("/topics", client=client).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_searches_with_a_key_have_a_limit_of_their_own(topic: Any, limit: Any) -> None:
    limit(KEY_SEARCHES="1/minute", SEARCHES="1/minute")
    key, client = make_key("published"), Client()
    assert [ask("/search?q=a", key, client=client).status_code == 429 for _ in range(2)] == [False, True]
    assert ask("/topics", key, client=client).status_code == 200
    assert ask("/search?q=a", client=client).status_code != 429


def test_guesses_are_counted_by_address_and_then_not_even_looked_up(topic: Any, limit: Any) -> None:
    limit(WRONG_KEYS="3/minute")
    client = Client()
    guesses = [ask("/topics", new_key().key, client=client).status_code for _ in range(4)]
    assert guesses == [401, 401, 401, 429]
    with CaptureQueriesContext(connection) as made:
        refused = ask("/topics", new_key().key, client=client)
    assert (problem(refused), len(made)) == ((429, "too-many-requests"), 0)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert ask("/topics", client=client).status_code == 200, "the same address without a key"
    assert ask("/topics", new_key().key, client=client, address=ELSEWHERE).status_code == 401


def test_who_guesses_does_not_lock_out_a_right_key_of_the_same_address(topic: Any, limit: Any) -> None:
    limit(WRONG_KEYS="1/minute")
    key, client = make_key("published"), Client()
    assert ask("/topics", key, client=client).status_code == 200
    assert [ask("/topics", new_key().key, client=client).status_code for _ in range(3)] == [401, 429, 429]
    assert ask("/topics", key, client=client).status_code == 200
    ApiKey.objects.update(revoked_at=timezone.now())
    assert ask("/topics", key, client=client).status_code == 429


def test_no_header_makes_somebody_a_holder(topic: Any, limit: Any) -> None:
    limit(DELIVERY="1/minute")
    client = Client()
    for name in ("topichub.key", "topichub-key", "topichub_key"):
        ask("/topics", client=client, **{name: "key 1"})
    assert ask("/topics", client=client).status_code == 429


# What the OpenAPI document says


@pytest.mark.parametrize("mode", ["open", "required"])
def test_openapi_says_which_key_each_operation_needs(settings: Any, mode: str) -> None:
    settings.TOPICHUB_API_KEYS = mode
    told = ask("/openapi.json").json()
    assert told["components"]["securitySchemes"]["key"]["scheme"] == "bearer"

    def needed(path: str) -> list[Any]:
        return told["paths"][V1 + path]["get"]["security"]

    without: list[Any] = [{}] if mode == "open" else []
    assert needed("/topics") == [*without, {"key": ["published"]}]
    assert needed("/changes") == [*without, {"key": ["changes"]}]
    assert needed("/preview") == [*without, {"key": ["preview"]}]
    assert needed("/health/ready") == []
    assert told["paths"][f"{V1}/topics"]["get"]["responses"]["401"] == {"$ref": "#/components/responses/key-refused"}
    assert "401" not in told["paths"][f"{V1}/health/live"]["get"]["responses"]
