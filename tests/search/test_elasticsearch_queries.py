"""What the Elasticsearch engine sends, without a server."""

from search.engines.elasticsearch.compile import clause_of
from search.engines.elasticsearch.searching import search_of
from search.languages import ENGLISH
from search.plans import FACETS, AllWords, AnyWords, Best, Boosted, Filters, Phrase, Plan, Scope, SharedTopics, Sum

FIELDS = (Boosted("title", 2.0), Boosted("text"))
HERE = Scope(1, "en")


def test_words_are_a_best_field_with_a_share_of_the_others() -> None:
    assert clause_of(AnyWords("back pain", FIELDS, 0.3, boost=0.5), ENGLISH).to_dict() == {
        "multi_match": {
            "query": "back pain",
            "fields": ["title^2.0", "text^1.0"],
            "type": "best_fields",
            "tie_breaker": 0.3,
            "boost": 0.5,
        }
    }


def test_all_words_and_phrases_take_the_best_field_alone() -> None:
    every = clause_of(AllWords("back pain", FIELDS), ENGLISH).to_dict()["multi_match"]
    assert (every["operator"], every["tie_breaker"]) == ("and", 0.0)
    phrase = clause_of(Phrase("back pain", FIELDS, 2), ENGLISH).to_dict()["multi_match"]
    assert (phrase["type"], phrase["slop"], phrase["tie_breaker"]) == ("phrase", 2, 0.0)


def test_what_is_no_phrase_matches_nothing() -> None:
    for text in ("pain", "the pain", "Crohn's", "", "!?"):
        assert clause_of(Phrase(text, FIELDS, 2), ENGLISH).to_dict() == {"match_none": {}}


def test_empty_clauses_match_nothing_rather_than_everything() -> None:
    for clause in (Sum(()), Best(()), SharedTopics(())):
        assert clause_of(clause, ENGLISH).to_dict() == {"match_none": {}}


def test_the_filters_of_counted_facets_come_after_the_counting() -> None:
    filters = Filters(HERE, types=("article",), topics=(7,))
    sent = search_of(Plan(filters, AnyWords("pain", FIELDS, 0.3), facets=FACETS)).to_dict()
    article, topic = {"terms": {"type": ["article"]}}, {"terms": {"topic": ["7"]}}
    assert sent["post_filter"] == {"bool": {"filter": [article, topic]}}
    assert {name: agg["filter"] for name, agg in sent["aggs"].items()} == {
        "type": {"bool": {"filter": [topic]}},
        "topic": {"bool": {"filter": [article]}},
        "strategy": {"bool": {"filter": [article, topic]}},
    }
    assert article not in sent["query"]["bool"]["filter"][0]["bool"]["filter"]


def test_without_facets_filters_narrow_the_search_itself() -> None:
    sent = search_of(Plan(Filters(HERE, topics=(7,)), AnyWords("pain", FIELDS, 0.3))).to_dict()
    assert "post_filter" not in sent
    assert {"terms": {"topic": ["7"]}} in sent["query"]["bool"]["filter"][0]["bool"]["filter"]


def test_texts_are_asked_for_only_to_be_marked() -> None:
    assert "stored_text" in search_of(Plan(Filters(HERE), highlight="pain")).to_dict()["stored_fields"]
    assert search_of(Plan(Filters(HERE))).to_dict()["stored_fields"] == "_none_"
