"""How well a page is looked after, as a little more of its score. Pure, and the same on every engine.

A page that is kept up is the better answer of two that answer alike, and never a reason to show one that answers
worse: all of it together is worth `MOST` of the score, about what another word in a long text does.
"""

from datetime import date

FRESHNESS, REVIEW = 0.01, 0.01
"""Shares of the score: of a page that was written or reviewed today, and of one whose review still holds."""

MOST = FRESHNESS + REVIEW
FRESH_DAYS = 5 * 365
"""After which the age of a page says nothing more; until then it fades day by day."""

REVIEW_DAYS = 3 * 365
"""How long a review holds where the editor has set no day for the next one, as health publishers commonly plan them."""

NEVER = 0
"""In place of a day for what never happened; days are `date.toordinal`."""


def latest(*days: date | None) -> int:
    """The last of these days; on the last that somebody wrote or reviewed a page, it was tended."""
    return max((day.toordinal() for day in days if day), default=NEVER)


def review_due(last_reviewed: date | None, next_review: date | None) -> int:
    """The day until which the page's review holds; a page that was never reviewed has none."""
    if last_reviewed is None:
        return NEVER
    return next_review.toordinal() if next_review else last_reviewed.toordinal() + REVIEW_DAYS


def share(tended: int, due: int, today: int) -> float:
    """By which share of its score a page counts more: from 0 to `MOST`."""
    age = max(0, today - tended)
    return FRESHNESS * max(0.0, 1 - age / FRESH_DAYS) + (REVIEW if due >= today else 0.0)
