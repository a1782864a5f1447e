"""Whatever is written in any field, by import or editor, or asked for: nothing of it runs in a reader's or an editor's browser."""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Dialog, Page
from pytest_django.live_server_helper import LiveServer

from cms.content.models import ArticleIndexPage, ArticlePage, Person, TopicIndexPage, TopicPage
from search.engines.protocol import Engine
from search.lifecycle import rebuild
from search.models import QueryPin, SynonymSet
from tests import factories
from tests.exchange.admin_form import posted
from tests.exchange.sample import import_lines
from tests.search.conftest import own_index

from .markup import ADDRESSES, PAYLOADS

__all__ = ["own_index"]  # A fixture that search's own tests use too.

pytestmark = pytest.mark.django_db(transaction=True)
Line = dict[str, Any]
ROOT = "/delivery/v1"
FOLLOWED = "alert OR asthma onerror script"
"""A search that marks words in most of the payloads."""


DANGERS = """() => [...document.querySelectorAll("main *, body > :not(script) *, body > *")].filter(element =>
    (element.href && element.localName === "a" && !/^(https?|mailto|tel):/.test(element.href)) ||
    [...element.attributes].some(attribute => attribute.name.startsWith("on"))).map(element => element.outerHTML)"""


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return request.param


class Told:
    """A browser's tab that keeps a list of what ran in it."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self.origin = page, origin
        self.executions: list[str] = []
        page.on("dialog", self._ran)

    def _ran(self, dialog: Dialog) -> None:
        self.executions.append(self.page.url)
        dialog.dismiss()

    def visit(self, path: str) -> None:
        self.page.goto(self.origin + path, wait_until="load")

    def draw(self, html: str) -> None:
        """Put HTML into the page as a frontend would that trusts it."""
        self.page.evaluate("html => { document.body.innerHTML = html }", html)

    def dangers(self) -> list[str]:
        """Links of this page that would run something when followed, and elements that would when touched."""
        return self.page.evaluate(DANGERS)

    def settle(self) -> None:
        """Until pictures that do not exist have failed, and what waits for that has run."""
        self.page.evaluate("() => new Promise(done => setTimeout(done, 100))")


@pytest.fixture(
    params=[  # Without one is the harder: what it would stop must not be there in the first place.
        pytest.param(False, id="with the site's policy", marks=pytest.mark.exhaustive),
        pytest.param(True, id="without any policy"),
    ]
)
def told(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer) -> Iterator[Told]:
    context = browser.new_context(bypass_csp=request.param)
    yield Told(context.new_page(), live_server.url)
    context.close()


def cut(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def lines() -> Iterator[Line]:
    """Each payload in each text of the format: as many pages as payloads, the fields of each filled in turn."""
    count = len(PAYLOADS)
    for number in range(count):
        every = [" ".join(PAYLOADS[(number + place) % count].split()) for place in range(count)]
        one, two, three, four, five, six, *rest = every
        yield {"type": "care_role", "id": f"r{number}", "name": cut(f"{one} {number}", 100), "description": two}
        yield {
            "type": "person",
            "id": f"p{number}",
            "name": cut(one, 150),
            "credentials": cut(two, 150),
            "job_title": cut(three, 150),
            "biography": four,
            "photo": "hill",
        }
        texts = {"title": one, "seo_title": cut(two, 255), "search_description": three, "other_names": [four, five]}
        body = [
            {"type": "heading", "text": cut(one, 120)},
            {"type": "rich_text", "html": f"<p>{escape(six)} <strong>{escape(one)}</strong></p>"},
            {"type": "key_points", "title": cut(two, 100), "points": rest[:5]},
            {
                "type": "steps",
                "title": cut(three, 100),
                "steps": [{"title": cut(rest[5], 120), "html": f"<p>{escape(rest[6])}</p>"}],
            },
            {
                "type": "questions",
                "title": "x",
                "questions": [{"question": rest[7], "answer": f"<p>{escape(rest[8])}</p>"}],
            },
            {"type": "quote", "text": rest[9], "attribution": cut(rest[10], 120)},
            {"type": "image", "image": "hill", "alt": rest[11], "caption": rest[12]},
        ]
        about = {"image": "hill", "reviewers": [f"p{number}"], "references": [{"citation": rest[13]}], "body": body}
        yield {
            "type": "topic",
            "id": f"t{number}",
            "slug": f"evil-{number}",
            "definition": six,
            "relations": [{"kind": "encompasses", "topic": f"t{(number + 1) % count}", "note": rest[0]}],
            "codes": [{"system": "mesh", "code": cut(one, 50)}],
            **texts,
            **about,
        }
        yield {
            "type": "article",
            "id": f"a{number}",
            "slug": f"evil-{number}",
            "teaser_title": cut(two, 100),
            "excerpt": six,
            "topics": [f"t{number}"],
            "authors": [f"p{number}"],
            **texts,
            **about,
        }
    yield {"type": "image", "id": "hill", "file": "pictures/hill.png", "title": PAYLOADS[2], "alt": PAYLOADS[3]}


def content_state(text: str, address: str) -> str:
    """What the editor's rich text field sends: text with a link over all of it."""
    block = {
        "key": "a",
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 0, "length": len(text)}],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address, "href": address, "onclick": "alert(1)"}}
    return json.dumps({"blocks": [block], "entityMap": {"0": entity}})


