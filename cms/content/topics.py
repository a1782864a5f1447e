"""The topic hub: what a condition or treatment is, its other names, how it relates to other topics, what helps."""

from collections import Counter
from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from .blocks.body import TopicBody
from .names import OtherNamesField
from .pages import PreviewedPage, ReviewDatesForm
from .references import Reference

RELATION_KINDS = [
    ("encompasses", "encompasses"),
    ("part_of", "is part of"),
    ("overlaps_with", "overlaps with"),
    ("caused_by", "is caused by"),
    ("causes", "causes"),
    ("treated_by", "is treated by"),
    ("treats", "treats"),
    ("delivered_by", "is delivered by"),
    ("delivers", "delivers"),
]
INVERSE_KINDS = {
    "encompasses": "part_of",
    "part_of": "encompasses",
    "overlaps_with": "overlaps_with",
    "caused_by": "causes",
    "causes": "caused_by",
    "treated_by": "treats",
    "treats": "treated_by",
    "delivered_by": "delivers",
    "delivers": "delivered_by",
}


class TopicPageForm(ReviewDatesForm):
    """Checks relations against each other and against what other topics already tell."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = [
            form
            for form in self.formsets["relations"].forms
            if form not in self.formsets["relations"].deleted_forms and form.cleaned_data.get("target")
        ]
        told = Counter((form.cleaned_data["kind"], form.cleaned_data["target"].pk) for form in rows)
        for form in rows:
            kind, target = form.cleaned_data["kind"], form.cleaned_data["target"]
            label = dict(RELATION_KINDS)[kind]
            if target.pk == self.instance.pk:
                form.add_error("target", "A topic cannot relate to itself. Choose another topic.")
            elif told[kind, target.pk] > 1:
                form.add_error("target", f"This topic already {label} “{target.title}”. Remove one of the two rows.")
            elif self._told_by(target, INVERSE_KINDS[kind]):
                form.add_error(
                    "target",
                    f"“{target.title}” already says this from its side; it is shown here by itself. Remove this row.",
                )
        return cleaned

    def _told_by(self, target: Page, kind: str) -> bool:
        if self.instance.pk is None:
            return False
        return TopicRelation.objects.filter(source_id=target.pk, target_id=self.instance.pk, kind=kind).exists()


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
    last_reviewed = models.DateField(null=True, blank=True)
    next_review = models.DateField(null=True, blank=True)

    parent_page_types: ClassVar = ["content.TopicIndexPage"]
    subpage_types: ClassVar = []
    base_form_class = TopicPageForm
    page_description = "A condition or treatment: definition, other names, relations, strategies."

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    TitleFieldPanel("title", help_text="The name most readers use."),
                    FieldPanel("definition"),
                    FieldPanel("other_names"),
                    FieldPanel("image"),
                    FieldPanel("body", heading="Strategies and text"),
                ],
                heading="Topic",
            ),
            ObjectList(
                [
                    HelpPanel(
                        "Tell each relation once, from either side: the other topic shows its counterpart by itself."
                    ),
                    InlinePanel("relations", heading="Relations", label="Relation", max_num=40),
                    InlinePanel("pinned_articles", heading="Articles to show first", label="Article", max_num=12),
                    InlinePanel("codes", heading="Codes", label="Code", max_num=20),
                ],
                heading="Relations and articles",
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("next_review")]),
                            InlinePanel("reviewers", label="Reviewer", max_num=10),
                        ],
                        heading="Review",
                    ),
                    InlinePanel("references", heading="References", label="Reference", max_num=100),
                ],
                heading="Evidence",
            ),
            ObjectList(Page.promote_panels, heading="Promote"),
            ObjectList(Page.settings_panels, heading="Settings", permission="publish"),
        ]
    )

    class Meta:
        verbose_name = "topic"


class TopicRelation(Orderable):
    """How the source stands to the target. Told once, from either side."""

    source_id: int
    target_id: int
    source = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20, choices=RELATION_KINDS, help_text="This topic …")
    target = models.ForeignKey(TopicPage, on_delete=models.CASCADE, related_name="relations_from_others")
    note = models.CharField(max_length=300, blank=True, help_text="How, or how often, in one line.")

    panels = [
        FieldRowPanel([FieldPanel("kind"), PageChooserPanel("target", "content.TopicPage")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "relation"

    def __str__(self) -> str:
        return f"{dict(RELATION_KINDS)[self.kind]} {self.target.title}"


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


class TopicReviewer(Orderable):
    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="reviewers")
    person = models.ForeignKey("content.Person", on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("person")]

    def __str__(self) -> str:
        return self.person.name


class TopicReference(Reference):
    topic = ParentalKey(TopicPage, on_delete=models.CASCADE, related_name="references")
