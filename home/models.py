"""The home page: the root of a site."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from cms.content.forms import PageForm
from cms.content.pages import PreviewedPage


class HomePageForm(PageForm):
    once: ClassVar = {"featured": ("page",)}


class HomePage(PreviewedPage):
    introduction = models.TextField(
        blank=True, validators=[MaxLengthValidator(1000)], help_text="What the site is for, in a few plain sentences."
    )
    image = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["content.TopicIndexPage", "content.ArticleIndexPage"]
    base_form_class: ClassVar = HomePageForm
    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("image"),
        InlinePanel(
            "featured",
            heading="Featured topics and articles",
            label="Page",
            max_num=12,
            help_text="Shown on the front of the site, in this order.",
        ),
    ]
    page_description = "The front of the site."

    class Meta:
        verbose_name = "home page"


class FeaturedPage(Orderable):
    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("page", ["content.TopicPage", "content.ArticlePage"])]

    def __str__(self) -> str:
        return self.page.title
