"""Lists of topics and articles: which are in them, in which order, what is sent of each, and how one reads to their end."""

import datetime as dt
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cms.published.models import PublishedDocument
from tests import factories
from tests.delivery.conftest import ROOT, Ask
from tests.delivery.test_problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
TODAY = timezone.localdate()


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def titles(answer: dict[str, Any]) -> list[str]:
    return [item["title"] for item in answer["items"]]


@pytest.fixture
def pain() -> Any:
    return factories.topic("Chronic pain", last_reviewed=days(-400), next_review=days(-1))


@pytest.fixture
def articles(pain: Any) -> dict[str, Any]:
    """Four articles. “Bee” mentions pain in its text, and is not about it."""
    ada = factories.person("Ada Rowe")
    sleep = factories.topic("Sleep")
    mention = factories.rich_text(f"<p>{factories.link(pain, 'Pain')} is another thing.</p>")
    return {
        "ant": factories.article("Ant", topics=[pain, sleep], published=days(-9), authors=[ada]),
        "bee": factories.article("Bee", topics=[sleep], published=days(-5), body=[mention], last_reviewed=days(-2)),
        "cat": factories.article("Cat", last_reviewed=days(-8), next_review=days(5), reviewers=[ada]),
        "dog": factories.article("Dog", topics=[pain], published=days(-7), last_reviewed=days(-9), next_review=TODAY),
        "ada": ada,
        "sleep": sleep,
        "pain": pain,
    }


FILTERS = [
    ("id={ant}&id={cat}", "Ant Cat"),
    ("id={ant},{dog}", "Ant Dog"),
    ("slug=bee,cat", "Bee Cat"),
    ("topic={pain}", "Ant Dog"),
    ("topic={pain},{sleep}", "Ant Bee Dog"),
    ("tag=page-{pain}", "Ant Bee Dog"),
    ("topic={sleep}&person={ada}", "Ant"),
    ("person={ada}", "Ant Cat"),
    ("review=never", "Ant"),
    ("review=due", "Dog"),
    ("review=current", "Bee Cat"),
    ("review=current,due", "Bee Cat Dog"),
    (f"published_from={days(-7)}", "Bee Dog"),
    (f"published_to={days(-7)}", "Ant Dog"),
    (f"published_from={days(-8)}&published_to={days(-6)}", "Dog"),
    (f"last_reviewed_from={days(-8)}", "Bee Cat"),
    (f"next_review_to={TODAY}", "Dog"),
    ("changed_from=2000-01-01T00:00:00Z", "Ant Bee Cat Dog"),
    ("changed_to=2000-01-01T00:00:00%2B01:00", ""),
    ("id=1", ""),
]


def test_a_filter_keeps_what_it_says(client: Client, articles: Any) -> None:
    for query, found in FILTERS:
        asked = query.format(**{name: page.pk for name, page in articles.items()})
        content = json.loads(client.get(f"{ROOT}/articles?{asked}").content)
        assert (query, titles(content), content["total"]) == (query, found.split(), len(found.split()))


def test_topics_have_filters_too(ask: Ask, articles: Any) -> None:
    assert titles(ask("/topics", review="due")) == ["Chronic pain"]
    assert titles(ask("/topics", review="never")) == ["Sleep"]
    assert titles(ask("/topics", slug="sleep")) == ["Sleep"]


ORDERS = [
    ("title", "Ant Bee Cat Dog"),
    ("-title", "Dog Cat Bee Ant"),
    ("published", "Ant Dog Bee Cat"),
    ("-published", "Bee Dog Ant Cat"),
    ("next_review", "Dog Cat Ant Bee"),
    ("-changed", "Dog Cat Bee Ant"),
]


def test_what_has_no_date_comes_last_either_way(ask: Ask, articles: Any) -> None:
    for order, found in ORDERS:
        assert (order, titles(ask("/articles", order=order))) == (order, found.split())
        assert (order, titles(read_on(ask, order=order))) == (order, found.split())


def read_on(ask: Ask, **query: Any) -> dict[str, Any]:
    """A whole list, two items at a time."""
    whole, cursor = [], {}
    while True:
        part = ask("/articles", limit=2, **query, **cursor)
        whole += part["items"]
        assert len(part["items"]) <= 2
        if part["next_cursor"] is None:
            return {"items": whole}
        cursor = {"cursor": part["next_cursor"]}


def test_who_reads_by_cursor_misses_nothing_and_reads_nothing_twice(ask: Ask, articles: Any) -> None:
    first = ask("/articles", limit=2)
    factories.unpublish(articles["ant"])
    factories.article("Asp")
    factories.article("Cow")
    assert titles(ask("/articles", limit=2, cursor=first["next_cursor"])) == ["Cat", "Cow"]
    assert titles(ask("/articles", limit=2, offset=2)) == ["Cat", "Cow"]


def test_titles_that_are_alike_are_told_apart(ask: Ask, articles: Any) -> None:
    for number in range(5):
        factories.article("Bee", slug=f"bee-{number}")
    assert titles(read_on(ask)) == ["Ant", *["Bee"] * 6, "Cat", "Dog"]


