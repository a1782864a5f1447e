"""Golden queries and the report of them, for tests."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import Locale, Page

from search.models import GoldenPage, GoldenQuery, PinnedPage, QueryPin

REPORT = "/admin/how-search-does/"
REMEMBER = "/admin/how-search-does/remember/"


def english() -> Locale:
    return Locale.objects.get(language_code="en")


def golden(query: str, *pages: Page, locale: Locale | None = None) -> GoldenQuery:
    made = GoldenQuery.objects.create(locale=locale or english(), query=query)
    GoldenPage.objects.bulk_create(GoldenPage(golden=made, page_id=page.pk) for page in pages)
    return made


def pin(query: str, page: Page) -> None:
    PinnedPage.objects.create(pin=QueryPin.objects.create(locale=english(), query=query), page_id=page.pk)


def look(client: Client, status: int = 200, **parameters: Any) -> str:
    response = client.get(REPORT, parameters)
    assert response.status_code == status
    return response.content.decode()


def cells(html: str) -> list[list[str]]:
    """The text of each cell in the table of queries, row by row."""
    table = html.split("Golden queries and where their pages come up")[1]
    return [[text(cell) for cell in row.split("<td>")[1:]] for row in table.split("<tr")[2:]]


def text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(strip_tags(html))).strip()


def remember(client: Client, html: str) -> str:
    """Press the button on a report, and read what it then shows."""
    return client.post(REMEMBER, {"measured": sealed(html)}, follow=True).content.decode()


def sealed(html: str) -> str:
    """What the button sends."""
    return re.findall(r'name="measured" value="([^"]+)"', html)[0]


def queries_of(html: str) -> list[str]:
    return [row[0].split(" Search page for “")[0] for row in cells(html)]
