"""Search as readers get it: over HTTP, from published pages, on the embedded engine."""

import shutil
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.test import Client
from wagtail.models import Locale

from cms.content.models import TopicIndexPage, TopicPage
from cms.published import log
from search import lifecycle
from search.engines.protocol import Engine
from search.models import PinnedPage, QueryPin, SynonymSet
from tests import factories as make

pytestmark = pytest.mark.django_db
SEARCH = "/delivery/v1/search"
SUGGEST = "/delivery/v1/suggest"


@pytest.fixture
def index(own_index: Engine) -> Engine:
    make.site()
    return own_index


def answer(url: str, status: int = 200, **parameters: Any) -> dict[str, Any]:
    response = Client().get(url, parameters)
    assert response.status_code == status, response.content
    return response.json()


def found(text: str, **parameters: Any) -> list[str]:
    return [hit["title"] for hit in answer(SEARCH, q=text, **parameters)["items"]]


def suggestions(text: str, **parameters: Any) -> list[dict[str, Any]]:
    return [item for group in answer(SUGGEST, q=text, **parameters)["groups"] for item in group["items"]]


def english() -> Locale:
    return Locale.objects.get(language_code="en")


def test_a_hit_has_all_that_a_list_shows(index: Engine) -> None:
    pain = make.topic("Chronic pain", definition="Pain that lasts.", other_names="Persistent pain")
    make.article(
        "Sleeping with pain",
        topics=[pain],
        teaser_title="Sleep",
        excerpt="How to rest.",
        image=make.image(),
        published="2026-01-02",
        body=[make.rich_text("<p>Nights are hard. Warmth eases pain for many.</p>")],
    )
    lifecycle.rebuild(index)
    told = answer(SEARCH, q="warmth for pain")
    assert told["total"] == 2
    hit = told["items"][0]
    assert (hit["type"], hit["title"], hit["teaser_title"], hit["summary"]) == (
        "article",
        "Sleeping with pain",
        "Sleep",
        "How to rest.",
    )
    assert hit["url"] == f"http://testserver{hit['path']}"
    assert hit["image"]["src"].startswith("http://testserver/")
    assert hit["highlights"][0].strip() == "<mark>Warmth</mark> eases <mark>pain</mark> for many."
    assert [topic["title"] for topic in hit["topics"]] == ["Chronic pain"]
    assert hit["topics"][0]["url"].startswith("http://testserver/")
    assert (hit["published"], hit["updated"], hit["pinned"]) == ("2026-01-02", None, False)
    assert told["understood"]["searched"] == "warmth pain"
    assert told["understood"]["dropped"] == ["for"]
    assert "origin.invalid" not in Client().get(SEARCH, {"q": "pain"}).content.decode()


@pytest.mark.parametrize("engine_name", ["embedded", "elasticsearch"])
def test_a_hit_leads_to_the_heading_it_answers_at(index: Engine) -> None:
    body = [
        make.rich_text("<p>Gout is a disease.</p>"),
        make.heading("Your diet"),
        make.rich_text("<p>Cherries & rest <em>ease</em> gout attacks. Beer brings them.</p>"),
        make.warning_signs("Gout attacks with fever"),
    ]
    make.article("Living with gout", body=body)
    make.article("Gout attacks")
    lifecycle.rebuild(index)
    found = {hit["title"]: hit for hit in answer(SEARCH, q="cherries ease gout attacks")["items"]}
    living, bare = found["Living with gout"], found["Gout attacks"]
    assert living["highlights"] == [
        "<mark>Cherries</mark> &amp; rest <mark>ease</mark> <mark>gout</mark> <mark>attacks</mark>.",
        "<mark>Gout</mark> <mark>attacks</mark> with fever",
    ]
    assert living["section"] == {"heading": "Your diet", "anchor": "your-diet", "url": f"{living['url']}#your-diet"}
    assert (bare["highlights"], bare["section"]) == ([], None)
    (fever,) = answer(SEARCH, q="fever")["items"]
    assert fever["section"]["anchor"] == "warning-signs"
    (disease,) = answer(SEARCH, q="disease")["items"]
    assert (len(disease["highlights"]), disease["section"]) == (1, None)
    assert [hit["section"] for hit in answer(SEARCH)["items"]] == [None, None]


