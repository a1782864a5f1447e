"""Reader pages in a real browser: the keyboard, a phone, a strict Content-Security-Policy, and no script at all."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from search import frequent
from search.asked import Asked
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def site(live_server: LiveServer) -> dict[str, Any]:
    pages = factories.full_site()
    rebuild(chosen())
    return pages


@pytest.fixture
def strict_page(page: Page, live_server: LiveServer) -> Iterator[Page]:
    """A page under the strictest policy that it must work with. A fault of a script, or a breach, fails the test."""
    faults: list[str] = []
    elsewhere: list[str] = []

    def answer(route: Route) -> None:
        if not route.request.url.startswith(live_server.url):
            elsewhere.append(route.request.url)
            route.abort()
            return
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": STRICT})

    page.route("**/*", answer)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    # What is still under way when a test ends, such as an icon, is nobody's fault.
    page.unroute_all(behavior="ignoreErrors")
    assert faults == []
    assert elsewhere == []


def test_search_as_you_type(strict_page: Page, live_server: LiveServer, site: dict[str, Any]) -> None:
    for scenario in (choosing_by_keyboard, enter_without_a_choice, a_press_on_a_suggestion, the_last_word_typed_wins):
        strict_page.goto(live_server.url)
        scenario(strict_page)


def choosing_by_keyboard(page: Page) -> None:
    field = page.get_by_role("combobox", name="What are you looking for?")
    field.press_sequentially("pain")
    suggestions = page.get_by_role("listbox", name="Suggestions")
    expect(suggestions).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    options = suggestions.get_by_role("option")
    count = options.count()
    assert count > 1
    expect(page.locator(".search [role=status]")).to_contain_text(f"{count} suggestions")

    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    field.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(field).to_have_value("pain")
    field.press("ArrowDown")
    expect(suggestions).to_be_visible()
    path = options.first.get_attribute("data-path")
    field.press("Enter")
    page.wait_for_url(f"**{path}")


def enter_without_a_choice(page: Page) -> None:
    page.goto(f"{page.url}topics/refractory-pain/")
    field = page.get_by_role("combobox", name="Search topics and articles")
    field.press_sequentially("nerve")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Enter")
    page.wait_for_url("**/search/?q=nerve")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def a_press_on_a_suggestion(page: Page) -> None:
    page.get_by_role("combobox").press_sequentially("neural")
    group = page.get_by_role("listbox").get_by_role("group", name="Other names")
    option = group.get_by_role("option", name="Neuralgia")
    expect(option).to_contain_text("Nerve pain")
    option.click()
    page.wait_for_url("**/topics/nerve-pain/")


def the_last_word_typed_wins(page: Page) -> None:
    """A slow answer to what was typed before must not replace what is wanted now."""
    held: list[Route] = []
    # Playwright marks the function it is given, which a method of a list does not bear.
    page.route("**/suggest?q=nerv", lambda route: held.append(route))  # noqa: PLW0108
    field = page.get_by_role("combobox")
    with page.expect_request("**/suggest?q=nerv"):
        field.fill("nerv")
    field.fill("refractory")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Refractory pain")
    for route in held:
        stale = {"kind": "topic", "text": "Stale", "title": "Stale", "path": "/"}
        route.fulfill(json={"groups": [{"kind": "topic", "label": "Topics", "items": [stale]}]})
    page.wait_for_timeout(200)
    expect(option).to_contain_text("Refractory pain")


def test_a_frequent_search_leads_to_its_results(
    strict_page: Page, live_server: LiveServer, site: dict[str, Any], counting_searches: None
) -> None:
    asked = "refractory nerve pain"
    frequent.write({Asked(Site.objects.get(is_default_site=True).pk, "en", asked, asked): frequent.ENOUGH})
    strict_page.goto(live_server.url)
    field = strict_page.get_by_role("combobox")
    field.press_sequentially("refractory n")
    group = strict_page.get_by_role("listbox").get_by_role("group", name="Frequent searches")
    expect(group.get_by_role("option")).to_have_text(asked)
    field.press("ArrowUp")
    field.press("Enter")
    strict_page.wait_for_url("**/search/?q=refractory+nerve+pain")
    expect(strict_page.get_by_role("combobox")).to_have_value(asked)


def test_a_hub_by_keyboard(strict_page: Page, live_server: LiveServer, site: dict[str, Any]) -> None:
    for scenario in (the_first_tab_skips_to_the_content, a_definition_opens_and_closes, a_video_asks_nobody_unopened):
        strict_page.goto(f"{live_server.url}/topics/refractory-pain/")
        scenario(strict_page)


def the_first_tab_skips_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def a_definition_opens_and_closes(page: Page) -> None:
    explain = page.get_by_role("button", name="What is “Nerve pain”?")
    definition = page.get_by_role("note", name="Nerve pain")
    explain.focus()
    explain.press("Enter")
    expect(definition).to_be_visible()
    expect(definition).to_contain_text("What nerve pain is, in one sentence.")
    page.keyboard.press("Tab")
    expect(definition.get_by_role("link", name="More about this")).to_be_focused()
    page.keyboard.press("Escape")
    expect(definition).to_be_hidden()
    expect(explain).to_be_focused()


def a_video_asks_nobody_unopened(page: Page) -> None:
    """The fixture `strict_page` fails on any request to elsewhere."""
    player = page.locator("details.player")
    player.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    expect(player).to_contain_text("Vimeo, which learns that you watch it")
    expect(player.locator("iframe")).to_be_hidden()


def test_a_result_leads_to_the_answer_and_opens_it(page: Page, live_server: LiveServer, site: dict[str, Any]) -> None:
    page.goto(f"{live_server.url}/search/?q=is+it+harm&type=topic")
    hit = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Refractory pain"))
    expect(hit).to_contain_text("Is it harm? Not always.")
    hit.get_by_role("link", name="Is it harm?").click()
    page.wait_for_url("**/topics/refractory-pain/#is-it-harm")
    expect(page.get_by_text("Not always.")).to_be_in_viewport()
    expect(page.get_by_text("Is it harm?")).to_be_in_viewport()


def test_nothing_is_wider_than_the_window(page: Page, live_server: LiveServer, site: dict[str, Any]) -> None:
    for path in ("/", "/topics/refractory-pain/", "/articles/talking-about-the-price-of-medicines/", "/search/?q=pain"):
        page.goto(live_server.url + path)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_without_script_everything_is_there(browser: Browser, live_server: LiveServer, site: dict[str, Any]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("searchbox").fill("nerve pain")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=nerve+pain")
    page.get_by_text("Narrow the results").click()
    narrowing = page.get_by_role("navigation", name="Narrow the results")
    narrowing.get_by_role("link", name=re.compile("^Articles")).click()
    page.wait_for_url("**type=article")
    page.goto(f"{live_server.url}/topics/refractory-pain/")
    page.get_by_text("On this page").click()
    page.get_by_role("link", name="Graded movement").click()
    expect(page.locator("#graded-movement")).to_be_in_viewport()
    page.get_by_role("button", name="What is “Nerve pain”?").click()
    expect(page.get_by_role("note", name="Nerve pain")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("note", name="Nerve pain")).to_be_hidden()
    page.get_by_text("Is it harm?").click()
    expect(page.get_by_text("Not always.")).to_be_visible()
    context.close()
