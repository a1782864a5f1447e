"""The blocks of a body, a union discriminated by `type`. `id` is stable while an editor moves the block about."""

from typing import Annotated, Literal

from pydantic import Field

from .base import CareRole, Image, Model, Url
from .richtext import RichText
from .teasers import TopicTeaser

StrategyCategory = Literal[
    "medication",
    "psychological",
    "movement",
    "interventional",
    "lifestyle",
    "self_management",
    "complementary",
    "social_support",
]
CalloutTone = Literal["information", "tip", "caution"]
Urgency = Literal["emergency", "same_day", "appointment"]
VideoProvider = Literal["youtube", "vimeo"]


Fragment = Annotated[str, Field(description="Unique on its page: the fragment to link to.")]
FragmentOfTitle = Annotated[
    str, Field(description="Unique on its page: the fragment to link to. Empty where the block has no title.")
]


class BlockBase(Model):
    id: str


class Heading(BlockBase):
    type: Literal["heading"] = "heading"
    level: Literal[2, 3]
    text: str
    anchor: Fragment


class RichTextBlock(BlockBase):
    type: Literal["rich_text"] = "rich_text"
    text: RichText


class KeyPoints(BlockBase):
    type: Literal["key_points"] = "key_points"
    title: str
    anchor: Fragment = ""
    points: list[str]


class WarningSigns(BlockBase):
    """Signs that call for help, how urgently, and what to do."""

    type: Literal["warning_signs"] = "warning_signs"
    title: str
    anchor: Fragment = ""
    urgency: Urgency
    signs: list[str]
    action: str


class Technique(Model):
    name: str
    line: str


class Strategy(BlockBase):
    """A way to deal with a condition; the heart of a topic hub."""

    type: Literal["strategy"] = "strategy"
    name: str
    anchor: Fragment
    category: StrategyCategory
    category_label: str
    summary: str
    techniques: list[Technique]
    care_roles: list[CareRole]
    combines_with: list[str]
    cautions: list[str]
    topic: Annotated[TopicTeaser | None, Field(description="The topic that tells more.")] = None


class Step(Model):
    title: str
    text: RichText


class Steps(BlockBase):
    type: Literal["steps"] = "steps"
    title: str
    anchor: FragmentOfTitle = ""
    steps: list[Step]


class Question(Model):
    question: str
    anchor: Fragment = ""
    answer: RichText


class Questions(BlockBase):
    type: Literal["questions"] = "questions"
    title: str
    anchor: FragmentOfTitle = ""
    questions: list[Question]


class Quote(BlockBase):
    type: Literal["quote"] = "quote"
    text: str
    attribution: str


class Table(BlockBase):
    """Every row has as many cells as there are columns."""

    type: Literal["table"] = "table"
    caption: str
    columns: list[str]
    rows: list[list[str]]


class ImageBlock(BlockBase):
    type: Literal["image"] = "image"
    image: Image
    caption: str


class Figure(BlockBase):
    """A picture that carries facts, and where they come from."""

    type: Literal["figure"] = "figure"
    image: Image
    caption: str
    source: str
    source_url: Url | None = None


class Video(BlockBase):
    type: Literal["video"] = "video"
    title: str
    url: Url
    provider: VideoProvider
    embed_url: Annotated[Url, Field(description="For an iframe; sets no cookie before it is played.")]
    transcript: str


class Callout(BlockBase):
    type: Literal["callout"] = "callout"
    tone: CalloutTone
    title: str
    text: RichText


class CareTeamMember(Model):
    role: CareRole
    contribution: str


class CareTeam(BlockBase):
    """Who looks after people with the condition, and what each of them does."""

    type: Literal["care_team"] = "care_team"
    title: str
    anchor: Fragment = ""
    introduction: str
    members: list[CareTeamMember]


Block = Annotated[
    Heading
    | RichTextBlock
    | KeyPoints
    | WarningSigns
    | Strategy
    | Steps
    | Questions
    | Quote
    | Table
    | ImageBlock
    | Figure
    | Video
    | Callout
    | CareTeam,
    Field(discriminator="type"),
]