def test_facets_have_labels_and_choices_narrow(index: Engine) -> None:
    pain = make.topic("Chronic pain", body=[make.strategy(category="self_management")])
    make.article("Pain one", topics=[pain])
    make.article("Pain two", body=[make.strategy(category="medication")])
    lifecycle.rebuild(index)
    facets = {facet["name"]: facet for facet in answer(SEARCH, q="pain", topic=pain.pk)["facets"]}
    assert [(value["label"], value["count"]) for value in facets["type"]["values"]] == [
        ("Articles", 1),
        ("Topic hubs", 1),
    ]
    assert facets["topic"]["values"] == [{"value": str(pain.pk), "label": "Chronic pain", "count": 2, "selected": True}]
    assert [value["label"] for value in facets["strategy"]["values"]] == ["Self-management"]
    assert found("pain", topic=pain.pk, type="article") == ["Pain one"]
    assert found("pain", strategy=["medication", "lifestyle"]) == ["Pain two"]
    nothing = answer(SEARCH, q="pain", strategy="lifestyle")
    strategies = next(facet for facet in nothing["facets"] if facet["name"] == "strategy")
    assert {"value": "lifestyle", "label": "Lifestyle", "count": 0, "selected": True} in strategies["values"]


def test_without_words_everything_newest_first(index: Engine) -> None:
    make.article("Older", published="2020-01-01")
    make.article("Newer", published="2024-01-01")
    lifecycle.rebuild(index)
    assert found("") == ["Newer", "Older"]
    assert found("?!") == ["Newer", "Older"]
    assert answer(SEARCH)["total"] == 2


def test_a_misspelling_is_corrected_and_told_and_exact_is_obeyed(index: Engine) -> None:
    make.article("Neuropathy")
    lifecycle.rebuild(index)
    told = answer(SEARCH, q="What is neuropahty?")
    assert [hit["title"] for hit in told["items"]] == ["Neuropathy"]
    assert told["understood"]["corrected_query"] == "what is neuropathy"
    assert told["understood"]["corrections"] == [{"word": "neuropahty", "replacement": "neuropathy"}]
    exact = answer(SEARCH, q="What is neuropahty?", exact="true")
    assert exact["total"] == 0
    assert exact["understood"]["corrected_query"] is None
    assert exact["understood"]["suggested_query"] == "what is neuropathy"


def test_two_words_typed_as_one_are_searched_as_two(index: Engine) -> None:
    make.article("Fever from a deer fly")
    make.article("Deeply asleep with fever")
    lifecycle.rebuild(index)
    told = answer(SEARCH, q="deerfly fever")
    assert told["items"][0]["title"] == "Fever from a deer fly"
    assert told["understood"]["corrections"] == [{"word": "deerfly", "replacement": "deer fly"}]
    assert told["understood"]["corrected_query"] == "deer fly fever"


def test_other_names_of_topics_are_synonyms_as_soon_as_they_are_published(index: Engine) -> None:
    hypertension = make.topic("Hypertension", definition="A strain on the vessels.")
    make.article("Living with hypertension")
    lifecycle.rebuild(index)
    assert found("marble sickness") == []
    hypertension.other_names = "Marble sickness"
    make.publish(hypertension)
    lifecycle.rebuild(index)
    told = answer(SEARCH, q="living with marble sicknes")
    assert {hit["title"] for hit in told["items"]} == {"Living with hypertension", "Hypertension"}
    assert told["understood"]["synonyms"] == [{"name": "marble sickness", "others": ["hypertension"]}]


def test_editors_synonyms_count_from_the_next_search_on_without_a_rebuild(index: Engine) -> None:
    make.article("Heart attack")
    lifecycle.rebuild(index)
    assert found("mi") == []
    names = SynonymSet.objects.create(locale=english(), names="MI\nHeart attack")
    assert found("MI") == ["Heart attack"]
    names.names = "MI\nMitral insufficiency"
    names.save()
    assert found("MI") == []
    names.delete()
    assert found("mi") == []


