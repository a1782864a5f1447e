"""The front end on the TypeScript client, built and served by Node.js, in a real browser."""

import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from cms.preview.models import FrontendSettings
from scripts import node
from scripts.machine import REPOSITORY, free_port
from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories, services
from tests.clients.conftest import Package, client_package
from tests.delivery.test_pages_accessibility import faults
from tests.preview.conftest import FRONTEND as PREVIEWED_AT
from tests.preview.conftest import form, new_topic, open_preview

__all__ = ["client_package"]  # The built client is a fixture of its own tests.

FRONTEND = REPOSITORY / "examples" / "frontend"
PATIENCE = 60
EXPECTED = ("status of 403", "status of 404", "status of 503")
pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[[str], None]


@pytest.fixture(scope="session")
def built(client_package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The front end, built in a folder of its own with the client as it is now."""
    if not node.is_installed(FRONTEND):
        services.missing("The packages of the front end are not installed: python -m scripts.node")
    folder = tmp_path_factory.mktemp("frontend") / "frontend"
    shutil.copytree(FRONTEND, folder, ignore=shutil.ignore_patterns("node_modules", "dist", ".astro"))
    modules = folder / "node_modules"
    modules.mkdir()
    for installed in (FRONTEND / "node_modules").iterdir():
        if installed.name not in ("@topichub", ".vite", ".astro"):
            (modules / installed.name).symlink_to(installed)
    (modules / "@topichub").mkdir()
    (modules / "@topichub" / "client").symlink_to(client_package.folder)
    for script in ("check", "build"):
        done = subprocess.run(["npm", "run", script], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> dict[str, Any]:
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "embedded", "EMBEDDED_PATH": tmp_path / "search"}
    return factories.full_site()


@pytest.fixture
def frontend(built: Path, live_server: LiveServer, site: dict[str, Any]) -> Iterator[str]:
    port = free_port()
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "TOPICHUB_URL": live_server.url}
    process = subprocess.Popen(["node", "dist/server/entry.mjs"], cwd=built, env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        _await(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            urllib.request.urlopen(f"{url}/").close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(url)


@pytest.fixture
def open_(page: Browser, frontend: str) -> Iterator[Open]:
    """`open_("/topics/…/")`. Afterwards, that nothing went wrong unseen in the browser."""
    seen: list[str] = []
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("console", lambda message: seen.append(message.text) if message.type in ("error", "warning") else None)
    yield lambda path: (page.goto(frontend + path), None)[1]
    assert [fault for fault in seen if not any(status in fault for status in EXPECTED)] == []


def test_a_hub_is_drawn_whole(page: Browser, open_: Open) -> None:
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
        "Last reviewed March 1, 2026",
        "A textbook of pain, second edition",
    ):
        expect(main).to_contain_text(words)
    for words in ("undefined", "[object", "&lt;", "null"):
        expect(main).not_to_contain_text(words)
    expect(main.get_by_role("link", name="When tablets fail")).to_have_attribute(
        "href", "/articles/pain-that-outlasts-tablets/"
    )
    expect(main.locator("img").first).to_have_js_property("complete", value=True)
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    term = page.locator(".term").first
    expect(term.get_by_role("note")).to_be_hidden()
    term.get_by_role("link").focus()
    expect(term.get_by_role("note")).to_have_text("Nerve pain: What nerve pain is, in one sentence.")


def test_an_article_leads_to_related_ones_and_its_topics(page: Browser, open_: Open, site: dict[str, Any]) -> None:
    rebuild(chosen())
    open_(f"/articles/{site['article'].slug}/")
    expect(page.get_by_role("main")).to_contain_text("Written by Ada")
    related = page.get_by_role("region", name="Related")
    expect(related).to_contain_text("chosen by the editors")
    related.get_by_role("link", name="When tablets fail").click()
    page.get_by_role("list", name="Topics").get_by_role("link", name="Nerve pain").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nerve pain")


def test_suggestions_are_chosen_with_the_keyboard(page: Browser, open_: Open) -> None:
    rebuild(chosen())
    open_("/")
    field = page.get_by_role("combobox", name="Search")
    field.press_sequentially("neur")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    chosen_id = options.first.get_attribute("id") or ""
    expect(field).to_have_attribute("aria-activedescendant", chosen_id)
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("neur")
    field.press("ArrowDown")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nerve pain")


def test_a_suggestion_is_chosen_with_a_click_and_words_are_searched_with_enter(page: Browser, open_: Open) -> None:
    rebuild(chosen())
    open_("/")
    page.get_by_role("combobox").press_sequentially("refr")
    page.get_by_role("option", name="Refractory pain").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Refractory pain")
    page.get_by_role("combobox").fill("nerve pain")
    page.get_by_role("combobox").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search: nerve pain")
    expect(page.get_by_role("main").get_by_role("link", name="Nerve pain", exact=True)).to_have_attribute(
        "href", "/topics/nerve-pain/"
    )


def test_it_has_no_fault_that_axe_finds(page: Browser, open_: Open, site: dict[str, Any]) -> None:
    rebuild(chosen())
    found: list[str] = []
    for path in (
        "/",
        "/topics/",
        "/topics/refractory-pain/",
        f"/articles/{site['article'].slug}/",
        "/search?q=nerve+pain",
        "/none/",
    ):
        open_(path)
        found += faults(page)
    page.get_by_role("combobox").press_sequentially("nerv")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("combobox").press("ArrowDown")
    found += faults(page)
    assert found == []


def test_it_works_without_javascript(browser: Any, frontend: str) -> None:
    rebuild(chosen())
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(frontend)
    page.get_by_role("searchbox", name="Search").fill("nerve pain")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("main").get_by_role("link", name="Nerve pain", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nerve pain")
    page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("main").get_by_role("link", name="Refractory pain")).to_be_visible()
    context.close()


def test_what_is_not_there_and_what_cannot_be_told_say_so(page: Browser, open_: Open, frontend: str) -> None:
    open_("/topics/none/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    open_("/search?q=pain")
    expect(page.get_by_role("alert")).to_have_text("Search cannot answer now.")
    open_("/topics/refractory-pain/")
    expect(page.get_by_role("main").get_by_role("link", name="When tablets fail")).to_be_visible()


def test_a_draft_is_drawn_for_who_has_its_token(page: Browser, open_: Open) -> None:
    FrontendSettings.objects.create(site=Site.objects.get(is_default_site=True), preview_url=PREVIEWED_AT)
    editor = Client()
    editor.force_login(User.objects.create_superuser("editor"))
    token = open_preview(editor, new_topic(), form("Asthma", slug="asthma")).token
    open_(f"/preview?token={token}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Asthma")
    expect(page.get_by_role("main")).to_contain_text("Draft: nobody but you sees this.")
    open_("/topics/asthma/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    editor.logout()
    open_(f"/preview?token={token}")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Asthma")
