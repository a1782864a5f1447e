"""People by name, and by profession."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from .linebreaks import OneLineBreak


class Person(index.Indexed, OneLineBreak):
    """An author or reviewer, with what makes them one."""

    name = models.CharField(max_length=150)
    credentials = models.CharField(max_length=150, blank=True, help_text="Such as “MD, PhD” or “RN”.")
    job_title = models.CharField(max_length=150, blank=True, help_text="Such as “Pain physician”.")
    biography = models.TextField(blank=True, max_length=1000, help_text="A few sentences, in plain text.")
    photo = models.ForeignKey("wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("credentials"), FieldPanel("job_title")], "Who they are"),
        MultiFieldPanel([FieldPanel("biography"), FieldPanel("photo")], "What readers see beside their work"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("job_title"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


class CareRole(index.Indexed, models.Model):
    """A profession that cares for people, such as physiotherapist."""

    name = models.CharField(max_length=100, unique=True)
    description = models.CharField(max_length=300, blank=True, help_text="What they do, in one line.")

    panels = [FieldPanel("name"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Contributor(Orderable):
    """Abstract. People are protected: whoever signed a page cannot vanish from it by a click elsewhere."""

    person = models.ForeignKey("content.Person", on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.person.name