def written_by_an_editor(client: Client) -> str:
    """An article sent as the edit form sends it, with each address and payload in its rich text; its address."""
    page = factories.article("Edited", slug="edited", body=[factories.rich_text() for _ in (*ADDRESSES, *PAYLOADS)])
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = posted(client.get(url).context["form"])
    texts = [*(("A link", address) for address in ADDRESSES), *((text, "https://example.org/") for text in PAYLOADS)]
    for place, (text, address) in enumerate(texts):
        form[f"body-{place}-value"] = content_state(text, address)
    answer = client.post(url, form | {"title": PAYLOADS[3], "action-publish": "action-publish"})
    assert answer.status_code == 302
    return "/articles/edited/"


@pytest.fixture
def evil(own_index: Engine, folder: Path, client: Client) -> list[str]:
    """A site of attacks; the addresses of its pages."""
    client.force_login(User.objects.create_superuser("editor", first_name=PAYLOADS[2], last_name=PAYLOADS[0]))
    import_lines(folder, list(lines()))
    edited = written_by_an_editor(client)
    # As if the database held it: no form or import lets it in.
    raw = [factories.rich_text(f"<p>{text}</p>") for text in PAYLOADS]
    raw += [
        factories.rich_text(f'<p><a href="{escape(address)}">x</a><a href="{address}">x</a></p>')
        for address in ADDRESSES
    ]
    factories.article("Raw", slug="raw", body=raw)
    factories.settle()
    SynonymSet.objects.create(names="\n".join(PAYLOADS[:5]), locale_id=TopicPage.objects.all()[0].locale_id)
    QueryPin.objects.create(query=PAYLOADS[2], locale_id=TopicPage.objects.all()[0].locale_id)
    rebuild(own_index)
    kinds = [f"/{kind}/evil-{number}/" for number in range(len(PAYLOADS)) for kind in ("topics", "articles")]
    return ["/", "/topics/", "/articles/", edited, "/articles/raw/", *kinds]


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    (tmp_path / "import").mkdir()
    return tmp_path / "import"


