"""What an editor does with the mouse and the keys in the admin, for journeys."""

import re
import time

from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

PATIENCE = 20_000
"""Milliseconds a browser may wait for something on a busy machine."""


def log_in(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile("/admin/$"), timeout=PATIENCE)


def insert_block(page: Page, name: str) -> None:
    """At the end of the body."""
    page.get_by_title("Insert a block").last.click()
    page.get_by_role("option", name=name).click()


def choose(page: Page, chooser: Locator, title: str) -> None:
    """The page or the snippet of this title, in the dialogue that the chooser opens."""
    chooser.get_by_role("button", name=re.compile("^Choose")).first.click()
    page.get_by_role("dialog").get_by_role("link", name=title, exact=True).click(timeout=PATIENCE)
    expect(chooser).to_contain_text(title, timeout=PATIENCE)


def await_watch(page: Page) -> None:
    """Until the form notices changes: Wagtail takes what is written in its first two seconds for what was there before."""
    # Asked again and again from here: Playwright's own way of waiting evaluates text, which the admin's policy refuses.
    deadline = time.monotonic() + PATIENCE / 1000
    while not page.evaluate("Boolean(window.wagtail?.app?.queryController('w-unsaved')?.initialFormData)"):
        assert time.monotonic() < deadline, "the form does not watch for changes"
        page.wait_for_timeout(100)


def await_autosave(page: Page) -> None:
    """Until it has made the page. Wagtail does not wait for one under way: a new page published then is made twice."""
    expect(page).to_have_url(re.compile("/edit/"), timeout=PATIENCE)


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    # "Created and published", or "has been published" where the autosave was quicker.
    expect(page.get_by_text(re.compile("(created and|has been) published")).first).to_be_visible(timeout=PATIENCE)
