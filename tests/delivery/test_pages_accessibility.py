"""axe-core on the reader pages: WCAG 2.2 A and AA, on a phone and at a desk, in light and in dark."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from search.engines.chosen import chosen
from search.lifecycle import rebuild
from tests import factories

PATHS = (
    "/",
    "/topics/",
    "/articles/",
    "/topics/refractory-pain/",
    "/articles/talking-about-the-price-of-medicines/",
    "/search/",
    "/search/?q=nerve+pain",
    "/search/?q=neuropatic&type=article",
    "/search/?q=xylophone",
    "/search/?q=a%00b",
    "/no/such/page/",
)
RULES: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: dict[str, object] = {"type": "rule", "values": ["color-contrast"]}
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, object]], ...] = (("light", RULES), ("dark", COLOURS))
WIDTHS = (1280, 390)


def faults(page: Page) -> list[str]:
    """At each width all rules in light; in dark only the colours are different."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)  # pyright: ignore[reportArgumentType]  one of two words
            violations = Axe().run(page, options={"runOnly": rules}).response["violations"]
            found += [
                f"{width} {scheme} {page.url}: {violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
                for violation in violations
                for node in violation["nodes"]
            ]
    return found


@pytest.mark.django_db(transaction=True)
def test_no_page_has_a_fault(live_server: LiveServer, page: Page) -> None:
    factories.full_site()
    rebuild(chosen())
    # Colours that change slowly would be measured half-way.
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = []
    for path in PATHS:
        page.goto(live_server.url + path)
        found += faults(page)
    found += opened(page, live_server.url)
    assert found == []


def opened(page: Page, origin: str) -> list[str]:
    """What opens on a page, open: contents, answers, a definition, suggestions."""
    page.goto(f"{origin}/topics/refractory-pain/")
    for summary in page.locator("details:not(.player) > summary:visible").all():
        summary.evaluate("summary => summary.parentElement.open = true")
    page.get_by_role("button", name="What is “Nerve pain”?").click()
    found = faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("combobox").press_sequentially("pain")
    page.get_by_role("listbox").wait_for()
    page.get_by_role("combobox").press("ArrowDown")
    return [*found, *faults(page)]