def test_pins_come_first_once_and_only_while_public(index: Engine) -> None:
    plain, pinned = make.article("Back pain"), make.article("Start here")
    lifecycle.rebuild(index)
    pin = QueryPin.objects.create(locale=english(), query="What is back pain?")
    PinnedPage.objects.create(pin=pin, page_id=pinned.pk)
    told = answer(SEARCH, q="back PAIN")
    assert [(hit["title"], hit["pinned"]) for hit in told["items"]] == [("Start here", True), ("Back pain", False)]
    assert told["total"] == 2
    assert found("back pain", offset=1) == ["Back pain"]
    assert found("back pain", type="topic") == []
    make.unpublish(pinned)
    lifecycle.rebuild(index)
    assert found("back pain") == ["Back pain"]
    PinnedPage.objects.create(pin=pin, page_id=plain.pk)
    assert [hit["pinned"] for hit in answer(SEARCH, q="back pain")["items"]] == [True]


def test_suggestions_are_names_with_addresses(index: Engine) -> None:
    make.topic("Neuropathic pain", other_names="Nerve pain")
    make.article("Neurology visits")
    lifecycle.rebuild(index)
    (suggested,) = suggestions("nerv")
    assert (suggested["text"], suggested["title"], suggested["type"]) == ("Nerve pain", "Neuropathic pain", "topic")
    assert suggested["url"] == f"http://testserver{suggested['path']}"
    assert suggestions("neuorpathic")[0]["text"] == "Neuropathic pain"
    assert answer(SUGGEST, q="")["groups"] == answer(SUGGEST, q="?")["groups"] == []
    assert len(suggestions("neu", limit=1)) == 1


def test_suggestions_come_by_kind_each_with_a_label(index: Engine) -> None:
    make.article("Neurology")
    make.article("Neurology visits")
    make.topic("Chronic pain", other_names="Neuropathy")
    make.topic("Neuropathic pain", other_names="Nerve pain")
    lifecycle.rebuild(index)
    told = answer(SUGGEST, q="neurology")["groups"] + answer(SUGGEST, q="neuro")["groups"]
    assert [(one["kind"], one["label"], [item["text"] for item in one["items"]]) for one in told] == [
        ("article", "Articles", ["Neurology", "Neurology visits"]),
        ("topic", "Topics", ["Neuropathic pain"]),
        ("other_name", "Other names", ["Neuropathy"]),
        ("article", "Articles", ["Neurology", "Neurology visits"]),
    ]
    assert all(item["kind"] == one["kind"] for one in told for item in one["items"])


@pytest.mark.parametrize(
    ("url", "parameters", "field"),
    [
        (SEARCH, {"q": "a\x00b"}, "q"),
        (SEARCH, {"q": "x" * 10_000}, "q"),
        (SEARCH, {"q": "pain", "offset": "9" * 20}, "offset"),
        (SEARCH, {"q": "pain", "offset": "-1"}, "offset"),
        (SEARCH, {"q": "pain", "limit": "0"}, "limit"),
        (SEARCH, {"q": "pain", "limit": "101"}, "limit"),
        (SEARCH, {"q": "pain", "topic": "9" * 30}, "topic"),
        (SEARCH, {"q": "pain", "topic": "pain"}, "topic"),
        (SEARCH, {"q": "pain", "topic": ["1"] * 51}, "topic"),
        (SEARCH, {"q": "pain", "type": "home"}, "type"),
        (SEARCH, {"q": "pain", "strategy": "magic"}, "strategy"),
        (SEARCH, {"q": "pain", "locale": "xx"}, "locale"),
        (SEARCH, {"q": "pain", "page": "2"}, "page"),
        (SUGGEST, {}, "q"),
        (SUGGEST, {"q": "x" * 201}, "q"),
        (SUGGEST, {"q": "a\x00"}, "q"),
    ],
)
def test_bad_parameters_are_named(index: Engine, url: str, parameters: dict[str, Any], field: str) -> None:
    lifecycle.rebuild(index)
    problem = answer(url, status=422, **parameters)
    assert field in repr(problem["errors"])


