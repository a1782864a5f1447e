"""Blocks of the import format → a StreamField's stored JSON, in exactly the form that the admin would save."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from . import blocks
from .known import Known
from .richtext import stored_html

_NAMESPACE = uuid.UUID("2b0f3a52-6a0e-4f57-9c1c-8d5d3f0c7a11")
Stored = dict[str, Any]


def stored_body(body: Iterable[blocks.Block], of: str, known: Known) -> list[Stored]:
    """The stored body of a page. `of` names the page among all: block ids follow from it and from the place, so that
    importing a line again keeps them.
    """
    writer = _BodyWriter(of, known)
    return [writer.block(block, str(place)) for place, block in enumerate(body)]


class _BodyWriter:
    def __init__(self, of: str, known: Known) -> None:
        self.of = of
        self.known = known
        self.values: dict[type[blocks.Item], Callable[[Any, str], Any]] = {
            blocks.Heading: lambda block, _: {"level": str(block.level), "text": block.text},
            blocks.RichText: lambda block, _: self.html(block.html),
            blocks.KeyPoints: self.key_points,
            blocks.WarningSigns: self.warning_signs,
            blocks.Strategy: self.strategy,
            blocks.Steps: self.steps,
            blocks.Questions: self.questions,
            blocks.Quote: lambda block, _: {"text": block.text, "attribution": block.attribution},
            blocks.Table: self.table,
            blocks.Image: lambda block, _: {"image": self.image(block), "caption": block.caption},
            blocks.Figure: self.figure,
            blocks.Video: lambda block, _: {"title": block.title, "url": block.url, "transcript": block.transcript},
            blocks.Callout: self.callout,
            blocks.CareTeam: self.care_team,
        }

    def block(self, block: blocks.Block, path: str) -> Stored:
        return {"type": block.type, "value": self.values[type(block)](block, path), "id": self.id(path)}

    def id(self, path: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self.of}/{path}"))

    def items(self, values: Iterable[Any], path: str) -> list[Stored]:
        return [
            {"type": "item", "value": value, "id": self.id(f"{path}.{place}")} for place, value in enumerate(values)
        ]

    def html(self, html: str) -> str:
        return stored_html(html, self.known.pk)

    def image(self, block: blocks.Image | blocks.Figure) -> Stored:
        decorative = isinstance(block, blocks.Image) and block.decorative
        alt = "" if decorative else block.alt or self.known.description(block.image)
        return {"image": self.known.pk("image", block.image), "decorative": decorative, "alt_text": alt}

    def key_points(self, block: blocks.KeyPoints, path: str) -> Stored:
        return {"title": block.title, "points": self.items(block.points, f"{path}.points")}

    def warning_signs(self, block: blocks.WarningSigns, path: str) -> Stored:
        return {
            "title": block.title,
            "urgency": block.urgency,
            "signs": self.items(block.signs, f"{path}.signs"),
            "action": block.action,
        }

    def strategy(self, block: blocks.Strategy, path: str) -> Stored:
        techniques = ({"name": technique.name, "line": technique.line} for technique in block.techniques)
        roles = (self.known.pk("care_role", role) for role in block.care_roles)
        return {
            "name": block.name,
            "category": block.category,
            "summary": block.summary,
            "techniques": self.items(techniques, f"{path}.techniques"),
            "care_roles": self.items(roles, f"{path}.care_roles"),
            "combines_with": self.items(block.combines_with, f"{path}.combines_with"),
            "cautions": self.items(block.cautions, f"{path}.cautions"),
            "topic": self.known.optional("topic", block.topic),
        }

    def steps(self, block: blocks.Steps, path: str) -> Stored:
        steps = ({"title": step.title, "text": self.html(step.html)} for step in block.steps)
        return {"title": block.title, "steps": self.items(steps, f"{path}.steps")}

    def questions(self, block: blocks.Questions, path: str) -> Stored:
        questions = ({"question": item.question, "answer": self.html(item.answer)} for item in block.questions)
        return {"title": block.title, "questions": self.items(questions, f"{path}.questions")}

    def table(self, block: blocks.Table, _: str) -> Stored:
        return {
            "columns": [{"type": "text", "heading": heading} for heading in block.columns],
            "rows": [{"values": row} for row in block.rows],
            "caption": block.caption,
        }

    def figure(self, block: blocks.Figure, _: str) -> Stored:
        return {
            "image": self.image(block),
            "caption": block.caption,
            "source": block.source,
            "source_url": block.source_url,
        }

    def callout(self, block: blocks.Callout, _: str) -> Stored:
        return {"tone": block.tone, "title": block.title, "text": self.html(block.html)}

    def care_team(self, block: blocks.CareTeam, path: str) -> Stored:
        members = (
            {"role": self.known.pk("care_role", member.role), "contribution": member.contribution}
            for member in block.members
        )
        return {
            "title": block.title,
            "introduction": block.introduction,
            "members": self.items(members, f"{path}.members"),
        }
