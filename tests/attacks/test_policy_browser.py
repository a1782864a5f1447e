"""The policies in a real browser: nothing that editors or readers do breaks one, and a script that got in does not run."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories
from tests.journeys.admin import PATIENCE, await_autosave, await_watch, choose, insert_block, log_in

pytestmark = pytest.mark.django_db(transaction=True)

WATCH = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`)
);
"""


@pytest.fixture
def faults(page: Page) -> list[str]:
    """What the browser complains of, in the page and in its frames."""
    found: list[str] = []
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    # A draft that is saved by itself while a row is half-written is refused with 400: that is told on the page.
    refused = "the server responded with a status of 400"
    page.on(
        "console",
        lambda said: (
            found.append(f"{page.url}: {said.text}") if said.type == "error" and refused not in said.text else None
        ),
    )
    return found


@pytest.fixture
def site(live_server: LiveServer) -> dict[str, Any]:
    pages = factories.full_site()
    rebuild(chosen())
    User.objects.create_superuser("editor", "editor@example.org", "editor")
    return pages


@pytest.fixture
def editor(page: Page, live_server: LiveServer, site: dict[str, Any], faults: list[str]) -> Page:
    log_in(page, live_server)
    return page


def picks_a_day(page: Page, field: str) -> None:
    """A script of the widget opens the calendar: without it the field is text."""
    page.locator(field).click()
    day = page.locator(".xdsoft_datetimepicker:visible td.xdsoft_date").nth(10)
    day.click(timeout=PATIENCE)
    expect(page.locator(field)).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d"))
    page.keyboard.press("Escape")


def adds(page: Page, label: str, chooser: str, title: str) -> None:
    """A row of an inline panel, from its template, with a chooser in it."""
    page.get_by_role("button", name=f"Add {label}").click()
    choose(page, page.locator(chooser).last, title)


def chooses_a_picture(page: Page, chooser: str) -> None:
    page.locator(chooser).get_by_role("button", name=re.compile("Choose an")).first.click()
    page.get_by_role("dialog").get_by_role("link").filter(has=page.locator("img")).first.click(timeout=PATIENCE)
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)


def test_an_article_is_written_under_the_admins_policy(
    editor: Page, live_server: LiveServer, site: dict[str, Any], faults: list[str]
) -> None:
    page = editor
    page.goto(f"{live_server.url}/admin/pages/add/content/articlepage/{site['article'].get_parent().pk}/")
    await_watch(page)
    page.locator("#id_title").press_sequentially("Walking further")
    page.locator("#id_excerpt").fill("A little more each week.")
    await_autosave(page)
    adds(page, "Author", "[id^=id_authors-][id$=person-chooser]", "Ben Ode, MD")
    chooses_a_picture(page, "#id_image-chooser")
    insert_block(page, "Text")
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type("Walk with **care**.")
    insert_block(page, "Image")
    page.get_by_role("tab", name="Relations").click()
    choose(page, page.locator("#id_primary_topic-chooser"), "Refractory pain")
    page.get_by_role("tab", name="Review").click()
    picks_a_day(page, "#id_published")
    adds(page, "Reviewer", "[id^=id_reviewers-][id$=person-chooser]", "Ben Ode, MD")
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", name="Walking further")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Toggle checks").click()
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name=re.compile("schedule", re.IGNORECASE)).first.click()
    picks_a_day(page, "#id_expire_at")
    assert faults == []


def test_no_screen_breaks_its_policy(
    editor: Page, live_server: LiveServer, site: dict[str, Any], faults: list[str]
) -> None:
    article = site["article"]
    listing, page = f"/admin/pages/{article.get_parent().pk}/", f"/admin/pages/{article.pk}"
    for path in (
        "/admin/",
        listing,
        f"{page}/history/",
        f"{page}/move/",
        f"{page}/unpublish/",
        f"{page}/view_draft/",
        f"/admin/pages/{site['topic'].pk}/edit/",
        "/admin/images/",
        "/admin/images/add/",
        "/admin/snippets/content/person/add/",
        "/admin/articles/",
        "/admin/reports/site-history/",
        "/admin/workflows/add/",
        "/admin/redirects/add/",
        "/admin/users/new/",
        "/search/?q=pain",
        f"/articles/{article.slug}/",
        "/nothing/",
        "/delivery/v1/docs",
        "/delivery/v1/problems/",
        "/delivery/v1/topics",
    ):
        editor.goto(f"{live_server.url}{path}", wait_until="networkidle")
    assert [fault for fault in faults if "/nothing/" not in fault] == []


ATTACK = (
    "<script>window.hit = 1</script><img src=data:, onerror='window.hit = 2'>"
    "<script nonce='AAAAAAAAAAAAAAAAAAAAAA=='>window.hit = 3</script><script src='https://evil.example/x.js'></script>"
    "<base href='https://evil.example/'><a href='javascript:window.hit = 4' id=attack>x</a>"
)


def test_a_script_that_got_into_a_page_does_not_run(
    editor: Page, live_server: LiveServer, site: dict[str, Any], faults: list[str]
) -> None:
    """As if a text had slipped through somewhere: it is put into what the server sends, headers untouched."""
    elsewhere: list[str] = []

    def infected(route: Route) -> None:
        if not route.request.url.startswith(live_server.url):
            elsewhere.append(route.request.url)
            route.abort()
        elif route.request.resource_type == "document":
            response = route.fetch()
            route.fulfill(response=response, body=response.text().replace("</body>", f"{ATTACK}</body>"))
        else:
            route.continue_()

    editor.route("**/*", infected)
    for path in (
        "/",
        "/search/?q=pain",
        f"/articles/{site['article'].slug}/",
        "/admin/",
        "/admin/login/",
        "/delivery/v1/docs",
    ):
        faults.clear()
        editor.goto(f"{live_server.url}{path}", wait_until="load")
        editor.evaluate("document.getElementById('attack').click()")
        editor.wait_for_timeout(200)
        assert editor.evaluate("window.hit") is None, path
        assert editor.evaluate("document.baseURI").startswith(live_server.url)
        assert len([fault for fault in faults if "refused by policy: script-src" in fault]) >= 4, faults
    editor.unroute_all(behavior="ignoreErrors")
    assert elsewhere == []
