"""A body's blocks in the import format. Names and meaning are those of the published blocks; references are external ids."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .texts import (
    Cell,
    ExternalId,
    Html,
    Name100,
    Name120,
    Name150,
    Name200,
    OptionalName,
    OptionalSentence,
    Sentence,
    SingleLine,
    WebAddress,
)

Points = Annotated[list[Sentence], Field(min_length=1, max_length=20)]


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Heading(Item):
    type: Literal["heading"]
    level: Literal[2, 3] = 2
    text: Name200


class RichText(Item):
    type: Literal["rich_text"]
    html: Html


class KeyPoints(Item):
    type: Literal["key_points"]
    title: Name100 = "Key points"
    points: Points


class WarningSigns(Item):
    type: Literal["warning_signs"]
    title: Name150
    urgency: Literal["emergency", "same_day", "appointment"]
    signs: Points
    action: Annotated[str, Field(min_length=1, max_length=400)]


class Technique(Item):
    name: Name120
    line: OptionalSentence = ""


class Strategy(Item):
    type: Literal["strategy"]
    name: Name120
    category: Literal[
        "medication",
        "psychological",
        "movement",
        "interventional",
        "lifestyle",
        "self_management",
        "complementary",
        "social_support",
    ]
    summary: Annotated[str, Field(min_length=1, max_length=600)]
    techniques: Annotated[list[Technique], Field(max_length=20)] = []
    care_roles: Annotated[list[ExternalId], Field(max_length=10)] = []
    combines_with: Annotated[list[Sentence], Field(max_length=20)] = []
    cautions: Annotated[list[Sentence], Field(max_length=20)] = []
    topic: ExternalId | None = None


class Step(Item):
    title: Name150
    html: Html


class Steps(Item):
    type: Literal["steps"]
    title: OptionalName = ""
    steps: Annotated[list[Step], Field(min_length=1, max_length=20)]


class Question(Item):
    question: Name200
    answer: Html


class Questions(Item):
    type: Literal["questions"]
    title: OptionalName = ""
    questions: Annotated[list[Question], Field(min_length=1, max_length=30)]


class Quote(Item):
    type: Literal["quote"]
    text: Annotated[str, Field(min_length=1, max_length=500)]
    attribution: OptionalName = ""


class Table(Item):
    """Every row has as many cells as there are columns."""

    type: Literal["table"]
    caption: OptionalSentence = ""
    columns: Annotated[list[Cell], Field(min_length=1, max_length=20)]
    rows: Annotated[list[list[Cell]], Field(min_length=1, max_length=200)]


class Image(Item):
    """`alt` empty: the picture's own description; `decorative`: none."""

    type: Literal["image"]
    image: ExternalId
    alt: Annotated[str, Field(max_length=255), SingleLine] = ""
    decorative: bool = False
    caption: OptionalSentence = ""


class Figure(Item):
    type: Literal["figure"]
    image: ExternalId
    alt: Annotated[str, Field(max_length=255), SingleLine] = ""
    caption: Sentence
    source: Sentence
    source_url: Annotated[str, Field(max_length=500), WebAddress] = ""


class Video(Item):
    """`url` is the address of a YouTube or Vimeo video."""

    type: Literal["video"]
    title: Name150
    url: Annotated[str, Field(min_length=1, max_length=200), WebAddress]
    transcript: Annotated[str, Field(max_length=20_000)] = ""


class Callout(Item):
    type: Literal["callout"]
    tone: Literal["information", "tip", "caution"] = "information"
    title: OptionalName = ""
    html: Html


class CareTeamMember(Item):
    role: ExternalId
    contribution: OptionalSentence = ""


class CareTeam(Item):
    """Topics only."""

    type: Literal["care_team"]
    title: Name150 = "Your care team"
    introduction: Annotated[str, Field(max_length=600)] = ""
    members: Annotated[list[CareTeamMember], Field(min_length=1, max_length=20)]


_OfBoth = (
    Heading
    | RichText
    | KeyPoints
    | WarningSigns
    | Strategy
    | Steps
    | Questions
    | Quote
    | Table
    | Image
    | Figure
    | Video
    | Callout
)
ArticleBlock = Annotated[_OfBoth, Field(discriminator="type")]
Block = Annotated[_OfBoth | CareTeam, Field(discriminator="type")]
"""Of a topic's body. One flat union, not a union of unions: a fault then names a block's place without detours."""
