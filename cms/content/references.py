"""Sources, cited by topics and articles alike."""

from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from .linebreaks import OneLineBreak

doi_validator = RegexValidator(
    r"^10\.\d{4,9}/\S+$",
    "A DOI starts with 10. and has no web address before it, such as 10.1097/j.pain.0000000000001939.",
)
pmid_validator = RegexValidator(r"^\d{1,8}$", "A PMID is a number of up to 8 digits.")


class Reference(OneLineBreak, Orderable):
    """Abstract: each page type has rows of its own, so that they travel in its revisions."""

    citation = models.TextField(max_length=1000, help_text="Authors, title, journal or publisher, year.")
    doi = models.CharField("DOI", max_length=200, blank=True, validators=[doi_validator])
    pmid = models.CharField("PMID", max_length=8, blank=True, validators=[pmid_validator])
    url = models.URLField("web address", max_length=500, blank=True, help_text="Only where there is no DOI or PMID.")

    panels = [FieldPanel("citation"), FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]), FieldPanel("url")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.citation

    @property
    def address(self) -> str:
        """Where to read it: the given address, or the one that follows from DOI or PMID; empty if there is none."""
        if self.url:
            return self.url
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""
