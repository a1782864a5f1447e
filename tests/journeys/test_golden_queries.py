"""An editor writes a golden query, remembers how search does, pins a page, and sees in a real browser what moved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from search import lifecycle
from search.engines.protocol import Engine
from tests import factories
from tests.journeys.admin import PATIENCE, choose, log_in

RULES: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture
def editor(transactional_db: None, own_index: Engine, live_server: LiveServer, page: Page) -> Page:
    """An editor who has logged in, on a site with two articles that readers find."""
    factories.article("Back pain")
    factories.article("Start here", excerpt="Where to begin when pain stays.")
    lifecycle.rebuild(own_index)
    User.objects.create_superuser("editor", password="editor")
    log_in(page, live_server)
    return page


def open_entry(page: Page, name: str) -> None:
    page.get_by_role("button", name="Search rules").click()
    page.get_by_role("link", name=name, exact=True).click()


def write(page: Page, query: str, title: str) -> None:
    """The form of a pin or a golden query, filled in and saved."""
    page.locator("#id_query").fill(query)
    choose(page, page.locator("#id_pages-0-page-chooser"), title)
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("created").first).to_be_visible(timeout=PATIENCE)


def test_what_a_pin_does_is_seen_before_and_after(editor: Page, live_server: LiveServer) -> None:
    page = editor
    open_entry(page, "How search does")
    page.get_by_role("main").get_by_role("link", name="Add a golden query").click()
    write(page, "back pain", "Start here")
    open_entry(page, "How search does")
    row = page.get_by_role("row", name="Start here")
    expect(row).not_to_contain_text("place 1")
    # By the keyboard alone: the button is on the way of the tabulator, and Enter presses it.
    page.get_by_role("link", name="Add golden query").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remember this as the state to compare with")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Remembered.")).to_be_visible(timeout=PATIENCE)
    expect(row).to_contain_text("Unchanged")
    page.goto(f"{live_server.url}/admin/snippets/search/querypin/add/")
    write(page, "back pain", "Start here")
    page.get_by_role("link", name="back pain").click()
    page.get_by_role("link", name="See what this changes").click()
    expect(row).to_contain_text("place 1, was", timeout=PATIENCE)
    expect(row).to_contain_text("Up")
    faults = Axe().run(page, context="main", options={"runOnly": RULES}).response["violations"]
    assert [(fault["id"], node["html"]) for fault in faults for node in fault["nodes"]] == []
    row.get_by_role("link", name="Search page for “back pain”").click()
    expect(page.get_by_role("main").get_by_role("link", name="Start here").first).to_be_visible(timeout=PATIENCE)
