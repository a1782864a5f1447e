"""The article: goes deeper into one or more topics."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from .blocks.body import ArticleBody
from .forms import PageForm
from .names import OtherNamesField
from .pages import PreviewedPage
from .panels import review_panels, tabbed
from .people import Contributor
from .references import Reference


class ArticlePageForm(PageForm):
    once: ClassVar = {
        "further_topics": ("topic",),
        "authors": ("person",),
        "reviewers": ("person",),
        "references": ("citation",),
        "related_pins": ("other",),
        "related_blocks": ("other",),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        published, updated = cleaned.get("published"), cleaned.get("updated")
        if published and updated and updated < published:
            self.add_error("updated", ValidationError("An article cannot be updated before it is published."))
        self._check_topics(cleaned.get("primary_topic"))
        self._check_related()
        return cleaned

    def _check_topics(self, primary: Page | None) -> None:
        for form in self.rows("further_topics", "topic"):
            if form.cleaned_data["topic"] == primary:
                form.add_error("topic", f"“{primary}” is the primary topic already. Remove this row.")

    def _check_related(self) -> None:
        pinned = {form.cleaned_data["other"].pk for form in self.rows("related_pins", "other")}
        for form in [*self.rows("related_pins", "other"), *self.rows("related_blocks", "other")]:
            if form.cleaned_data["other"].pk == self.instance.pk:
                form.add_error(
                    "other", "This is the article itself, which is never among its related ones. Remove this row."
                )
        for form in self.rows("related_blocks", "other"):
            if (other := form.cleaned_data["other"]).pk in pinned:
                form.add_error(
                    "other", f"“{other.title}” is also among those to show first. Remove one of the two rows."
                )


class ArticlePage(PreviewedPage):
    """Published, updated, reviewed and due for review are four dates: readers trust what says which is which."""

    primary_topic_id: int | None

    teaser_title = models.CharField(
        max_length=120, blank=True, help_text="Shorter or livelier, for lists. Empty: the title."
    )
    excerpt = models.TextField(
        blank=True, validators=[MaxLengthValidator(400)], help_text="What a reader learns, in one or two sentences."
    )
    other_names = OtherNamesField(
        blank=True, help_text="Other names of what the article is about, one a line. Readers find it by any of them."
    )
    image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    primary_topic = models.ForeignKey(
        "content.TopicPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The topic it belongs to first of all.",
    )
    published = models.DateField(null=True, blank=True, help_text="When readers first could read it.")
    updated = models.DateField(null=True, blank=True, help_text="When its content last changed.")
    last_reviewed = models.DateField(null=True, blank=True, help_text="When a reviewer last confirmed it.")
    next_review = models.DateField(null=True, blank=True, help_text="When it is due again.")
    body = StreamField(ArticleBody(), blank=True)

    parent_page_types: ClassVar = ["content.ArticleIndexPage"]
    subpage_types: ClassVar = []
    base_form_class = ArticlePageForm
    page_description = "Goes deeper into one or more topics."

    edit_handler = tabbed(
        content=[
            TitleFieldPanel("title"),
            FieldPanel("excerpt", icon="info-circle"),
            InlinePanel("authors", heading="Authors", label="Author", max_num=10),
            FieldPanel("image"),
            FieldPanel("body", heading="Text"),
        ],
        relations=[
            MultiFieldPanel(
                [
                    PageChooserPanel("primary_topic", "content.TopicPage"),
                    InlinePanel("further_topics", heading="Further topics", label="Further topic", max_num=10),
                ],
                heading="Topics",
            ),
            FieldPanel("other_names", icon="tag"),
            InlinePanel(
                "related_pins",
                heading="Related articles to show first",
                label="Article",
                max_num=6,
                help_text="In this order. The related articles that search finds follow by themselves.",
            ),
            InlinePanel(
                "related_blocks",
                heading="Related articles never to show",
                label="Article",
                max_num=20,
                help_text="Search leaves these out of the related articles of this one.",
            ),
        ],
        review=review_panels(FieldRowPanel([FieldPanel("published"), FieldPanel("updated")])),
        promote=[FieldPanel("teaser_title")],
    )

    class Meta:
        verbose_name = "article"


class ArticleTopic(Orderable):
    """A further topic of an article, after the primary one."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="further_topics")
    topic = models.ForeignKey("content.TopicPage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("topic", "content.TopicPage")]

    def __str__(self) -> str:
        return self.topic.title


class ArticleAuthor(Contributor):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")


class ArticleReviewer(Contributor):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="reviewers")


class ArticleReference(Reference):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="references")


class RelatedChoice(Orderable):
    """Abstract: an editor's word on one related article."""

    other = models.ForeignKey("content.ArticlePage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("other", "content.ArticlePage", heading="Article")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.other.title


class RelatedPin(RelatedChoice):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_pins")


class RelatedBlock(RelatedChoice):
    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_blocks")
