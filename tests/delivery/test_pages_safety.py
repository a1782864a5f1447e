"""Reader pages are harmless, whatever stands in a field, a path or an address."""

from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from cms.delivery.drawing import draw_block
from cms.delivery.pages import page as page_view
from cms.published.schema import blocks
from tests import factories
from tests.delivery.reading import read, visit

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)></title></script><!--"


def evil_site() -> None:
    """Every text that an editor may type is an attack."""
    role, ada = factories.care_role(EVIL), factories.person(EVIL, credentials=EVIL, job_title=EVIL, biography=EVIL)
    shown = factories.image("Evil", description=EVIL)
    other = factories.topic("Other", definition=EVIL)
    body = [
        factories.heading(EVIL),
        factories.rich_text(f"<p>{EVIL}<a href='javascript:alert(1)'>x</a>{factories.link(other, EVIL)}</p>"),
        factories.key_points(EVIL, title=EVIL),
        factories.warning_signs(EVIL),
        factories.steps((EVIL, EVIL), title=EVIL),
        factories.questions((EVIL, EVIL), title=EVIL),
        factories.quote(EVIL, EVIL),
        factories.table((EVIL, "x"), ((EVIL, EVIL),)),
        factories.callout(EVIL),
        factories.strategy(EVIL, techniques=[(EVIL, EVIL)], care_roles=[role], summary=EVIL, cautions=[EVIL]),
        factories.picture(shown, EVIL),
        factories.figure(shown, EVIL),
        factories.care_team(role),
    ]
    factories.topic(
        EVIL,
        slug="evil",
        definition=EVIL,
        other_names=EVIL,
        seo_title=EVIL,
        search_description=EVIL,
        relations=[("encompasses", other, EVIL)],
        codes=[("mesh", "X")],
        reviewers=[ada],
        references=[factories.reference(EVIL)],
        image=shown,
        body=body,
    )
    factories.article(EVIL, slug="evil", excerpt=EVIL, teaser_title=EVIL, authors=[ada], topics=[other], body=body[:-1])
    factories.home(title=EVIL, introduction=EVIL, featured=[other])


@pytest.mark.django_db
def test_scripts_in_fields_stay_words(client: Client) -> None:
    evil_site()
    for path in ("/", "/topics/", "/articles/", "/topics/evil/", "/articles/evil/", "/nothing/"):
        page = read(client.get(path).content)
        scripts = [element.attributes.get("type") for element in page.all("script")]
        assert set(scripts) <= {"module", "application/ld+json"}, path
        assert all(
            element.attributes.get("src") or element.attributes["type"] != "module" for element in page.all("script")
        )
        for element in page.elements:
            handlers = [name for name in element.attributes if name.startswith("on")]
            assert not handlers, (path, element)
            assert not element.attributes.get("href", "").lower().startswith("javascript:")
            assert element.attributes.get("src") != "x"
    assert visit(client, "/topics/evil/").json_ld["name"] == EVIL


@pytest.mark.django_db
def test_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    factories.full_site()
    for path in ("/", "/topics/refractory-pain/", "/search/"):
        page = visit(client, path)
        assert not page.all("style")
        assert not [element for element in page.elements if "style" in element.attributes]
        loaded = [
            element.attributes.get("src") or element.attributes.get("href", "")
            for name in ("script", "img", "link", "use")
            for element in page.all(name)
            if element.attributes.get("rel") != "canonical"
        ]
        assert not [address for address in loaded if address and not address.startswith("/")]


def test_a_block_alone() -> None:
    block: Any = blocks.Quote(id="1", text=EVIL, attribution="")
    drawn = draw_block(block)
    assert "<blockquote>" in drawn
    assert "<script" not in drawn


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["a\x00b", "a" * 5_000, "../etc/passwd"])
def test_odd_paths_are_not_there(path: str) -> None:
    factories.site()
    with pytest.raises(Http404):
        page_view(RequestFactory().get("/"), path)
