"""Golden queries: what readers ask, the pages that should come up, and where they came up when an editor last looked."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from .languages import PLAIN, language_of
from .own_language import default_locale

LONGEST_QUERY = 300
"""Characters: a long question to a doctor."""


class GoldenQuery(ClusterableModel):
    """A query and the pages that should come up for it, in no order."""

    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        default=default_locale,
        related_name="+",
        verbose_name="language",
    )
    query = models.CharField(
        max_length=LONGEST_QUERY,
        help_text="Just as readers type it: a name, a whole question, with their typing errors if these are the point.",
    )
    note = models.TextField(
        blank=True, help_text="Why these pages, for whoever reads this in a year. May be left empty."
    )

    class Meta:
        verbose_name = "golden query"
        verbose_name_plural = "golden queries"
        ordering = ("query",)
        constraints = (models.UniqueConstraint(fields=("locale", "query"), name="one_golden_query"),)

    def __str__(self) -> str:
        return self.query

    def clean(self) -> None:
        if not PLAIN.words(self.query):
            raise ValidationError({"query": "Write at least one word."})
        if not hasattr(self, "locale"):
            return  # No language was chosen: its own field says so.
        name_key = language_of(self.locale.language_code).name_key
        key = name_key(self.query)
        others = GoldenQuery.objects.filter(locale=self.locale).exclude(pk=self.pk).values_list("query", flat=True)
        same = next((other for other in others if name_key(other) == key), None)
        if same is not None:
            raise ValidationError({"query": f"“{same}” is the same query and is there already: change that one."})


class GoldenPage(models.Model):
    """A page that should come up."""

    golden = ParentalKey(GoldenQuery, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("golden", "page"), name="a_golden_page_once"),)

    def __str__(self) -> str:
        return str(self.page)


class RememberedState(models.Model):
    """Where the pages of all golden queries came up at a time, to compare with.

    `measured`: `golden_queries.State` as JSON. One value, for it is only ever read as a whole, and must not change
    when the queries do.
    """

    measured_at = models.DateTimeField(unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    measured = models.JSONField()

    class Meta:
        ordering = ("-measured_at",)

    def __str__(self) -> str:
        return f"{self.measured_at:%Y-%m-%d %H:%M}"