def test_beyond_what_offsets_reach_cursors_lead_on(ask: Ask, client: Client, articles: Any) -> None:
    row = PublishedDocument.objects.get(pk=articles["dog"].pk)
    PublishedDocument.objects.bulk_create(
        [
            PublishedDocument(
                page_id=1_000_000 + number,
                live=True,
                type="article",
                site_id=row.site_id,
                locale="en",
                title=f"Eel {number:05}",
                teaser=bytes(row.teaser).replace(b'"id":%d' % row.pk, b'"id":%d' % (1_000_000 + number)),
            )
            for number in range(10_050)
        ]
    )
    answer = client.get(f"{ROOT}/articles", {"limit": 100, "offset": 9_900})
    links = {rel: address for address, rel in re.findall(r'<(\S+)>; rel="(\w+)"', answer["Link"])}
    assert sorted(links) == ["first", "next", "prev"]
    assert "offset" not in links["next"]
    following = json.loads(client.get(links["next"]).content)
    assert (following["total"], following["offset"], len(following["items"])) == (10_054, None, 54)
    assert following["items"][0]["id"] == 1_009_996
    assert following["next_cursor"] is None


def test_fields_choose_what_is_sent(ask: Ask, client: Client, articles: Any) -> None:
    for fields in ("title,last_reviewed,authors", "title&fields=last_reviewed,authors"):
        (item,) = json.loads(client.get(f"{ROOT}/articles?slug=ant&fields={fields}").content)["items"]
        assert list(item) == ["type", "id", "title", "last_reviewed", "authors"]
        assert item["authors"][0]["name"] == "Ada Rowe"
    (item,) = ask("/articles", slug="ant", fields="*")["items"]
    assert item == ask("/articles/ant")
    (item,) = ask("/topics", slug="sleep", fields="*")["items"]
    assert item == ask("/topics/sleep")

    ada = f"person-{articles['ada'].pk}"
    assert ada not in client.get(f"{ROOT}/articles?slug=ant")["Cache-Tag"]
    assert ada in client.get(f"{ROOT}/articles?slug=ant&fields=authors")["Cache-Tag"].split(", ")


def test_topics_come_along_with_articles(ask: Ask, articles: Any) -> None:
    assert ask("/articles")["included"] is None
    included = ask("/articles", order="-title", include="topics")["included"]
    assert [topic["title"] for topic in included["topics"]] == ["Chronic pain", "Sleep"]
    assert included["topics"][0] == ask("/topics/chronic-pain")
    assert (included["related"], included["articles"]) == (None, None)


def test_every_language_at_once(ask: Ask, articles: Any) -> None:
    assert len(ask("/articles", locale="*")["items"]) == 4
    PublishedDocument.objects.filter(pk=articles["cat"].pk).update(locale="de")
    assert titles(ask("/articles")) == ["Ant", "Bee", "Dog"]
    assert titles(ask("/articles", locale="*")) == ["Ant", "Bee", "Cat", "Dog"]


WRONG = [
    ("revew=due", "revew", "Did you mean review?"),
    ("fields=titel", "fields", "Did you mean title?"),
    ("fields=zzz", "fields", "Known here: *, id, title"),
    ("review=old", "review", "current, due or never"),
    ("order=titel", "order", "title"),
    ("published_from=yesterday", "published_from", "Write it such as 2026-05-31."),
    ("published_from=5", "published_from", "Write it such as 2026-05-31."),
    ("published_from=2026-02-30", "published_from", "Write one such as 2026-05-31."),
    ("changed_to=2026-05-31T25:00:00Z", "changed_to", "Write one such as 2026-05-31T12:00:00Z."),
    ("changed_from=2026-05-31", "changed_from", "such as 2026-05-31T12:00:00Z"),
    ("changed_from=2026-05-31T12:00:00", "changed_from", "Z for UTC"),
    ("tag=pain", "tag", "See the documentation"),
    ("cursor=abc", "cursor", "next_cursor"),
    ("id=0", "id", "1 or more"),
    ("include=related", "include", "topics"),
]


def test_what_is_wrong_is_told_with_how_to_mend_it(client: Client) -> None:
    factories.site()
    for query, field, mend in WRONG:
        (error,) = problem(client.get(f"{ROOT}/articles?{query}"), 422)["errors"]
        assert error["field"] == field
        assert mend in error["mend"], query


def test_a_cursor_is_of_one_list(ask: Ask, client: Client, articles: Any) -> None:
    cursor = ask("/articles", limit=1)["next_cursor"]
    for other in ("/articles?order=-title&", "/articles?review=never&", "/topics?"):
        problem(client.get(f"{ROOT}{other}cursor={cursor}"), 422)
    (error,) = problem(client.get(f"{ROOT}/articles?cursor={cursor}&offset=1"), 422)["errors"]
    assert error["field"] == "offset"
    assert titles(ask("/articles", cursor=cursor, limit=2)) == ["Bee", "Cat"]


def test_a_page_is_one_request(ask: Ask, articles: Any) -> None:
    whole = ask("/articles/ant", include="related,topics")
    assert whole["included"]["related"] == ask("/articles/ant/related")
    assert [topic["title"] for topic in whole["included"]["topics"]] == ["Chronic pain", "Sleep"]
    assert {**whole, "included": None} == {**ask("/articles/ant"), "included": None}
    hub = ask("/topics/chronic-pain", include="articles")
    assert hub["included"]["articles"] == ask("/topics/chronic-pain/articles")
    looked_up = ask("/lookup", path="/articles/ant/", include="related,articles")
    assert looked_up["included"] == {**whole["included"], "topics": None}
    assert ask("/lookup", path="/articles/ant/")["included"] is None


def test_what_comes_along_is_public(ask: Ask, articles: Any) -> None:
    factories.unpublish(articles["pain"])
    assert [topic["title"] for topic in ask("/articles/ant", include="topics")["included"]["topics"]] == ["Sleep"]
