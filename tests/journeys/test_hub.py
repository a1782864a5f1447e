"""A hub with two relations and three strategies from a blank form in a real browser, and as readers then see it."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories
from tests.journeys.admin import PATIENCE, await_autosave, await_watch, choose, insert_block, log_in, publish

STRATEGIES = [
    ("Moving a little, often", "movement", "Pacing", "Physiotherapist"),
    ("Adjusting medication", "medication", "One change at a time", "Pharmacist"),
    ("Sleeping well", "lifestyle", "A steady hour to get up", "Pain nurse"),
]


@pytest.fixture
def editor(transactional_db: None, own_index: object, live_server: LiveServer, page: Page) -> Page:
    """An editor who has logged in, on a site with two topics and two care roles; the third is still to be written."""
    factories.topic("Chronic pain")
    factories.topic("Pain management")
    factories.care_role("Physiotherapist")
    factories.care_role("Pharmacist")
    User.objects.create_superuser("editor", password="editor")
    log_in(page, live_server)
    return page


def write_strategy(page: Page, n: int, name: str, category: str, technique: str, role: str) -> None:
    insert_block(page, "Strategy")
    block = f"#body-{n}-value"
    page.locator(f"{block}-name").fill(name)
    page.locator(f"{block}-category").select_option(category)
    page.locator(f"{block}-summary").fill(f"{name}: what it is and whom it helps.")
    page.locator("[data-contentpath=techniques]").nth(n).get_by_role("button", name="Add", exact=True).click()
    page.locator(f"{block}-techniques-0-value-name").fill(technique)
    page.locator("[data-contentpath=care_roles]").nth(n).get_by_role("button", name="Add", exact=True).click()
    if role == "Pain nurse":
        write_care_role(page, n, role)
    else:
        choose(page, page.locator(f"{block}-care_roles-0-value-chooser"), role)


def write_care_role(page: Page, n: int, name: str) -> None:
    """A profession that nobody has written down yet, without leaving the topic."""
    chooser = page.locator(f"#body-{n}-value-care_roles-0-value-chooser")
    chooser.get_by_role("button", name=re.compile("^Choose")).first.click()
    page.get_by_role("tab", name="New care role").click(timeout=PATIENCE)
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill(name)
    dialog.get_by_role("button", name="Add this care role").click()
    expect(chooser).to_contain_text(name, timeout=PATIENCE)


def write_relation(page: Page, n: int, kind: str, topic: str) -> None:
    page.get_by_role("button", name="Add Relation").click()
    page.locator(f"#id_relations-{n}-kind").select_option(label=kind)
    choose(page, page.locator(f"#id_relations-{n}-target-chooser"), topic)


def test_a_hub_from_a_blank_form_is_read_on_its_page(editor: Page, live_server: LiveServer) -> None:
    page = editor
    page.get_by_role("link", name="Topics", exact=True).click()
    page.get_by_role("link", name="Add topic").first.click()
    await_watch(page)
    page.locator("#id_title").press_sequentially("Widespread pain")
    page.locator("#id_definition").fill("Pain in many parts of the body at once.")
    page.locator("#id_other_names").fill("pain all over\nfibromyalgia")
    await_autosave(page)
    for n, strategy in enumerate(STRATEGIES):
        write_strategy(page, n, *strategy)
    page.get_by_role("tab", name="Relations").click()
    write_relation(page, 0, "is part of", "Chronic pain")
    write_relation(page, 1, "is treated by", "Pain management")
    publish(page)

    address = page.get_by_role("link", name="View live").first.get_attribute("href")
    assert address, "the message leads to the page"
    page.goto(f"{live_server.url}{urlsplit(address).path}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Widespread pain")
    for name, _, technique, role in STRATEGIES:
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        expect(page.get_by_text(technique)).to_be_visible()
        expect(page.get_by_text(role).first).to_be_visible()
    for topic in ("Chronic pain", "Pain management"):
        expect(page.get_by_role("main").get_by_role("link", name=topic).first).to_be_visible()
    page.goto(f"{live_server.url}/topics/chronic-pain/")
    expect(page.get_by_role("main").get_by_role("link", name="Widespread pain").first).to_be_visible()
