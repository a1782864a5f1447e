"""What editors teach search: names for the same thing, and pages that come first for a query."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .golden import GoldenPage, GoldenQuery, RememberedState
from .languages import PLAIN, Language, language_of
from .own_language import default_locale
from .queries import pin_key

__all__ = [
    "GoldenPage",
    "GoldenQuery",
    "PinnedPage",
    "QueryPin",
    "RememberedState",
    "RulesStamp",
    "SynonymSet",
    "default_locale",
]

FEWEST_NAMES, MOST_NAMES = 2, 30
LONGEST_NAME = 100


class RulesStamp(models.Model):
    """One row. Its value changes with every change of a rule, so that each process knows when to read them again.

    A random value rather than a counter: a change that is rolled back must not leave the same stamp as the next one.
    """

    value = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.value)


class SynonymSet(models.Model):
    """Names that readers use for one thing: each finds what the others find."""

    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        default=default_locale,
        related_name="+",
        verbose_name="language",
    )
    names = models.TextField(
        help_text="One a line, for instance “high blood pressure” and “hypertension”. A search for any of them finds "
        "pages with any other. The other names of topics work like this already."
    )

    class Meta:
        verbose_name = "synonym set"
        verbose_name_plural = "synonym sets"
        ordering = ("names",)

    def __str__(self) -> str:
        return ", ".join(self.listed())

    def listed(self) -> list[str]:
        return [name.strip() for name in self.names.splitlines() if name.strip()]

    def clean(self) -> None:
        names = self.listed()
        language = _language(self)
        keys = {language.name_key(name) for name in names} - {""}
        if len(keys) < FEWEST_NAMES:
            raise ValidationError({"names": "Write at least two different names, one a line."})
        if len(names) > MOST_NAMES:
            raise ValidationError({"names": f"Write at most {MOST_NAMES} names; there are {len(names)}."})
        too_long = next((name for name in names if len(name) > LONGEST_NAME), None)
        if too_long is not None:
            raise ValidationError({"names": f"“{too_long[:30]}…” is longer than {LONGEST_NAME} characters."})


class FrequentQuery(models.Model):
    """A search and how often it was asked lately; `frequent.py` says what is kept, and for how long.

    `text` is empty until it was asked often enough. `week`: the Monday since which the count has not faded.
    """

    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    site = models.ForeignKey("wagtailcore.Site", on_delete=models.CASCADE, related_name="+", editable=False)
    locale = models.CharField("language", max_length=100, editable=False)
    text = models.CharField("search", max_length=100, editable=False)
    times = models.PositiveIntegerField("asked lately", editable=False)
    week = models.DateField(editable=False)
    hidden = models.BooleanField(
        default=False,
        help_text="Never suggest it. It takes a minute until that shows.",
    )

    class Meta:
        verbose_name = "frequent search"
        verbose_name_plural = "frequent searches"
        ordering = ("-times", "text")
        indexes = (models.Index(fields=("site", "locale", "-times"), name="most_frequent_queries"),)

    def __str__(self) -> str:
        return self.text


class BlockedPhrase(models.Model):
    """Words that no suggested search may hold."""

    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        default=default_locale,
        related_name="+",
        verbose_name="language",
    )
    phrase = models.CharField(
        "words",
        max_length=LONGEST_NAME,
        help_text="A search that holds these words, in this order, is never suggested, however often it is asked.",
    )

    class Meta:
        verbose_name = "blocked words"
        verbose_name_plural = "blocked words"
        ordering = ("phrase",)

    def __str__(self) -> str:
        return self.phrase

    def clean(self) -> None:
        if not _language(self).words(self.phrase):
            raise ValidationError({"phrase": "Write at least one word."})


class QueryPin(ClusterableModel):
    """Pages that come first for a query, in the editor's order."""

    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        default=default_locale,
        related_name="+",
        verbose_name="language",
    )
    query = models.CharField(
        max_length=200,
        help_text="What readers type. Question words, capitals and accents make no difference: “What is back pain?” is "
        "the same as “back pain”.",
    )
    key = models.CharField(max_length=200, editable=False)

    class Meta:
        verbose_name = "pinned result"
        verbose_name_plural = "pinned results"
        ordering = ("query",)
        constraints = (models.UniqueConstraint(fields=("locale", "key"), name="one_pin_a_query"),)

    def __str__(self) -> str:
        return self.query

    def clean(self) -> None:
        self.key = self._key()
        if not self.key:
            raise ValidationError({"query": "Write at least one word."})
        others = QueryPin.objects.filter(locale=self.locale, key=self.key).exclude(pk=self.pk)
        if other := others.first():
            raise ValidationError({"query": f"“{other.query}” means the same and has pins already: change those."})

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = self._key()
        super().save(*args, **kwargs)

    def _key(self) -> str:
        return pin_key(self.query, _language(self))


def _language(rule: SynonymSet | BlockedPhrase | QueryPin) -> Language:
    """Find a rule's language; a form that was sent without one has none yet."""
    locale = getattr(rule, "locale", None)
    return language_of(locale.language_code) if locale else PLAIN


class PinnedPage(models.Model):
    """One page of a pin. Never shown while the page is not published."""

    pin = ParentalKey(QueryPin, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    sort_order = models.IntegerField(null=True, blank=True, editable=False)

    sort_order_field = "sort_order"

    class Meta:
        ordering = ("sort_order", "pk")
        constraints = (models.UniqueConstraint(fields=("pin", "page"), name="one_place_a_page"),)

    def __str__(self) -> str:
        return str(self.page)
