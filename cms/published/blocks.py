"""Stored blocks → published blocks. One function a block type, found by the block's name."""

from collections.abc import Callable
from typing import Any

from django.utils.text import slugify

from cms.content.blocks.media import video_address
from cms.content.blocks.strategy import STRATEGY_CATEGORIES

from .mentions import items
from .richtext import published_rich_text
from .schema import blocks as published
from .schema.base import Image
from .schema.richtext import RichText
from .surroundings import Surroundings

_CATEGORY_LABELS = dict(STRATEGY_CATEGORIES)
Stored = dict[str, Any]


class BodyRenderer:
    """Renders one page's body; anchors are unique on the page."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.anchors: set[str] = set()

    def render(self, body: list[Stored]) -> list[published.Block]:
        rendered = [self.block(block["type"], block.get("id") or "", block["value"]) for block in body]
        # Afterwards, so that a box never takes the fragment of a heading, which editors and readers may have linked to.
        return [self._anchored(block) for block in rendered if block is not None]

    def block(self, kind: str, id_: str, value: Any) -> published.Block | None:
        """The published block; None where it has nothing left to show, such as an image whose file was deleted."""
        draw: Callable[[str, Any], published.Block | None] = getattr(self, f"_{kind}")
        return draw(id_, value)

    def _anchored(self, block: published.Block) -> published.Block:
        """Give a fragment to what has a title of its own but is no heading, and to each question."""
        match block:
            case published.KeyPoints() | published.WarningSigns() | published.CareTeam():
                return block.model_copy(update={"anchor": self._anchor_of_kind(block.type)})
            case published.Steps() if block.title:
                return block.model_copy(update={"anchor": self._anchor_of_kind(block.type)})
            case published.Questions():
                own = self._anchor_of_kind(block.type) if block.title else ""
                asked = [one.model_copy(update={"anchor": self._anchor(one.question)}) for one in block.questions]
                return block.model_copy(update={"anchor": own, "questions": asked})
            case _:
                return block

    def _anchor_of_kind(self, kind: str) -> str:
        return self._anchor(kind.replace("_", "-"))

    def rich_text(self, html: str) -> RichText:
        return published_rich_text(html or "", self.surroundings.link)

    def _anchor(self, text: str) -> str:
        base = slugify(text)[:60].strip("-") or "section"
        anchor, n = base, 1
        while anchor in self.anchors:
            n += 1
            anchor = f"{base}-{n}"
        self.anchors.add(anchor)
        return anchor

    def _image_of(self, value: Stored) -> Image | None:
        stored = value.get("image") or {}
        image = self.surroundings.images.get(stored.get("image") or 0)
        return self.surroundings.picture(image, alt="" if stored.get("decorative") else stored.get("alt_text") or None)

    def _heading(self, id_: str, value: Stored) -> published.Heading:
        level = 3 if value["level"] == "3" else 2
        return published.Heading(id=id_, level=level, text=value["text"], anchor=self._anchor(value["text"]))

    def _rich_text(self, id_: str, value: str) -> published.RichTextBlock:
        return published.RichTextBlock(id=id_, text=self.rich_text(value))

    def _key_points(self, id_: str, value: Stored) -> published.KeyPoints:
        return published.KeyPoints(id=id_, title=value["title"], points=items(value["points"]))

    def _warning_signs(self, id_: str, value: Stored) -> published.WarningSigns:
        return published.WarningSigns(
            id=id_,
            title=value["title"],
            urgency=value["urgency"],
            signs=items(value["signs"]),
            action=value["action"],
        )

    def _strategy(self, id_: str, value: Stored) -> published.Strategy:
        roles = (self.surroundings.roles.get(int(role)) for role in items(value["care_roles"]) if role)
        return published.Strategy(
            id=id_,
            name=value["name"],
            anchor=self._anchor(value["name"]),
            category=value["category"],
            category_label=str(_CATEGORY_LABELS[value["category"]]),
            summary=value["summary"],
            techniques=[
                published.Technique(name=technique["name"], line=technique.get("line") or "")
                for technique in items(value["techniques"])
            ],
            care_roles=[role for role in roles if role],
            combines_with=items(value["combines_with"]),
            cautions=items(value["cautions"]),
            topic=self.surroundings.topic(value.get("topic")),
        )

    def _steps(self, id_: str, value: Stored) -> published.Steps:
        steps = [
            published.Step(title=step["title"], text=self.rich_text(step["text"])) for step in items(value["steps"])
        ]
        return published.Steps(id=id_, title=value.get("title") or "", steps=steps)

    def _questions(self, id_: str, value: Stored) -> published.Questions:
        questions = [
            published.Question(question=item["question"], answer=self.rich_text(item["answer"]))
            for item in items(value["questions"])
        ]
        return published.Questions(id=id_, title=value.get("title") or "", questions=questions)

    def _quote(self, id_: str, value: Stored) -> published.Quote:
        return published.Quote(id=id_, text=value["text"], attribution=value.get("attribution") or "")

    def _table(self, id_: str, value: Stored | None) -> published.Table | None:
        if not value or not value["columns"]:
            return None
        return published.Table(
            id=id_,
            caption=value.get("caption") or "",
            columns=[column["heading"] or "" for column in value["columns"]],
            rows=[[cell or "" for cell in row["values"]] for row in value["rows"]],
        )

    def _image(self, id_: str, value: Stored) -> published.ImageBlock | None:
        image = self._image_of(value)
        return published.ImageBlock(id=id_, image=image, caption=value.get("caption") or "") if image else None

    def _figure(self, id_: str, value: Stored) -> published.Figure | None:
        image = self._image_of(value)
        if image is None:
            return None
        return published.Figure(
            id=id_,
            image=image,
            caption=value["caption"],
            source=value["source"],
            source_url=value.get("source_url") or None,
        )

    def _video(self, id_: str, value: Stored) -> published.Video | None:
        address = video_address(value["url"])
        if address is None:
            return None
        return published.Video(
            id=id_,
            title=value["title"],
            url=value["url"],
            provider=address.provider,
            embed_url=address.embed_url,
            transcript=value.get("transcript") or "",
        )

    def _callout(self, id_: str, value: Stored) -> published.Callout:
        return published.Callout(
            id=id_, tone=value["tone"], title=value.get("title") or "", text=self.rich_text(value["text"])
        )

    def _care_team(self, id_: str, value: Stored) -> published.CareTeam:
        members = [
            published.CareTeamMember(role=role, contribution=member.get("contribution") or "")
            for member in items(value["members"])
            if (role := self.surroundings.roles.get(int(member.get("role") or 0)))
        ]
        return published.CareTeam(
            id=id_, title=value["title"], introduction=value.get("introduction") or "", members=members
        )
