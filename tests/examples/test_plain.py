"""The plain example in a real browser, on another origin than the API it reads."""

import functools
import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from cms.published.schema.blocks import Block
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories

FOLDER = Path(django_settings.BASE_DIR) / "examples" / "plain"
pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[[str], None]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name it has in the base class
        """Keep the test's output to what failed."""


@pytest.fixture(scope="module")
def example() -> Iterator[str]:
    """The example's own server, as `python -m http.server` would be."""
    handler = functools.partial(QuietHandler, directory=str(FOLDER))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> dict[str, Any]:
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "EMBEDDED_PATH": tmp_path / "search"}
    return factories.full_site()


@pytest.fixture
def open_(page: Browser, live_server: Any, example: str, site: dict[str, Any]) -> Iterator[Open]:
    """`open_("/topics/…/")`: the example at a path of the site. Afterwards, that nothing went wrong unseen."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)

    def open_path(path: str) -> None:
        page.goto(f"{example}?api={quote(f'{live_server.url}/delivery/v1')}#{path}")
        expect(page.locator("main:not([aria-busy]) h1")).to_be_visible()

    yield open_path
    assert [fault for fault in faults if "status of 4" not in fault and "status of 503" not in fault] == []


def test_a_hub_is_drawn_whole(page: Browser, open_: Open, site: dict[str, Any]) -> None:
    open_("/topics/refractory-pain/")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("Refractory pain")
    expect(page).to_have_title("Refractory pain · Topichub")
    for words in (
        "Pain that goes on in spite of good treatment.",
        "encompasses Nerve pain",
        "Pain can outlast an injury.",
        "Call a doctor today.",
        "Movement and physiotherapy",
        "A little, often.",
        "Physiotherapist",
        "Start small",
        "The pain stayed. My life came back.",
        "What helps how much",
        "Write down what you want to ask.",
        "Reviewed by Ben Ode, MD",
        "A textbook of pain, second edition",
    ):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("[object")
    expect(main.get_by_role("link", name="When tablets fail")).to_be_visible()
    expect(main.locator("img").first).to_have_js_property("complete", value=True)
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0


def test_every_block_of_the_contract_can_be_drawn(page: Browser, open_: Open, live_server: Any) -> None:
    open_("/")
    drawn = page.evaluate("import('./blocks.js').then((module) => Object.keys(module.BLOCKS))")
    assert sorted(drawn) == sorted(member.model_fields["type"].default for member in get_args(get_args(Block)[0]))


def test_a_term_shows_its_definition_in_place_and_leads_to_its_hub(page: Browser, open_: Open) -> None:
    open_("/topics/refractory-pain/")
    term = page.locator(".term").first
    note = term.get_by_role("note")
    expect(note).to_be_hidden()
    term.get_by_role("link").focus()
    expect(note).to_have_text("Nerve pain: What nerve pain is, in one sentence.")
    term.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nerve pain")


def test_an_article_shows_its_related_ones(page: Browser, open_: Open, site: dict[str, Any]) -> None:
    rebuild(chosen())
    open_(f"/articles/{site['article'].slug}/")
    related = page.locator("section", has=page.get_by_role("heading", name="Related"))
    expect(related.get_by_role("link", name="When tablets fail")).to_be_visible()
    expect(related).to_contain_text("chosen by the editors")
    expect(related).not_to_contain_text("Cold hands")


def test_search_finds_and_marks(page: Browser, open_: Open) -> None:
    rebuild(chosen())
    open_("/")
    page.get_by_role("searchbox").fill("refractory pain")
    page.get_by_role("searchbox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: refractory pain")
    page.get_by_role("link", name="Refractory pain", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Refractory pain")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: refractory pain")


def test_without_search_the_hub_stands_and_search_says_why_not(page: Browser, open_: Open) -> None:
    open_("/topics/refractory-pain/")
    expect(page.get_by_role("main").get_by_role("link", name="When tablets fail")).to_be_visible()
    open_("/search?q=pain")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not available now")
    expect(page.get_by_role("alert")).to_have_text("Search cannot answer now.")


def test_what_is_not_there_is_told_in_words(page: Browser, open_: Open) -> None:
    open_("/topics/none/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing is published here")


def test_lists_and_navigation_lead_everywhere(page: Browser, open_: Open) -> None:
    open_("/")
    expect(page.get_by_role("main")).to_contain_text("Plain words about pain.")
    page.get_by_role("navigation").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")
    page.get_by_role("main").get_by_role("link", name="Nerve pain").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nerve pain")


def test_words_that_look_like_markup_stay_words(page: Browser, open_: Open) -> None:
    attack = "<img src=x onerror=\"document.title='caught'\"><script>document.title='caught'</script>"
    factories.article(
        f"Danger {attack}"[:200],
        slug="danger",
        excerpt=attack,
        body=[factories.rich_text(f"<p>{attack} &lt;b&gt;</p>"), factories.quote(attack), factories.heading(attack)],
    )
    rebuild(chosen())
    for path in ("/articles/danger/", "/search?q=danger", "/articles/"):
        open_(path)
        expect(page.get_by_role("main")).to_contain_text("onerror")
        assert page.title() != "caught"
        assert page.locator("main script, main img[src=x]").count() == 0


def test_nothing_is_injected_as_html() -> None:
    for file in FOLDER.glob("*.js"):
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", file.read_text()), file
