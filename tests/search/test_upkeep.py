"""What a page is given for being looked after, without an engine; and end to end by its dates."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from search import lifecycle
from search.engines.protocol import Engine
from search.upkeep import FRESH_DAYS, FRESHNESS, MOST, NEVER, REVIEW, REVIEW_DAYS, latest, review_due, share
from tests import factories as make

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("tended", "due", "expected"),
    [
        (NEVER, NEVER, 0.0),
        (TODAY.toordinal(), TODAY.toordinal(), MOST),
        (TODAY.toordinal() + 9, NEVER, FRESHNESS),
        (TODAY.toordinal() - FRESH_DAYS // 5, TODAY.toordinal() - 1, 0.8 * FRESHNESS),
        (TODAY.toordinal() - 2 * FRESH_DAYS, TODAY.toordinal() + 1, REVIEW),
    ],
)
def test_share(tended: int, due: int, expected: float) -> None:
    assert share(tended, due, TODAY.toordinal()) == pytest.approx(expected)


def test_dates_become_days() -> None:
    earlier = TODAY - timedelta(days=9)
    assert latest() == latest(None) == NEVER
    assert latest(None, earlier, TODAY) == TODAY.toordinal()
    assert review_due(None, TODAY) == NEVER
    assert review_due(earlier, TODAY) == TODAY.toordinal()
    assert review_due(earlier, None) == earlier.toordinal() + REVIEW_DAYS


@pytest.mark.django_db
@pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"])
def test_the_page_with_the_newer_review_comes_first_and_editors_are_told(
    own_index: Engine, admin_client: Client
) -> None:
    make.site()
    today = timezone.localdate()
    long_ago = today - timedelta(days=3 * FRESH_DAYS)
    make.article("Gout diet", last_reviewed=long_ago, next_review=long_ago + timedelta(days=365))
    make.article("Gout diet", last_reviewed=today)
    lifecycle.rebuild(own_index)
    first, second = admin_client.get("/delivery/v1/search", {"q": "gout diet", "explain": "true"}).json()["items"]
    assert (first["last_reviewed"], second["last_reviewed"]) == (today.isoformat(), long_ago.isoformat())
    assert first["score"] == pytest.approx(second["score"] * (1 + MOST), rel=1e-3)
    assert {"signal": "upkeep", "field": None, "label": "Looked after", "percent": 2} in first["explanation"]["shares"]
    assert any(one.startswith("It is looked after") for one in first["explanation"]["sentences"])
    assert all(share["signal"] != "upkeep" for share in second["explanation"]["shares"])
