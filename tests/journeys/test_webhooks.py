"""An administrator has a program told of what is published, in a real browser: the secret, a test event, a failure, sent again."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.journeys.admin import PATIENCE, log_in
from tests.webhooks.conftest import Sending
from tests.webhooks.receiver import Receiver, always, receiving

RULES: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as started:
        yield started


def check_accessibility(page: Page) -> None:
    # Without Wagtail's own messages, whose green is too light for axe.
    shown = {"include": [["main"]], "exclude": [[".messages"]]}
    faults = Axe().run(page, context=shown, options={"runOnly": RULES}).response["violations"]
    assert [(fault["id"], node["html"]) for fault in faults for node in fault["nodes"]] == []


def test_an_endpoint_is_made_tested_and_mended(
    transactional_db: None, live_server: LiveServer, page: Page, receiver: Receiver
) -> None:
    factories.site()
    User.objects.create_superuser("editor", password="editor")
    log_in(page, live_server)
    page.get_by_role("link", name="Webhooks", exact=True).click()
    page.get_by_role("link", name="Add webhook endpoint").click()
    page.get_by_role("textbox", name="Address").fill("http://0x7f.1:80@example.org/")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Leave out the user name")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("textbox", name="Address").fill(receiver.url)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("it is not shown again")).to_be_visible(timeout=PATIENCE)
    check_accessibility(page)
    receiver.secret = page.get_by_role("main").locator("code").inner_text()

    page.get_by_role("link", name="It is kept safe: to the deliveries").click()
    receiver.reply = always(302, Location="https://example.org/new")
    page.get_by_role("button", name="Send a test event").click()
    expect(page.get_by_text("A test event is on its way")).to_be_visible(timeout=PATIENCE)
    Sending()()
    page.reload()
    row = page.get_by_role("row", name="webhook.test")
    expect(row).to_contain_text("It answered 302: it is at https://example.org/new now", timeout=PATIENCE)
    expect(row).to_contain_text("Waiting")
    receiver.reply = always(204)
    later = Sending()
    later.wait(seconds=10)
    later()
    page.reload()
    expect(row).to_contain_text("Delivered", timeout=PATIENCE)
    check_accessibility(page)
    row.get_by_role("button", name="Send again").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("It is sent again")).to_be_visible(timeout=PATIENCE)
    Sending()()
    assert len({one.id for one in receiver.received}) == 1
    assert len(receiver.received) == 3
    page.get_by_role("link", name="Webhooks", exact=True).click()
    page.get_by_role("link", name=f"Deliveries to {receiver.url}").click()
    page.get_by_role("link", name="Rotate secret").click()
    expect(page.get_by_role("button", name="Make a new secret")).to_be_visible(timeout=PATIENCE)
    check_accessibility(page)
