"""Every kind of answer tells browsers what they may not do with it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cms.delivery import lookup
from tests import factories

pytestmark = pytest.mark.django_db
V1 = "/delivery/v1"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DATA, READER, ADMIN = "data", "reader", "admin"

KINDS = {
    "home page": ("/", 200, READER),
    "topic": ("/topics/refractory-pain/", 200, READER),
    "search page": ("/search/?q=pain", 503, READER),
    "redirect to a slash": ("/topics", 301, READER),
    "nothing there": ("/nothing/", 404, READER),
    "malformed": ("/search/?page=none", 400, READER),
    "NUL in a query": ("/?a=%00", 400, READER),
    "NUL in a path": ("/a%00b", 404, READER),
    "login of readers": ("/_util/login/", 200, READER),
    "document": (f"{V1}/topics/refractory-pain", 200, DATA),
    "list": (f"{V1}/topics", 200, DATA),
    "problem": (f"{V1}/topics/none", 404, DATA),
    "wrong parameter": (f"{V1}/topics?lmit=1", 422, DATA),
    "preview": (f"{V1}/preview?token=none", 403, DATA),
    "without search": (f"{V1}/search?q=pain", 503, DATA),
    "OpenAPI": (f"{V1}/openapi.json", 200, DATA),
    "a problem explained": (f"{V1}/problems/not-found", 200, READER),
    "the docs of the API": (f"{V1}/docs", 200, "docs"),
    "health": (f"{V1}/health/live", 200, DATA),
    "Wagtail's API": ("/api/v2/pages/", 200, DATA),
    "style sheet": ("/static/reader/reader.css", 200, DATA),
    "script": ("/static/reader/search-as-you-type.js", 200, DATA),
    "login": ("/admin/login/", 200, ADMIN),
    "redirect to the login": ("/admin/pages/", 302, ADMIN),
}


def directives(answer: Any) -> dict[str, list[str]]:
    policy = answer["Content-Security-Policy"]
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def check(answer: Any, kind: str) -> None:
    for name, value in ALWAYS.items():
        assert answer[name] == value
    assert answer["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert "camera=()" in answer["Permissions-Policy"]
    told = directives(answer)
    assert told["default-src"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "https:", "http:", "data:"} & {
        source for name in ("script-src", "default-src") for source in told.get(name, [])
    }
    if kind == DATA:
        assert told == {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}
        return
    assert told["base-uri"] == ["'none'"]
    assert told["form-action"] == ["'self'"]
    assert told["frame-ancestors"] == (["'none'"] if kind == "docs" else ["'self'"])
    assert told["script-src"][0] == "'self'"
    assert all(kind == ADMIN and source.startswith("'nonce-") for source in told["script-src"][1:])
    if kind == READER:
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert told["style-src"] == told["img-src"] == told["connect-src"] == ["'self'"]


@pytest.fixture(autouse=True)
def no_index(settings: Any, tmp_path: Path) -> None:
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "EMBEDDED_PATH": tmp_path / "search"}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_answer_has_them(client: Client, name: str) -> None:
    factories.full_site()
    path, status, kind = KINDS[name]
    answer = client.get(path)
    assert answer.status_code == status
    check(answer, kind)
    answer.close()  # A file, where it is one.


def test_uploads_have_them(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor"))
    answer = client.get(f"/media/{factories.image('A path').file.name}")
    assert answer.status_code == 200
    check(answer, DATA)
    answer.close()


@pytest.mark.parametrize(("path", "kind"), [("/", READER), (f"{V1}/topics", DATA)])
def test_a_host_that_is_not_ours_gets_them(client: Client, settings: Any, path: str, kind: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get(path, headers={"host": "evil.example"})
    assert answer.status_code == 400
    check(answer, kind)


@pytest.mark.parametrize(("path", "kind"), [(f"{V1}/lookup?path=/gone/", DATA), ("/gone/", READER)])
def test_failures_have_them(client: Client, monkeypatch: pytest.MonkeyPatch, path: str, kind: str) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    factories.site()
    monkeypatch.setattr(lookup, "destination", broken)
    monkeypatch.setattr("cms.delivery.redirects.destination", broken)
    client.raise_request_exception = False
    answer = client.get(path)
    assert answer.status_code == 500
    check(answer, kind)


def test_the_redirect_to_https_has_them(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    for path, kind in (("/", READER), ("/static/reader/reader.css", READER), ("/admin/", ADMIN)):
        answer = Client().get(path)
        assert answer.status_code == 301
        check(answer, kind)
    assert Client().get("/", secure=True)["Strict-Transport-Security"].startswith("max-age=60")


@pytest.mark.parametrize("path", ["/topics/refractory-pain/", f"{V1}/topics/refractory-pain"])
def test_a_304_leaves_the_policy_of_what_is_kept(client: Client, path: str) -> None:
    """A cache puts the headers of a 304 on what it has: another policy would break the page."""
    factories.full_site()
    whole = client.get(path)
    again = client.get(path, headers={"if-none-match": whole["ETag"]})
    assert again.status_code == 304
    assert again.get("Content-Security-Policy") in {None, whole["Content-Security-Policy"]}


def test_each_answer_of_the_admin_has_a_nonce_of_its_own(client: Client) -> None:
    pages = factories.full_site()
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "tests"))
    nonces = set()
    for _ in range(2):
        answer = client.get(f"/admin/pages/{pages['article'].pk}/edit/")
        check(answer, ADMIN)
        (nonce,) = [source[7:-1] for source in directives(answer)["script-src"] if source.startswith("'nonce-")]
        assert len(nonce) >= 22, "128 bits"
        nonces.add(nonce)
        words = answer.content.decode()
        inline = [
            tag for tag in re.findall(r"<script[^>]*>", words) if " src=" not in tag and "application/json" not in tag
        ]
        assert inline
        assert set(inline) == {f'<script nonce="{nonce}">'}
    assert len(nonces) == 2


def test_a_nonce_is_of_no_answer_that_readers_get(client: Client) -> None:
    factories.full_site()
    for path in ("/", "/topics/refractory-pain/", "/search/", f"{V1}/docs"):
        answer = client.get(path)
        assert "nonce" not in answer["Content-Security-Policy"] + answer.content.decode()


def test_a_preview_has_the_policy_of_the_page_and_may_stand_in_the_admins_frame(client: Client) -> None:
    pages = factories.full_site()
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "tests"))
    answer = client.get(f"/admin/pages/{pages['article'].pk}/view_draft/")
    assert answer.status_code == 200
    check(answer, READER)
