"""Why a hit is where it is, in plain words, as the API tells editors; on both engines."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Locale

from search import lifecycle
from search.engines.protocol import Engine
from search.explaining import listed
from search.models import PinnedPage, QueryPin
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"])]
SEARCH = "/delivery/v1/search"


@pytest.fixture
def index(own_index: Engine) -> Engine:
    make.site()
    return own_index


@pytest.fixture(autouse=True)
def by_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the package with the model of meaning is not there; what it adds has a test in the contract suite."""
    monkeypatch.setattr("search.meaning.is_available", lambda _: False)


@pytest.fixture
def editor() -> Client:
    """Somebody who may use the admin, and nothing else."""
    user = User.objects.create_user("editor", "editor@example.org", "secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def explained(editor: Client, query: str, **parameters: Any) -> dict[str, dict[str, Any]]:
    response = editor.get(SEARCH, {"q": query, "explain": "true", **parameters})
    assert response.status_code == 200, response.content
    return {hit["title"]: hit["explanation"] for hit in response.json()["items"]}


def test_initials_are_told_as_such(index: Engine, editor: Client) -> None:
    make.article("Maple syrup urine disease")
    lifecycle.rebuild(index)
    told = explained(editor, "msud")["Maple syrup urine disease"]
    assert told["sentences"] == ["“msud” is in its names’ initials."]
    assert told["shares"][0]["label"] == "Single words in the names’ initials"


def test_which_words_are_where_and_what_they_bring(index: Engine, editor: Client) -> None:
    body = [make.heading("Sleep"), make.rich_text("<p>Gout pain, and a gout diet.</p>"), make.key_points("A diet.")]
    make.article("Gout pain", teaser_title="Podagra", excerpt="Pain.", body=body)
    make.article("Diets", teaser_title="Eating", excerpt="What to eat.")
    lifecycle.rebuild(index)
    told = explained(editor, "gout pain and diet and sleep")
    assert told["Gout pain"]["sentences"] == [
        "“gout” is in its title and text.",
        "“pain” is in its title, summary and text.",
        "“diet” is in its key points and text.",
        "“sleep” is in its headings and text.",
    ]
    assert told["Gout pain"]["words"][1] == {"word": "pain", "fields": ["title", "summary", "text"]}
    assert told["Gout pain"]["searched_as"] == "gout pain diet sleep"
    assert (
        told["Diets"]["sentences"] == ["“gout”, “pain” and “sleep” are nowhere in it.", "“diet” is in its title."][::-1]
    )
    shares = told["Gout pain"]["shares"]
    assert shares[0] == {
        "signal": "words",
        "field": shares[0]["field"],
        "label": f"Single words in the {shares[0]['field']}",
        "percent": shares[0]["percent"],
    }
    assert {share["field"] for share in shares} == {"title", "summary", "headings", "key_points", "text"}
    assert sum(share["percent"] for share in shares) == pytest.approx(100, abs=3)
    assert told["Diets"]["shares"] == [
        {"signal": "words", "field": "title", "label": "Single words in the title", "percent": 100}
    ]


def test_words_that_stand_together_are_told(index: Engine, editor: Client) -> None:
    make.article("Back pain", excerpt="A start.", body=[make.rich_text("<p>Back pain is common.</p>")])
    make.article("Backs", body=[make.rich_text("<p>The back is one thing. Long after that, some have pain.</p>")])
    lifecycle.rebuild(index)
    told = explained(editor, "back pain")
    assert told["Back pain"]["sentences"] == [
        "“back” and “pain” are in its title and text.",
        "The words stand together in its title and text.",
        "All of the words are in its title.",
    ]
    assert {share["signal"] for share in told["Back pain"]["shares"]} == {"words", "phrase", "all_words"}
    assert not [one for one in told["Backs"]["sentences"] if "together" in one]


def test_synonyms_listed_names_and_corrections_are_told(index: Engine, editor: Client) -> None:
    make.topic("Hypertension", other_names="Marble sickness")
    make.article("Aphthous stomatitis")
    make.article("Living with hypertension", excerpt="A start.")
    lifecycle.rebuild(index)
    assert explained(editor, "living with marble sickness")["Living with hypertension"]["sentences"][:2] == [
        "It ranks by “hypertension” in place of “marble sickness”, a synonym on this site.",
        "“living” and “hypertension” are in its title and text.",
    ]
    canker = explained(editor, "What is a canker sore?")["Aphthous stomatitis"]
    assert canker["sentences"][0] == (
        "It ranks by “aphthous stomatitis” in place of “canker sore”, which the health professions’ lists know."
    )
    assert canker["searched_as"] == "aphthous stomatitis"
    assert explained(editor, "hypertensoin")["Living with hypertension"]["sentences"][0] == (
        "“hypertensoin”, which no page has, was read as “hypertension”."
    )


def test_pins_come_first_also_in_what_is_told(index: Engine, editor: Client) -> None:
    make.article("Back pain")
    start = make.article("Start here")
    lifecycle.rebuild(index)
    pin = QueryPin.objects.create(locale=Locale.objects.get(language_code="en"), query="back pain")
    PinnedPage.objects.create(pin=pin, page_id=start.pk)
    told = explained(editor, "back pain")
    assert list(told) == ["Start here", "Back pain"]
    assert told["Start here"] == {
        "sentences": [
            "An editor pinned it to this query, so it comes before all pages that rank by their words.",
            "“back” and “pain” are nowhere in it.",
        ],
        "searched_as": "back pain",
        "words": [{"word": "back", "fields": []}, {"word": "pain", "fields": []}],
        "shares": [],
    }
    assert "pinned" not in repr(told["Back pain"])


def test_without_words_and_without_hits(index: Engine, editor: Client) -> None:
    make.article("Back pain")
    lifecycle.rebuild(index)
    assert explained(editor, "")["Back pain"]["sentences"] == [
        "Without words to search for, the newest pages come first."
    ]
    assert explained(editor, "xylophone") == {}
    assert explained(editor, "pain", offset=5) == {}
    assert explained(editor, "?!")["Back pain"]["shares"] == []


def test_only_editors_are_told_and_no_cache_keeps_it(index: Engine, editor: Client) -> None:
    make.article("Back pain")
    lifecycle.rebuild(index)
    asked = {"q": "pain", "explain": "true"}
    answer = editor.get(SEARCH, asked)
    assert (answer["Cache-Control"], "ETag" in answer) == ("private, no-store", False)
    reader = Client()
    reader.force_login(User.objects.create_user("reader", "reader@example.org", "secret"))
    for client in (Client(), reader):
        refused = client.get(SEARCH, asked)
        assert (refused.status_code, refused["Cache-Control"]) == (403, "no-store")
        assert refused.json()["type"].endswith("/problems/for-editors")
        assert "log in to the admin" in refused.json()["detail"]
    for client in (Client(), editor):
        plain = client.get(SEARCH, {"q": "pain"})
        assert plain.json()["items"][0]["explanation"] is None
        assert plain["Cache-Control"] == "no-cache"
        assert "Cookie" not in plain.get("Vary", "")


@pytest.mark.parametrize(
    ("names", "written"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_written_as_people_do(engine_name: str, names: list[str], written: str) -> None:
    assert listed(names) == written
