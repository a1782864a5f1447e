"""Content for tests, made as an editor makes it: pages are added, saved as a revision and published, and the log follows.

Every function gives a thing that is complete and public unless told otherwise; what a test cares about, it says by name.
Blocks are functions too (`heading`, `strategy`, …): each returns the stored form that a StreamField takes. Needs a
database, so a test that uses it is marked `django_db`.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import count
from typing import Any, TypeVar

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from cms.content.models import (
    ArticleAuthor,
    ArticleIndexPage,
    ArticlePage,
    ArticleReference,
    ArticleReviewer,
    ArticleTopic,
    CareRole,
    Person,
    RelatedBlock,
    RelatedPin,
    TopicCode,
    TopicIndexPage,
    TopicPage,
    TopicPinnedArticle,
    TopicReference,
    TopicRelation,
    TopicReviewer,
)
from cms.published import log
from home.models import FeaturedPage, HomePage
from home.site import ensure_site

Stored = dict[str, Any]
P = TypeVar("P", bound=Page)
_numbers = count(1)


def site() -> HomePage:
    """The default site: its home page, with an index page for topics and one for articles."""
    with log.recording():
        return ensure_site()


def settle() -> None:
    """What the follower does all the time: render until nothing is stale."""
    while log.render_stale():
        pass


# Pages


def topic(
    title: str = "Chronic pain",
    *,
    relations: Iterable[tuple[str, TopicPage, str]] = (),
    codes: Iterable[tuple[str, str]] = (),
    pinned: Iterable[ArticlePage] = (),
    reviewers: Iterable[Person] = (),
    references: Iterable[Stored] = (),
    live: bool = True,
    **fields: Any,
) -> TopicPage:
    """A topic below the site's topic index. `relations`: (kind, target, note); `references`: fields of `Reference`."""
    page = TopicPage(
        title=title,
        definition=fields.pop("definition", f"What {title.lower()} is, in one sentence."),
        relations=[TopicRelation(kind=kind, target=target, note=note) for kind, target, note in relations],
        codes=[TopicCode(system=system, code=code) for system, code in codes],
        pinned_articles=[TopicPinnedArticle(article=article_) for article_ in pinned],
        reviewers=[TopicReviewer(person=person_) for person_ in reviewers],
        references=[TopicReference(**reference) for reference in references],
        **fields,
    )
    return add(TopicIndexPage.objects.child_of(site()).get(), page, live=live)


def article(
    title: str = "Living with pain",
    *,
    topics: Sequence[TopicPage] = (),
    authors: Iterable[Person] = (),
    reviewers: Iterable[Person] = (),
    references: Iterable[Stored] = (),
    related_pins: Iterable[ArticlePage] = (),
    related_blocks: Iterable[ArticlePage] = (),
    **fields: Any,
) -> ArticlePage:
    """An article below the site's article index. The first of `topics` is its primary one. `live=False`: a draft."""
    live = fields.pop("live", True)
    page = ArticlePage(
        title=title,
        excerpt=fields.pop("excerpt", f"What to know about {title.lower()}."),
        primary_topic=topics[0] if topics else None,
        further_topics=[ArticleTopic(topic=topic_) for topic_ in topics[1:]],
        authors=[ArticleAuthor(person=person_) for person_ in authors],
        reviewers=[ArticleReviewer(person=person_) for person_ in reviewers],
        references=[ArticleReference(**reference) for reference in references],
        related_pins=[RelatedPin(other=other) for other in related_pins],
        related_blocks=[RelatedBlock(other=other) for other in related_blocks],
        **fields,
    )
    return add(ArticleIndexPage.objects.child_of(site()).get(), page, live=live)


def home(*, featured: Iterable[Page] = (), **fields: Any) -> HomePage:
    """The site's home page, changed and published again."""
    page = site()
    fields["featured"] = [FeaturedPage(page=Page.objects.get(pk=one.pk)) for one in featured]
    for name, value in fields.items():
        setattr(page, name, value)
    return publish(page)


