"""The pages above topics and articles. One of each per home page, so that a slug names one topic of a site and locale."""

from typing import ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .pages import PreviewedPage


class IndexPage(PreviewedPage):
    introduction = models.TextField(
        blank=True, validators=[MaxLengthValidator(1000)], help_text="Shown above the list."
    )

    parent_page_types: ClassVar = ["home.HomePage"]
    max_count_per_parent = 1
    content_panels: ClassVar = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True


class TopicIndexPage(IndexPage):
    subpage_types: ClassVar = ["content.TopicPage"]
    page_description = "Lists all topics; new topics are made below it."

    class Meta:
        verbose_name = "topic index"


class ArticleIndexPage(IndexPage):
    subpage_types: ClassVar = ["content.ArticlePage"]
    page_description = "Lists all articles; new articles are made below it."

    class Meta:
        verbose_name = "article index"
