"""Every operation of the OpenAPI document, asked as the document allows and as it forbids: the answers are what it says."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.http import HttpResponse
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker
from schemathesis import Case
from schemathesis.core.failures import FailureGroup

from cms.delivery import health
from cms.published import log
from cms.wsgi import application
from tests import factories

pytestmark = pytest.mark.django_db
api = schemathesis.openapi.from_wsgi("/delivery/v1/openapi.json", application)
LIVE = "/delivery/v1/health/live"
SIGNALS = (request_started, request_finished)


def examples(number: int) -> settings:
    return settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
    )


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One site for all operations, in a transaction that is rolled back: they only read."""
    # As Django's own test client does it: a request would close the connection, and the transaction with it.
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        factories.full_site()
        call_command("search_index", "rebuild", "--json")
        yield
        transaction.set_rollback(True)
    for signal in SIGNALS:
        signal.connect(close_old_connections)


def check(case: Case) -> None:
    assert case.meta
    if case.meta.generation.mode.is_positive:
        # Which sites, languages and checkpoints there are, no document can say: a right request names one of those. And
        # one that waits for a change does so in vain.
        known = {"site": "localhost", "locale": "en", "since": log.head(), "wait": 0}
        case.query.update({name: value for name, value in known.items() if name in case.query})
        # Nor which cursors have been handed out.
        case.query.pop("cursor", None)
    # Without a server between, nobody unpacks what comes compressed.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@pytest.mark.usefixtures("site")
@api.parametrize()
@examples(20)
def test_every_answer_is_as_promised(case: Case) -> None:
    check(case)


@pytest.mark.exhaustive
@pytest.mark.usefixtures("site")
@api.parametrize()
@examples(1_000)
def test_so_is_the_thousandth(case: Case) -> None:
    check(case)


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (HttpResponse(b'{"status": "live", "more": 1}', content_type="application/json"), "JsonSchemaError"),
        (HttpResponse(b'{"status": "live"}', content_type="text/html"), "UndefinedContentType"),
        (HttpResponse(status=418), "UndefinedStatusCode"),
        (HttpResponse(status=500), "ServerError"),
    ],
)
def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch, answer: HttpResponse, fault: str) -> None:
    monkeypatch.setattr(health, "_uncached", lambda _: answer)
    with pytest.raises(FailureGroup) as found:
        api[LIVE]["GET"].Case().call_and_validate()
    assert fault in {type(one).__name__ for one in found.value.exceptions}
