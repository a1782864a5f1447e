"""How the forms of topics and articles are laid out: the same tabs in the same order, so that a tab is found blindly."""

from collections.abc import Sequence

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.models import Page


def tabbed(
    *, content: Sequence[Panel], relations: Sequence[Panel], review: Sequence[Panel], promote: Sequence[Panel] = ()
) -> TabbedInterface:
    return TabbedInterface(
        [
            ObjectList(content, heading="Content"),
            ObjectList(relations, heading="Relations"),
            ObjectList(review, heading="Review"),
            ObjectList([*promote, *Page.promote_panels], heading="Promote"),
            ObjectList(Page.settings_panels, heading="Settings", permission="publish"),
        ]
    )


def review_panels(*dates: Panel) -> list[Panel]:
    """Who reviewed it, when, and on what evidence. `dates`: rows of dates that stand before those of the review."""
    review_dates = FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("next_review")])
    return [
        MultiFieldPanel([*dates, review_dates], heading="Dates", icon="calendar-alt"),
        InlinePanel(
            "reviewers",
            heading="Reviewers",
            label="Reviewer",
            max_num=10,
            help_text="Who confirmed what the page says. Readers see their names, credentials and job titles.",
        ),
        InlinePanel(
            "references",
            heading="References",
            label="Reference",
            max_num=100,
            help_text="The sources of what the page says, in the order in which readers see them.",
        ),
    ]
