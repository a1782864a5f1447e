"""What an import makes of pages."""

from pathlib import Path

import pytest

from cms.content.models import ArticlePage
from home.models import HomePage
from tests.exchange.sample import SAMPLE, Line, document, import_lines

pytestmark = pytest.mark.django_db


def test_the_home_page(folder: Path) -> None:
    home: Line = {
        "type": "home",
        "id": "home",
        "title": "About pain",
        "introduction": "All about pain.",
        "featured": [{"type": "article", "id": "pacing"}, {"type": "topic", "id": "lasting-pain"}],
    }
    import_lines(folder, [home, *SAMPLE])
    told = document(HomePage.objects.get())
    assert (told["title"], told["introduction"]) == ("About pain", "All about pain.")
    assert [teaser["title"] for teaser in told["featured"]] == ["A little, often", "Lasting pain"]


def test_addresses_follow_the_titles(folder: Path) -> None:
    """As Wagtail makes them, but never one that another line asks for."""
    titles = ["Back Pain!", "Back pain", "Ünï – 100 %", "back-pain"]
    lines: list[Line] = [{"type": "article", "id": str(place), "title": title} for place, title in enumerate(titles)]
    import_lines(folder, [*lines, {"type": "article", "id": "x", "title": "X", "slug": "back-pain-2"}])
    pages = ArticlePage.objects.order_by("path")
    assert [page.slug for page in pages] == ["back-pain", "back-pain-3", "ünï-100", "back-pain-4", "back-pain-2"]
