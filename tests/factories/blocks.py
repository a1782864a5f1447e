"""Blocks, in the stored form that a StreamField takes."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from wagtail.models import Page

from cms.content.models import CareRole, TopicPage

Stored = dict[str, Any]
_numbers = count(1)


def block(type_: str, value: Any) -> Stored:
    """A block with an id of its own, which is the same in every run that makes as many blocks before it."""
    return {"type": type_, "value": value, "id": f"00000000-0000-4000-8000-{next(_numbers):012}"}


def heading(text: str = "Why pain lasts", level: int = 2) -> Stored:
    return block("heading", {"level": str(level), "text": text})


def rich_text(html: str = "<p>Pain is <b>real</b>.</p>") -> Stored:
    return block("rich_text", html)


def link(page: Page, text: str) -> str:
    """HTML of a link to a page, as the editor stores it."""
    return f'<a linktype="page" id="{page.pk}">{text}</a>'


def key_points(*points: str, title: str = "Key points") -> Stored:
    return block("key_points", {"title": title, "points": list(points or ["Pain can outlast an injury."])})


def warning_signs(*signs: str, urgency: str = "same_day") -> Stored:
    value = {
        "title": "When to get help",
        "urgency": urgency,
        "signs": list(signs or ["New weakness in a leg"]),
        "action": "Call a doctor today.",
    }
    return block("warning_signs", value)


def strategy(name: str = "Graded movement", category: str = "movement", **value: Any) -> Stored:
    """`care_roles`: care roles; `topic`: a topic page; `techniques`: (name, line)."""
    techniques = value.pop("techniques", [("Pacing", "A little, often.")])
    roles = value.pop("care_roles", [])
    leads_to = value.pop("topic", None)
    return block(
        "strategy",
        {
            "name": name,
            "category": category,
            "summary": "Moving a little more each week.",
            "techniques": [{"name": technique, "line": line} for technique, line in techniques],
            "care_roles": [role.pk for role in roles],
            "combines_with": ["Sleep"],
            "cautions": ["Stop if you feel faint."],
            "topic": leads_to.pk if leads_to else None,
            **value,
        },
    )


def steps(*steps_: tuple[str, str], title: str = "Pacing a walk") -> Stored:
    """`steps_`: (title, HTML)."""
    value = [{"title": name, "text": html} for name, html in steps_ or [("Start small", "<p>Five minutes.</p>")]]
    return block("steps", {"title": title, "steps": value})


def questions(*pairs: tuple[str, str], title: str = "Common questions") -> Stored:
    """`pairs`: (question, HTML of the answer)."""
    value = [{"question": asked, "answer": html} for asked, html in pairs or [("Is it harm?", "<p>Not always.</p>")]]
    return block("questions", {"title": title, "questions": value})


def quote(text: str = "The pain stayed. My life came back.", attribution: str = "A reader") -> Stored:
    return block("quote", {"text": text, "attribution": attribution})


def table(columns: Sequence[str] = ("Drug", "Effect"), rows: Iterable[Sequence[str]] = (("A", "Some"),)) -> Stored:
    return block(
        "table",
        {
            "columns": [{"type": "text", "heading": name} for name in columns],
            "rows": [{"values": list(cells)} for cells in rows],
            "caption": "What helps how much",
        },
    )


def picture(picture_: Any, caption: str = "A walk") -> Stored:
    return block("image", {"image": _chosen(picture_), "caption": caption})


def figure(picture_: Any, caption: str = "How signals travel") -> Stored:
    value = {"image": _chosen(picture_), "caption": caption, "source": "Drawn for this site", "source_url": ""}
    return block("figure", value)


def _chosen(picture_: Any, alt: str = "What the picture shows here") -> Stored:
    return {"image": picture_.pk, "alt_text": alt, "decorative": False}


def video(url: str = "https://vimeo.com/123456789") -> Stored:
    return block("video", {"title": "Breathing calmly", "url": url, "transcript": "Breathe in, and out."})


def callout(html: str = "<p>Write down what you want to ask.</p>", tone: str = "tip") -> Stored:
    return block("callout", {"tone": tone, "title": "Try this", "text": html})


def care_team(*roles: CareRole) -> Stored:
    members = [{"role": role.pk, "contribution": "Plans the exercises."} for role in roles]
    return block(
        "care_team", {"title": "Your care team", "introduction": "No one does this alone.", "members": members}
    )


def every_block(*, about: TopicPage, role: CareRole, shown: Any) -> list[Stored]:
    """One of each kind, in the order of the editor's menu; the last one, a care team, is for topics only."""
    return [
        heading(),
        heading("What it feels like", level=3),
        rich_text(
            f"<p>Pain is <b>real</b>, and so is {link(about, 'nerve pain')}.</p><ul><li>One</li><li>Two</li></ul>"
        ),
        key_points("Pain can outlast an injury.", "Help is more than tablets."),
        warning_signs("New weakness in a leg", urgency="emergency"),
        steps(("Start small", "<p>Five minutes.</p>"), ("Add a little", "<p>One minute more each week.</p>")),
        questions(),
        quote(),
        table(),
        callout(),
        strategy(care_roles=[role], topic=about),
        picture(shown),
        figure(shown),
        video(),
        care_team(role),
    ]
