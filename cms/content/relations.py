"""How topics stand to each other, and what a topic's form refuses to say of it."""

from collections import Counter
from typing import Any, ClassVar

from wagtail.models import Page

from .forms import PageForm

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
MUTUAL_KINDS = {"overlaps_with", "caused_by", "causes"}
"""Can hold in both directions: poor sleep causes pain, and pain causes poor sleep."""

_LABELS = dict(RELATION_KINDS)


class TopicPageForm(PageForm):
    """Checks relations against each other and against what other topics already tell."""

    once: ClassVar = {
        "pinned_articles": ("article",),
        "codes": ("system", "code"),
        "reviewers": ("person",),
        "references": ("citation",),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        rows = list(self.rows("relations", "kind", "target"))
        told = Counter((form.cleaned_data["kind"], form.cleaned_data["target"].pk) for form in rows)
        for form in rows:
            if fault := self._fault(form.cleaned_data["kind"], form.cleaned_data["target"], told):
                form.add_error("target", fault)
        return cleaned

    def _fault(self, kind: str, target: Page, told: Counter[tuple[str, int]]) -> str:
        if target.pk == self.instance.pk:
            return "A topic cannot relate to itself. Choose another topic."
        if told[kind, target.pk] > 1:
            return f"This topic already {_LABELS[kind]} “{target.title}”. Remove one of the two rows."
        if self._told_by(target, INVERSE_KINDS[kind]):
            return f"“{target.title}” already says this from its side; it is shown here by itself. Remove this row."
        return "" if kind in MUTUAL_KINDS else self._contradiction(kind, target, told)

    def _contradiction(self, kind: str, target: Page, told: Counter[tuple[str, int]]) -> str:
        label, inverse = _LABELS[kind], INVERSE_KINDS[kind]
        if told[inverse, target.pk]:
            return (
                f"“{label}” and “{_LABELS[inverse]}” the same topic contradict each other. Remove one of the two rows."
            )
        if self._told_by(target, kind):
            return (
                f"“{target.title}” says that it {label} this topic. Both cannot be true: remove this row or that one."
            )
        return ""

    def _told_by(self, target: Page, kind: str) -> bool:
        if self.instance.pk is None:
            return False
        return self.instance.relations_from_others.filter(source_id=target.pk, kind=kind).exists()