def add(parent: Page, page: P, *, live: bool = True) -> P:
    """Put `page` below `parent`, as a draft or published."""
    page.live = False
    with log.recording():
        type(parent).objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision()
    return publish(page) if live else page


def publish(page: P) -> P:
    """Save `page` as it stands in memory, publish it, and read it again."""
    with log.recording():
        page.save_revision().publish()
    settle()
    return type(page).objects.get(pk=page.pk)


def unpublish(page: Page) -> None:
    with log.recording():
        type(page).objects.get(pk=page.pk).unpublish()
    settle()


# What pages show


def person(name: str = "Ada Rowe", **fields: Any) -> Person:
    return Person.objects.create(
        name=name, **{"credentials": "MD", "job_title": "Pain physician", "biography": "Ada runs a clinic.", **fields}
    )


def care_role(name: str = "Physiotherapist", **fields: Any) -> CareRole:
    """Of each name there is one."""
    defaults = {"description": "Helps you move with more ease.", **fields}
    return CareRole.objects.get_or_create(name=name, defaults=defaults)[0]


def image(title: str = "A path", *, width: int = 1000, height: int = 500, **fields: Any) -> Any:
    """A real picture file. `description` is what it shows; `focal_point_x` and so on are in pixels."""
    file = io.BytesIO()
    Picture.new("RGB", (width, height), (40, 110, 120)).save(file, "PNG")
    file.seek(0)
    name = f"{title.lower().replace(' ', '-')}.png"
    # A transactional test ends with empty tables, and so begins the next one: without the collection pictures are in.
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    return get_image_model().objects.create(
        title=title, file=ImageFile(file, name=name), description=fields.pop("description", f"{title}, drawn"), **fields
    )


def reference(citation: str = "A textbook of pain, second edition", **fields: Any) -> Stored:
    return {"citation": citation, **fields}


# Blocks, as they are stored


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


def full_site() -> dict[str, Page]:
    """A site with a page of every type and in them a block of every kind, each reference and relation at least once."""
    ada, ben = person(photo=image("Ada", width=300, height=300)), person("Ben Ode", biography="")
    role, shown = care_role(), image(focal_point_x=250, focal_point_y=100, focal_point_width=10, focal_point_height=10)
    nerve = topic("Nerve pain", other_names="Neuropathic pain\nNeuralgia", image=shown)
    first = article("Pain that outlasts tablets", topics=[nerve], teaser_title="When tablets fail", image=shown)
    blocked = article("Cold hands")
    hub = topic(
        "Refractory pain",
        definition="Pain that goes on in spite of good treatment.",
        other_names="Intractable pain",
        relations=[("encompasses", nerve, "In about one in five people.")],
        codes=[("mesh", "D010148")],
        pinned=[first],
        reviewers=[ben],
        references=[reference(doi="10.1000/example.1")],
        image=shown,
        last_reviewed=date(2026, 3, 1),
        next_review=date(2028, 3, 1),
        body=every_block(about=nerve, role=role, shown=shown),
    )
    second = article(
        "Talking about the price of medicines",
        topics=[hub, nerve],
        authors=[ada],
        reviewers=[ben],
        references=[reference(), reference("A study of prices", pmid="1234567")],
        related_pins=[first],
        related_blocks=[blocked],
        image=shown,
        other_names="Drug costs",
        published=date(2026, 1, 10),
        updated=date(2026, 2, 20),
        last_reviewed=date(2026, 2, 20),
        next_review=date(2028, 2, 20),
        body=every_block(about=nerve, role=role, shown=shown)[:-1],
    )
    front = home(featured=[hub, second], introduction="Plain words about pain.", image=shown)
    pages = {
        "home": front,
        "topic_index": TopicIndexPage.objects.child_of(front).get(),
        "article_index": ArticleIndexPage.objects.child_of(front).get(),
        "topic": hub,
        "article": second,
        "nerve": nerve,
        "first": first,
        "blocked": blocked,
    }
    settle()
    return {name: type(page).objects.get(pk=page.pk) for name, page in pages.items()}
