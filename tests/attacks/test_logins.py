"""Guessing passwords: the tenth wrong one locks the user name for the address that guesses, and for nobody else."""

import urllib.error
import urllib.parse
import urllib.request
from datetime import timedelta
from http.cookiejar import CookieJar
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

LOGINS = ("/admin/login/", "/_util/login/")
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
FEW = 9
"""Wrong passwords that lock nobody yet."""


@pytest.fixture(autouse=True)
def editors() -> None:
    factories.site()
    for name in ("ada", "bea"):
        User.objects.create_superuser(name, f"{name}@example.org", "right")


def log_in(password: str, *, name: str = "ada", address: str = HERE, path: str = LOGINS[0], agent: str = "") -> Any:
    """The answer of a browser without a past."""
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    return client.post(path, {"username": name, "password": password, "next": "/"})


def guess(times: int, **where: Any) -> Any:
    answer = None
    for number in range(times):
        answer = log_in(f"wrong {number}", **where)
    return answer


def is_locked(answer: Any) -> bool:
    assert answer.status_code in {200, 302, 429}
    return answer.status_code == 429


@pytest.mark.parametrize("path", LOGINS)
def test_the_tenth_wrong_password_locks(path: str) -> None:
    assert not is_locked(guess(FEW, path=path))
    answer = guess(1, path=path)
    assert is_locked(answer)
    assert 0 < int(answer["Retry-After"]) <= 15 * 60
    assert answer["Cache-Control"] == "no-store"
    words = answer.content.decode()
    assert "<h1>Logging in is locked for 15 minutes</h1>" in words
    assert "A wrong password was given 10 times for the user name <strong>ada</strong>" in words
    for each in LOGINS:
        assert is_locked(log_in("right", path=each))


def test_other_editors_and_other_addresses_are_not_locked() -> None:
    assert is_locked(guess(10))
    assert log_in("right", address=ELSEWHERE).status_code == 302
    assert log_in("right", name="bea").status_code == 302
    assert is_locked(log_in("right")), "a login elsewhere has opened the lock here"


def test_another_browser_is_the_same_address() -> None:
    answers = [guess(1, agent=f"Browser {number}") for number in range(10)]
    assert is_locked(answers[-1])


def test_a_network_of_ipv6_is_one_visitor() -> None:
    answers = [guess(1, address=f"2001:db8:1:2::{number:x}") for number in range(10)]
    assert is_locked(answers[-1])
    assert not is_locked(log_in("right", address="2001:db8:1:3::1"))


def test_ipv4_visitors_on_a_socket_for_both_versions_stay_apart() -> None:
    assert is_locked(guess(10, address=f"::ffff:{HERE}"))
    assert is_locked(log_in("right"))
    assert not is_locked(log_in("right", address=f"::ffff:{ELSEWHERE}"))


def test_a_header_does_not_make_another_visitor() -> None:
    clients = [Client(REMOTE_ADDR=HERE, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}") for number in range(10)]
    answers = [client.post(LOGINS[0], {"username": "ada", "password": "wrong"}) for client in clients]
    assert is_locked(answers[-1])


def test_the_right_password_sets_the_count_back() -> None:
    guess(FEW)
    assert log_in("right").status_code == 302
    assert not is_locked(guess(FEW))
    assert log_in("right").status_code == 302


def test_the_lock_ends_when_it_was_said_to() -> None:
    guess(10)
    past = timedelta(minutes=14)
    AccessAttempt.objects.update(attempt_time=timezone.now() - past)
    answer = log_in("right")
    assert is_locked(answer)
    assert 55 <= int(answer["Retry-After"]) <= 60, "trying while locked must not make it longer"
    assert "locked for 1 minute<" in answer.content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert log_in("right").status_code == 302


def test_names_that_nobody_has_are_answered_alike() -> None:
    """Or the lock would tell who has an account."""
    known, unknown = guess(10), guess(10, name="unknown")
    assert known.status_code == unknown.status_code == 429
    assert b"<strong>ada</strong>" in known.content
    assert known.content.replace(b"<strong>ada<", b"<strong>unknown<") == unknown.content


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a\x00b", "ä" * 5_000, "\ud800".encode("utf-8", "replace")]
)
def test_odd_names_are_no_fault_of_ours(name: str) -> None:
    answer = guess(10, name=name)
    assert answer.status_code in {200, 429}
    assert b"<script>alert" not in answer.content


def test_an_address_that_cannot_be_read_locks_the_name() -> None:
    """Behind a socket file there is none: better one lock for all than none."""
    assert is_locked(guess(10, address=""))
    assert not is_locked(log_in("right", address=HERE))


def test_no_password_and_no_right_login_is_kept() -> None:
    guess(3)
    attempt = AccessAttempt.objects.get()
    assert "wrong" not in f"{attempt.post_data}{attempt.get_data}"
    log_in("right")
    assert not AccessLog.objects.exists()
    assert not AccessAttempt.objects.exists()


def test_a_command_unlocks() -> None:
    guess(10)
    call_command("axes_reset_username", "ada", verbosity=0)
    assert log_in("right").status_code == 302


def test_the_checks_of_axes_pass() -> None:
    assert not [message for message in run_checks() if (message.id or "").startswith("axes.")]


@pytest.mark.django_db(transaction=True)
def test_over_http(live_server: LiveServer) -> None:
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{live_server.url}{LOGINS[0]}"

    def answered() -> int:
        opener.open(address).close()
        token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
        form = {"username": "ada", "password": "wrong", "csrfmiddlewaretoken": token}
        with opener.open(address, urllib.parse.urlencode(form).encode()) as answer:
            return answer.status

    assert [answered() for _ in range(FEW)] == [200] * FEW
    with pytest.raises(urllib.error.HTTPError, match="429") as refused:
        answered()
    assert int(refused.value.headers["Retry-After"]) > 0
    refused.value.close()