@pytest.mark.parametrize("text", ['"', "title:(", "*", "a AND OR", "\\", "💊", "' OR 1=1 --", "pain\u2028", "é" * 900])
def test_any_other_text_is_a_search(index: Engine, text: str) -> None:
    make.article("Pain")
    lifecycle.rebuild(index)
    assert answer(SEARCH, q=text)["total"] <= 1
    answer(SUGGEST, q=text[:200])


def test_without_an_index_search_is_away_for_a_while(index: Engine) -> None:
    for url in (SEARCH, SUGGEST):
        response = Client().get(url, {"q": "pain"})
        assert response.status_code == 503
        assert int(response["Retry-After"]) > 0
    make.article("Pain")
    lifecycle.rebuild(index)
    assert found("pain") == ["Pain"]
    shutil.rmtree(settings.TOPICHUB_SEARCH["EMBEDDED_PATH"])
    assert Client().get(SEARCH, {"q": "pain"}).status_code == 503


def test_what_is_unpublished_is_gone_from_search_suggest_and_facets(index: Engine) -> None:
    pain = make.topic("Chronic pain")
    article = make.article("Pain at night", topics=[pain])
    lifecycle.rebuild(index)
    make.unpublish(pain)
    lifecycle.rebuild(index)
    told = answer(SEARCH, q="pain")
    assert [hit["id"] for hit in told["items"]] == [article.pk]
    assert told["items"][0]["topics"] == []
    assert "Chronic" not in repr(told)
    assert [one["id"] for one in suggestions("pain")] == [article.pk]


def test_answers_are_kept_only_if_asked_for_again(index: Engine) -> None:
    lifecycle.rebuild(index)
    response = Client().get(SEARCH, {"q": "pain"})
    assert response["Cache-Control"] == "no-cache"
    again = Client().get(SEARCH, {"q": "pain"}, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_a_name_that_only_the_professions_lists_know_finds_the_page_and_is_told(index: Engine) -> None:
    make.article("Aphthous stomatitis")
    make.article("Sore throat")
    lifecycle.rebuild(index)
    told = answer(SEARCH, q="What is a canker sore?")
    assert told["items"][0]["title"] == "Aphthous stomatitis"
    assert told["understood"]["synonyms"][0]["name"] == "canker sore"
    assert told["understood"]["synonyms"][0]["others"][0] == "aphthous stomatitis"


def test_a_translated_page_is_found_in_its_own_language(index: Engine, settings: LazySettings) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES = [("en", "English"), ("de-at", "German")]
    edema = make.topic("Oedema", definition="Swelling by water in the tissue.", other_names="Dropsy")
    german = Locale.objects.create(language_code="de-at")
    for page in (make.site(), TopicIndexPage.objects.get(), edema):
        with log.recording():
            translated = page.copy_for_translation(german)
        if isinstance(translated, TopicPage):
            translated.title = "Ödeme"
            translated.other_names = "Wassersucht"
            translated.definition = "Wasser im Gewebe."
            translated.body = [make.rich_text("<p>Geschwollene Füße hochlegen, rät die Ärztin.</p>")]
        make.publish(translated)
    lifecycle.rebuild(index)

    told = answer(SEARCH, q="Was hilft bei einem Oedem am Fuss?", locale="de-at")
    assert [hit["title"] for hit in told["items"]] == ["Ödeme"]
    assert told["items"][0]["highlights"] == ["Geschwollene <mark>Füße</mark> hochlegen, rät die Ärztin."]
    understood = told["understood"]
    assert (understood["searched"], understood["corrections"]) == ("odem fuss", [])
    assert understood["dropped"] == ["was", "hilft", "bei", "einem", "am"]
    assert found("Geschwollne Fusse", locale="de-at") == ["Ödeme"]
    assert answer(SEARCH, q="Wassersucht", locale="de-at")["understood"]["synonyms"] == [
        {"name": "wassersucht", "others": ["odeme"]}
    ]
    assert [one["text"] for one in suggestions("oede", locale="de-at")] == ["Ödeme"]
    assert found("tissue", locale="de-at") == found("Gewebe") == []
    assert found("Oedema") == ["Oedema"]