def markup_of(value: Any, name: str = "") -> Iterator[str]:
    """What the API promises to be safe HTML."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from markup_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from markup_of(inner, name)
    elif isinstance(value, str) and name in ("html", "highlights"):
        yield value


def api_html(client: Client) -> list[str]:
    found: list[str] = []
    for page in (*TopicPage.objects.all(), *ArticlePage.objects.all()):
        found += markup_of(client.get(f"{ROOT}/documents/{page.pk}").json())
    for query in (FOLLOWED, *PAYLOADS):
        found += markup_of(client.get(f"{ROOT}/search", {"q": query, "limit": 100}).json())
    return found


def admin_pages() -> list[str]:
    topics, article = TopicIndexPage.objects.get(), ArticlePage.objects.get(slug="edited")
    return [
        "/admin/",
        "/admin/topics/",
        "/admin/articles/",
        f"/admin/pages/{topics.pk}/",
        f"/admin/pages/{ArticleIndexPage.objects.get().pk}/",
        f"/admin/pages/{article.pk}/edit/",
        f"/admin/pages/{article.pk}/history/",
        f"/admin/pages/{article.pk}/view_draft/",
        f"/admin/pages/{TopicPage.objects.all()[0].pk}/edit/",
        f"/admin/pages/search/?q={quote(PAYLOADS[2])}",
        reverse("wagtailimages:index"),
        reverse(Person.snippet_viewset.get_url_name("list")),  # type: ignore[attr-defined]  registered by Wagtail
        reverse(SynonymSet.snippet_viewset.get_url_name("list")),  # type: ignore[attr-defined]
        reverse(QueryPin.snippet_viewset.get_url_name("list")),  # type: ignore[attr-defined]
        reverse("wagtailadmin_reports:site_history"),
    ]


def asked() -> list[str]:
    """Addresses that hold the attack themselves."""
    found = []
    for text in PAYLOADS:
        said = quote(text, safe="")
        found += [f"/search/?q={said}", f"/search/?q=a&{said}={said}", f"/{said}/", f"{ROOT}/lookup?path=/{said}"]
    text = quote(PAYLOADS[3], safe="")
    for address in (
        f"{ROOT}/topics?{text}=1",
        f"{ROOT}/topics/{text}",
        f"{ROOT}/search?q={text}",
        f"{ROOT}/{text}",
        f"/api/v2/{text}",
    ):
        found.append(address)
    return [*found, f"{ROOT}/suggest?q=alert", f"{ROOT}/sitemap", f"{ROOT}/changes", f"{ROOT}/navigation"]


def log_in(told: Told, client: Client) -> None:
    told.page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": told.origin}]
    )


@pytest.mark.parametrize("engine_name", ["embedded"], indirect=True)
def test_no_word_runs(told: Told, evil: list[str], client: Client) -> None:
    """All in one, for the site takes longest: on readers' pages, in what a frontend puts into its own, in the admin."""
    for address in evil:
        told.visit(address)
        assert told.dangers() == [], address
    for address in asked():
        told.visit(address)
    told.settle()
    assert told.executions == []
    draw_what_the_api_promises(told, client)
    log_in(told, client)
    for address in admin_pages():
        told.visit(address)
        assert "/login/" not in told.page.url
        told.settle()
    assert told.executions == []


@pytest.mark.exhaustive
@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("engine_name", ["elasticsearch"], indirect=True)
def test_no_word_runs_that_elasticsearch_marks(told: Told, client: Client) -> None:
    draw_what_the_api_promises(told, client)


def draw_what_the_api_promises(told: Told, client: Client) -> None:
    told.visit(f"/search/?q={quote(FOLLOWED)}")
    assert told.page.locator("mark").count() > 5
    field = told.page.get_by_role("combobox").first
    field.clear()
    field.press_sequentially("alert")
    told.page.get_by_role("listbox").get_by_role("option").first.wait_for()
    told.settle()
    html = api_html(client)
    assert len(html) > 3 * len(PAYLOADS)
    assert any("<mark>" in text for text in html)
    for text in html:
        told.draw(text)
        assert told.dangers() == [], text
    told.settle()
    assert told.executions == []


def test_the_attacks_are_attacks(browser: Browser, live_server: LiveServer) -> None:
    """Unescaped, they run, on a page or as a program puts them into one: what is not noticed above has not happened."""
    told = Told(browser.new_page(), live_server.url)
    ran = 0
    for text in PAYLOADS:
        told.executions.clear()
        for place in (text, f'<p title="{text}" tabindex=0>', f"<p title='{text}' tabindex=0>"):
            told.page.set_content(f"<!doctype html><title>x</title>{place}")
            told.settle()
        told.draw(text)
        told.settle()
        ran += bool(told.executions)
    assert ran > len(PAYLOADS) / 2, ran
    told.draw('<a href="java\tscript:alert(1)">x</a><p onclick="alert(1)">x</p><a href="https://example.org/">x</a>')
    assert len(told.dangers()) == 2
