"""The topic hub: what a condition or treatment is, its other names, how it relates to other topics, what helps."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from .blocks.body import TopicBody
from .names import OtherNamesField
from .pages import PreviewedPage
from .panels import review_panels, tabbed
from .people import Contributor
from .references import Reference
from .relations import RELATION_KINDS, TopicPageForm


class TopicPage(PreviewedPage):
    """A hub. It says what the topic is; its articles go deeper and are found by what they are about."""

    definition = models.TextField(
        validators=[MaxLengthValidator(400)],
        help_text="What it is, in one or two plain sentences. Shown wherever a text links to this topic.",
    )
    other_names = OtherNamesField(
        "also known as", blank=True, help_text="One name a line. Readers find the topic by any of them."
    )
    image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    body = StreamField(TopicBody(), blank=True)
    last_reviewed = models.DateField(null=True, blank=True, help_text="When a reviewer last confirmed it.")
    next_review = models.DateField(null=True, blank=True, help_text="When it is due again.")

    parent_page_types: ClassVar = ["content.TopicIndexPage"]
    subpage_types: ClassVar = []
    base_form_class = TopicPageForm
    page_description = "A condition or treatment: definition, other names, relations, strategies."

    edit_handler = tabbed(
        content=[
            TitleFieldPanel("title", help_text="The name most readers use."),
            FieldPanel("definition", icon="info-circle"),
            FieldPanel("other_names", icon="tag"),
            FieldPanel("image"),
            FieldPanel("body", heading="Strategies and text"),
        ],
        relations=[
            InlinePanel(
                "relations",
                heading="Relations to other topics",
                label="Relation",
                max_num=40,
                help_text="Tell each relation once, from either side: the other topic shows its counterpart by itself.",
            ),
            InlinePanel(
                "pinned_articles",
                heading="Articles to show first",
                label="Article",
                max_num=12,
                help_text="In this order. The articles that search finds for the topic follow by themselves.",
            ),
            InlinePanel(
                "codes",
                heading="Codes",
                label="Code",
                max_num=20,
                help_text="What medical terminologies call the topic, shown in small print at the end of its page.",
            ),
        ],
        review=review_panels(),
    )

    class Meta:
        verbose_name = "topic"


class TopicRelation(Orderable):
    """How the source stands to the target. Told once, from either side."""

    source_id: int
    target_id: int
    source = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField("this topic …", max_length=20, choices=RELATION_KINDS)
    target = models.ForeignKey(
        TopicPage, verbose_name="… the topic", on_delete=models.CASCADE, related_name="relations_from_others"
    )
    note = models.CharField(max_length=300, blank=True, help_text="How, or how often, in one line.")

    panels = [
        FieldRowPanel([FieldPanel("kind"), PageChooserPanel("target", "content.TopicPage")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "relation"

    def __str__(self) -> str:
        return f"{dict(RELATION_KINDS).get(self.kind, '…')} {self.target.title}"


class TopicCode(Orderable):
    """What a terminology calls the topic."""

    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=10, choices=[("mesh", "MeSH"), ("icd11", "ICD-11"), ("snomed", "SNOMED CT")])
    code = models.CharField(max_length=50)

    panels = [FieldRowPanel([FieldPanel("system"), FieldPanel("code")])]

    def __str__(self) -> str:
        return f"{self.system} {self.code}"


class TopicPinnedArticle(Orderable):
    """An article the editor shows first on the hub; search adds the rest."""

    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="pinned_articles")
    article = models.ForeignKey("content.ArticlePage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("article", "content.ArticlePage")]

    def __str__(self) -> str:
        return self.article.title


class TopicReviewer(Contributor):
    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="reviewers")


class TopicReference(Reference):
    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="references")
