"""Strategies, the heart of a topic hub, and the team that delivers them."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.content.linebreaks import LongTextBlock
from cms.content.people import CareRole

from .base import PreviewedStruct, short_texts

STRATEGY_CATEGORIES = [
    ("medication", "Medication"),
    ("psychological", "Psychological"),
    ("movement", "Movement and physiotherapy"),
    ("interventional", "Interventional"),
    ("lifestyle", "Lifestyle"),
    ("self_management", "Self-management"),
    ("complementary", "Complementary"),
    ("social_support", "Social support"),
]


class TechniqueBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=120)
    line = blocks.CharBlock(max_length=300, required=False, label="In one line")

    class Meta:
        label = "Technique"
        icon = "check"


class StrategyBlock(PreviewedStruct):
    name = blocks.CharBlock(max_length=120, help_text="What a reader would call it, such as “Adjusting medication”.")
    category = blocks.ChoiceBlock(choices=STRATEGY_CATEGORIES)
    summary = LongTextBlock(
        rows=3, max_length=600, help_text="What it is and whom it helps, in two or three sentences."
    )
    techniques = blocks.ListBlock(
        TechniqueBlock(), max_num=20, default=[], help_text="The ways to do it, each with a line that explains it."
    )
    care_roles = blocks.ListBlock(
        SnippetChooserBlock("content.CareRole", label="Care role"),
        max_num=10,
        default=[],
        help_text="Who helps with it.",
    )
    combines_with = short_texts("Combines well with", "What to do beside it.", required=False)
    cautions = short_texts("Caution", "Who should take care, and why.", required=False)
    topic = blocks.PageChooserBlock(
        "content.TopicPage", required=False, help_text="The topic that tells more about it."
    )

    class Meta:
        icon = "pick"
        group = "Strategies"
        description = "One way to deal with the condition: what it is, its techniques, who helps, what to mind."
        preview_value = {
            "name": "Adjusting medication",
            "category": "medication",
            "summary": "Finding out with a prescriber which medicines help, at what dose, and which to stop.",
            "techniques": [{"name": "One change at a time", "line": "So that you can tell what helped."}],
            "combines_with": ["Pacing"],
            "cautions": ["Never stop a long-term opioid suddenly."],
            "topic": None,
        }

    def get_preview_value(self) -> object:
        return self.normalize({**self.meta.preview_value, "care_roles": list(CareRole.objects.all()[:2])})


class CareTeamMemberBlock(blocks.StructBlock):
    role = SnippetChooserBlock("content.CareRole")
    contribution = blocks.CharBlock(
        max_length=300, required=False, label="What they do", help_text="Empty: the role’s own description."
    )

    class Meta:
        label = "Member"
        icon = "user"


class CareTeamBlock(PreviewedStruct):
    title = blocks.CharBlock(max_length=150, default="Your care team")
    introduction = LongTextBlock(rows=2, max_length=600, required=False)
    members = blocks.ListBlock(CareTeamMemberBlock(), min_num=1, max_num=20)

    class Meta:
        icon = "group"
        group = "Strategies"
        description = "Who looks after people with this condition, and what each of them does."
        preview_value = {"title": "Your care team", "introduction": "No one does this alone."}

    def get_preview_value(self) -> object:
        members = [{"role": role, "contribution": ""} for role in CareRole.objects.all()[:2]]
        return self.normalize({**self.meta.preview_value, "members": members})
