"""A body's blocks in the import format. Names and meaning are those of the published blocks; references are external ids."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Html = Annotated[str, Field(min_length=1, description="See the format's note on rich text.")]
Text = Annotated[str, Field(min_length=1)]
ExternalId = Annotated[str, Field(min_length=1, max_length=200)]


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Heading(Item):
    type: Literal["heading"]
    level: Literal[2, 3] = 2
    text: Text


class RichText(Item):
    type: Literal["rich_text"]
    html: Html


class KeyPoints(Item):
    type: Literal["key_points"]
    title: str = "Key points"
    points: Annotated[list[Text], Field(min_length=1)]


class WarningSigns(Item):
    type: Literal["warning_signs"]
    title: Text
    urgency: Literal["emergency", "same_day", "appointment"]
    signs: Annotated[list[Text], Field(min_length=1)]
    action: Text


class Technique(Item):
    name: Text
    line: str = ""


class Strategy(Item):
    type: Literal["strategy"]
    name: Text
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
    summary: Text
    techniques: list[Technique] = []
    care_roles: list[ExternalId] = []
    combines_with: list[Text] = []
    cautions: list[Text] = []
    topic: ExternalId | None = None


class Step(Item):
    title: Text
    html: Html


class Steps(Item):
    type: Literal["steps"]
    title: str = ""
    steps: Annotated[list[Step], Field(min_length=1)]


class Question(Item):
    question: Text
    answer: Html


class Questions(Item):
    type: Literal["questions"]
    title: str = ""
    questions: Annotated[list[Question], Field(min_length=1)]


class Quote(Item):
    type: Literal["quote"]
    text: Text
    attribution: str = ""


class Table(Item):
    type: Literal["table"]
    caption: str = ""
    columns: Annotated[list[str], Field(min_length=1)]
    rows: list[list[str]]


class Image(Item):
    """`alt` empty: the picture's own description; `decorative`: none."""

    type: Literal["image"]
    image: ExternalId
    alt: str = ""
    decorative: bool = False
    caption: str = ""


class Figure(Item):
    type: Literal["figure"]
    image: ExternalId
    alt: str = ""
    caption: Text
    source: Text
    source_url: str = ""


class Video(Item):
    type: Literal["video"]
    title: Text
    url: Text
    transcript: str = ""


class Callout(Item):
    type: Literal["callout"]
    tone: Literal["information", "tip", "caution"] = "information"
    title: str = ""
    html: Html


class CareTeamMember(Item):
    role: ExternalId
    contribution: str = ""


class CareTeam(Item):
    type: Literal["care_team"]
    title: str = "Your care team"
    introduction: str = ""
    members: Annotated[list[CareTeamMember], Field(min_length=1)]


Block = Annotated[
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
    | CareTeam,
    Field(discriminator="type"),
]
