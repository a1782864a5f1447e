"""Frequent searches: counted in the database, forgotten week by week, and suggested while a reader types.

Nothing here tells who asked, from where, or when, but for the week. A search is known by a keyed fingerprint, which tells
nobody what it was; its words are written down only once it has been asked `ENOUGH` times.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from time import monotonic

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from .asked import Asked
from .languages import language_of
from .models import BlockedPhrase, FrequentQuery
from .plans import Scope
from .suggestions import FIRM, Popular, words_of

ENOUGH = 5
"""Times that a search is asked before its words are kept and suggested."""

SHORTLY = 60.0
"""Seconds that a process goes by what it has read: so long it takes until what an editor hides is gone."""

MOST = 1_000
"""Searches of a site and language that are suggested: the most frequent ones."""

_BATCH = 500
"""Rows of one statement."""

_Row = tuple[str, Asked, int]


def is_counting() -> bool:
    """Tell whether searches are counted, and frequent ones suggested, at all."""
    return settings.TOPICHUB_SEARCH.get("COUNT_QUERIES") == "on"


def fingerprint(one: Asked) -> str:
    """Make what a search is known by. Without the site's secret key nobody can tell its words from that."""
    return salted_hmac("search.frequent", f"{one.site_id}|{one.locale}|{one.key}", algorithm="sha256").hexdigest()


def write(counts: Mapping[Asked, int]) -> None:
    """Add counts to those in the database, whoever else does so at the same time.

    One statement for all of them; more only for searches that have become frequent by it. Rows are in the same order
    everywhere, so that no two processes wait for each other.
    """
    rows = iter(sorted(((fingerprint(one), one, times) for one, times in counts.items()), key=lambda row: row[0]))
    while some := list(islice(rows, _BATCH)):
        with transaction.atomic():
            _add(some)
            _write_down(some)


def _add(rows: Sequence[_Row]) -> None:
    table = FrequentQuery._meta.db_table  # noqa: SLF001  Django's documented model API
    week = _week(datetime.now(UTC).date())
    values = [value for mark, one, times in rows for value in (mark, one.site_id, one.locale, "", times, week, False)]
    with connection.cursor() as cursor:
        cursor.execute(
            # What `bulk_create` cannot do: add to what is there.
            f"""
            INSERT INTO {table} (fingerprint, site_id, locale, text, times, week, hidden)
                 VALUES {", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(rows))}
            ON CONFLICT (fingerprint) DO UPDATE SET times = {table}.times + excluded.times
            """,  # noqa: S608  a table's name and placeholders
            values,
        )


def _write_down(rows: Sequence[_Row]) -> None:
    """Keep the words of what has become frequent."""
    texts = {mark: one.text for mark, one, _ in rows}
    nameless = FrequentQuery.objects.filter(fingerprint__in=texts, times__gte=ENOUGH, text="")
    for mark in nameless.values_list("fingerprint", flat=True):
        FrequentQuery.objects.filter(fingerprint=mark).update(text=texts[mark])


def fade(today: date) -> None:
    """Let a quarter of each count go when a week is over; what is no longer frequent loses its words, then its row.

    What was asked once is gone after a week, four times after four; what is asked twice a week stays suggested. What
    an editor has hidden is kept, or it would come back.
    """
    week = _week(today)
    FrequentQuery.objects.filter(week__lt=week).update(times=F("times") * 3 / 4, week=week)
    shown = FrequentQuery.objects.filter(hidden=False)
    shown.filter(times=0).delete()
    shown.filter(times__lt=ENOUGH).exclude(text="").update(text="")


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


Frequent = Mapping[str, Sequence[Popular]]
"""Searches by the first letters of each of their words: one, two and three."""


def frequent(scope: Scope) -> Frequent:
    """Read what may be suggested on a site in a language: three small queries a minute, and none in between."""
    return _read(scope, int(monotonic() // SHORTLY)) if is_counting() else {}


@lru_cache(maxsize=32)
def _read(scope: Scope, _: int) -> Frequent:
    language = language_of(scope.locale)
    of_scope = FrequentQuery.objects.filter(site_id=scope.site_id, locale=scope.locale)
    # By its words too: under another secret key the same search has another fingerprint, and another row.
    hidden = {language.name_key(text) for text in of_scope.filter(hidden=True).values_list("text", flat=True)}
    blocked = [
        language.name_key(phrase)
        for phrase in BlockedPhrase.objects.filter(locale__language_code=scope.locale).values_list("phrase", flat=True)
    ]
    rows = of_scope.filter(hidden=False, times__gte=ENOUGH).exclude(text="").order_by("-times", "text")
    found: dict[str, list[Popular]] = {}
    for text, times in rows.values_list("text", "times")[:MOST]:
        key = language.name_key(text)
        if key in hidden or any(f" {phrase} " in f" {key} " for phrase in blocked):
            continue
        one = Popular(text, words_of(text, language), times)
        for beginning in {word[:length] for word in one.words for length in range(1, FIRM + 1)}:
            found.setdefault(beginning, []).append(one)
    return found
