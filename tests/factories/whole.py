"""A site with everything in it."""

from datetime import date

from wagtail.models import Page

from cms.content.models import ArticleIndexPage, TopicIndexPage

from .blocks import every_block
from .pages import article, home, settle, topic
from .shown import care_role, image, person, reference


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
