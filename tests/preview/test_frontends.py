"""The frontend that an administrator sets, and what follows: the panel's modes, and where the admin's frames may lead."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page, Site

from cms.content.models import TopicIndexPage
from cms.preview.addresses import origin
from cms.preview.models import FrontendSettings
from home.models import HomePage
from tests import factories
from tests.attacks.test_headers import directives

from .conftest import form, new_topic, open_preview

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org",
        "https://www.example.org/api/draft?secret=1",
        "http://localhost:3000/api/draft",
        "http://127.0.0.1:8080/",
        "https://bücher.example/",
    ],
)
def test_an_address_that_a_browser_can_open_is_taken(frontend: FrontendSettings, address: str) -> None:
    frontend.preview_url = address
    frontend.full_clean()


@pytest.mark.parametrize(
    ("address", "mend"),
    [
        ("www.example.org", "whole address"),
        ("/api/draft", "whole address"),
        ("javascript:alert(1)", "whole address"),
        ("data:text/html,x", "whole address"),
        ("ftp://www.example.org/", "whole address"),
        ("https://", "whole address"),
        ("https://*.example.org/", "whole address"),
        ("https://www.example.org; script-src *", "whole address"),
        ("https://www.example.org\r\nX: y", "whole address"),
        ("https://editor:secret@www.example.org/", "user name"),
        ("https://[::1]:3000/", "host name"),
        ("https://www.example.org/#draft", "“#”"),
        ("https://www.example.org/?token=x", "“token”"),
    ],
)
def test_any_other_is_refused_with_how_to_mend_it(frontend: FrontendSettings, address: str, mend: str) -> None:
    frontend.preview_url = address
    with pytest.raises(ValidationError) as refused:
        frontend.full_clean()
    assert mend in refused.value.message_dict["preview_url"][0]


def test_it_is_set_in_the_admin(editor: Client) -> None:
    site = Site.objects.get()
    address = f"/admin/settings/preview/frontendsettings/{site.pk}/"
    refused = editor.post(address, {"preview_url": "ftp://example.org"})
    assert b"Write a whole address" in refused.content
    assert editor.post(address, {"preview_url": "https://next.example.org/api/draft"}).status_code == 302
    opened = open_preview(editor, new_topic(), form("Asthma"))
    assert opened.address.startswith("https://next.example.org/api/draft?token=")


def test_the_panel_offers_both_and_the_frontend_first(editor: Client) -> None:
    topic = factories.topic("Asthma")
    for address in (f"/admin/pages/{topic.pk}/edit/", new_topic().replace("/preview/", "/")):
        words = editor.get(address).content.decode()
        assert words.index('<option value="frontend" selected>Frontend') < words.index('<option value="">Reader page')


def test_without_a_frontend_the_panel_has_the_reader_page_alone(editor: Client) -> None:
    FrontendSettings.objects.all().delete()
    topic = factories.topic("Asthma")
    assert "preview_mode" not in editor.get(f"/admin/pages/{topic.pk}/edit/").content.decode()
    editor.post(new_topic(), form("Flu"))
    answer = editor.get(new_topic(), {"mode": "frontend"})
    assert (answer.status_code, b"<main" in answer.content) == (200, True)


def test_the_reader_page_is_still_there_to_choose(editor: Client) -> None:
    open_preview(editor, new_topic(), form("Asthma"))
    answer = editor.get(new_topic(), {"mode": ""})
    assert answer.status_code == 200
    assert "Asthma" in answer.content.decode()


def test_each_site_has_a_frontend_of_its_own(editor: Client) -> None:
    home = factories.add(Page.get_first_root_node(), HomePage(title="Second", slug="second"))
    index = factories.add(home, TopicIndexPage(title="Topics"))
    Site.objects.create(hostname="second.example.org", port=443, root_page=home)
    address = f"/admin/pages/add/content/topicpage/{index.pk}/preview/"
    editor.post(address, form("Asthma"))
    answer = editor.get(address, {"mode": "frontend"})
    assert (answer.status_code, b"<main" in answer.content) == (200, True)
    second = Site.objects.get(hostname="second.example.org")
    FrontendSettings.objects.create(site=second, preview_url="https://second-frontend.example.org/")
    opened = open_preview(editor, address, form("Asthma", slug="asthma"))
    assert opened.address.startswith("https://second-frontend.example.org/?token=")
    document = Client().get("/delivery/v1/preview", {"token": opened.token}).json()
    assert document["url"] == "https://second.example.org/topics/asthma/"


def frames(answer: Any) -> list[str]:
    return directives(answer)["frame-src"]


def test_the_admins_frames_lead_to_the_frontends_that_are_set_and_nowhere_else(editor: Client) -> None:
    assert frames(editor.get("/admin/")) == ["'self'", "https://www.example.org"]
    FrontendSettings.objects.update(preview_url="http://127.0.0.1:3000/x")
    assert frames(editor.get("/admin/")) == ["'self'", "http://127.0.0.1:3000"]
    FrontendSettings.objects.update(preview_url="")
    assert frames(editor.get("/admin/")) == ["'self'"]


def test_strangers_are_not_told_of_frontends(frontend: FrontendSettings) -> None:
    reader = Client()
    reader.force_login(User.objects.create_user("reader"))
    for client in (Client(), reader):
        assert "example.org" not in client.get("/admin/login/")["Content-Security-Policy"]
        assert "example.org" not in client.get("/")["Content-Security-Policy"]


def test_an_origin_is_one_that_a_policy_can_name() -> None:
    assert origin("https://Bücher.example:8443/x?y") == "https://xn--bcher-kva.example:8443"
    assert origin("http://localhost/") == "http://localhost"
