"""A site with a frontend, an editor, and what the preview panel does for them."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import Site

from cms.content.models import TopicIndexPage
from cms.preview.models import FrontendSettings
from tests import factories
from tests.content.test_previews import form_of

FRONTEND = "https://www.example.org/api/draft?from=cms"


@dataclass(frozen=True)
class Opened:
    """What the panel's frame was sent to. `told`: the parameters of that address."""

    address: str
    told: dict[str, str]

    @property
    def token(self) -> str:
        return self.told["token"]


@pytest.fixture(autouse=True)
def own_index(settings: Any, tmp_path: Any) -> None:
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "EMBEDDED_PATH": tmp_path / "search"}


@pytest.fixture
def frontend() -> FrontendSettings:
    factories.site()
    return FrontendSettings.objects.create(site=Site.objects.get(is_default_site=True), preview_url=FRONTEND)


@pytest.fixture
def editor(frontend: FrontendSettings) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def form(title: str, **fields: Any) -> dict[str, Any]:
    """A topic's form, as it stands in the browser."""
    return form_of("content/topicpage", title=title, definition="Half a definition.", **fields)


def new_topic() -> str:
    return f"/admin/pages/add/content/topicpage/{TopicIndexPage.objects.get().pk}/preview/"


def open_preview(editor: Client, address: str, typed: dict[str, Any]) -> Opened:
    """The panel posts the form and opens its frame, which is sent on to the frontend."""
    posted = json.loads(editor.post(address, typed).content)
    assert posted == {"is_valid": True, "is_available": True}
    answer = editor.get(address, {"mode": "frontend", "in_preview_panel": "true"})
    assert answer.status_code == 302, answer.content
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    query = parse_qs(urlsplit(answer["Location"]).query, strict_parsing=True)
    return Opened(answer["Location"], {name: value for name, (value,) in query.items()})


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """`at(901)`: what signs and reads tokens takes it to be so many seconds later than now."""
    start = time.time()

    def set_clock(seconds: float) -> None:
        monkeypatch.setattr("django.core.signing.time", SimpleNamespace(time=lambda: start + seconds))

    return set_clock
