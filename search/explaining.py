"""Why a hit is where it is, for editors. The plan's clauses are scored one by one on the hits, the same on every engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal, get_args

from .answers import Answer
from .engines.protocol import Reading
from .languages import language_of
from .plans import AllWords, AnyWords, Best, Boosted, Clause, Phrase, SharedTopics, Sum, TextField
from .queries import Understood
from .results import EngineHit

Fields = tuple[TextField, ...]
FIELDS: Fields = get_args(TextField)
FIELD_NAMES: Mapping[TextField, str] = {
    "title": "title",
    "other_names": "other names",
    "summary": "summary",
    "headings": "headings",
    "key_points": "key points",
    "text": "text",
    "initials": "names’ initials",
}
Signal = Literal["words", "phrase", "all_words", "topics", "meaning", "upkeep"]
Scores = Mapping[Clause, Mapping[int, float]]
"""What each clause scores on each page that it matches."""


_BESIDE_WORDS: Mapping[Signal, str] = {
    "meaning": "What it is about is like what was asked, whatever the words.",
    "upkeep": "It is looked after: written or reviewed lately, or its review still holds. That counts a little.",
}


@dataclass(frozen=True, slots=True)
class Share:
    """Which part of a hit's score comes from where, in per cent."""

    signal: Signal
    field: TextField | None
    percent: int


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a hit is where it is. `found`: for each word that was searched for, the fields that hold it (or a form of it)."""

    sentences: tuple[str, ...]
    searched_as: str
    found: Mapping[str, Fields]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one clause on one field adds to a score."""

    clause: Clause
    amount: float


def explain(engine: Reading, answer: Answer) -> dict[int, Explained]:
    """Explain the hits of an answer, by id, with two more questions to the engine. Raises EngineDownError."""
    ids, query = [hit.id for hit in answer.result.hits], answer.plan.query
    if query is None or not ids:
        return dict.fromkeys(ids, Explained(("Without words to search for, the newest pages come first.",), "", {}, ()))
    locale = answer.plan.filters.scope.locale
    scores = _scored(engine, leaves(query), ids, locale)
    parts = {page_id: contributions(query, page_id, scores) for page_id in ids}
    wordings = {page_id: _wording(parts[page_id], answer.reading) for page_id in ids}
    found = _found(engine, wordings, locale)
    shares = {hit.id: tuple(_shares(_amounts(answer, hit, parts[hit.id]))) for hit in answer.result.hits}
    return {
        page_id: Explained(
            (
                *_origins(answer, page_id, wordings[page_id]),
                *_places(found[page_id], *_together(query, wordings[page_id], page_id, scores)),
                *(_BESIDE_WORDS[share.signal] for share in shares[page_id] if share.signal in _BESIDE_WORDS),
            ),
            wordings[page_id],
            found[page_id],
            shares[page_id],
        )
        for page_id in ids
    }


def leaves(clause: Clause) -> Iterator[Clause]:
    """Take a clause apart into those that score on one field each."""
    match clause:
        case Sum() | Best():
            for child in clause.clauses:
                yield from leaves(child)
        case AnyWords() | AllWords() | Phrase():
            yield from _by_field(clause)
        case SharedTopics():
            yield clause


def _by_field(clause: AnyWords | AllWords | Phrase) -> list[Clause]:
    return [replace(clause, fields=(field,)) for field in clause.fields]


def contributions(clause: Clause, page_id: int, scores: Scores) -> list[_Part]:
    """Say what each leaf adds to the score of a page: together they are the score that the clause gives it."""
    match clause:
        case Sum():
            return _times(
                clause.boost, [part for one in clause.clauses for part in contributions(one, page_id, scores)]
            )
        case Best():
            ways = [contributions(one, page_id, scores) for one in clause.clauses]
            return _times(clause.boost, _best(ways, clause.tie))
        case AnyWords() | AllWords() | Phrase():
            ways = [_scoring(leaf, page_id, scores) for leaf in _by_field(clause)]
            return _best(ways, clause.tie if isinstance(clause, AnyWords) else 0.0)
        case SharedTopics():
            return _scoring(clause, page_id, scores)


def _scoring(leaf: Clause, page_id: int, scores: Scores) -> list[_Part]:
    amount = scores[leaf].get(page_id, 0.0)
    return [_Part(leaf, amount)] if amount else []


def _times(factor: float, parts: Iterable[_Part]) -> list[_Part]:
    return [_Part(part.clause, part.amount * factor) for part in parts if factor]


def _best(ways: Sequence[list[_Part]], tie: float) -> list[_Part]:
    """The best way counts whole, the others by their share."""
    best = max(ways, key=_sum, default=[])
    return [*best, *(part for way in ways if way is not best for part in _times(tie, way))]


def _sum(parts: Iterable[_Part]) -> float:
    return sum(part.amount for part in parts)


def _scored(engine: Reading, clauses: Iterable[Clause], ids: Sequence[int], locale: str) -> Scores:
    asked = list(dict.fromkeys(clauses))
    return dict(zip(asked, engine.scores(asked, ids, locale), strict=True))


def _wording(parts: Sequence[_Part], reading: Understood) -> str:
    """The way to put the query that brought the page up; the reader's own where none did."""
    greatest = max(parts, key=lambda part: part.amount, default=None)
    return greatest.clause.text if greatest and not isinstance(greatest.clause, _WITHOUT_TEXT) else reading.text


_WITHOUT_TEXT = (Sum, Best, SharedTopics)


def _found(engine: Reading, wordings: Mapping[int, str], locale: str) -> dict[int, dict[str, Fields]]:
    asked = {
        (word, field): AnyWords(word, (Boosted(field),), 0.0)
        for wording in dict.fromkeys(wordings.values())
        for word in _telling(wording, locale)
        for field in FIELDS
    }
    scores = _scored(engine, asked.values(), list(wordings), locale)
    return {
        page_id: {
            word: tuple(field for field in FIELDS if page_id in scores[asked[word, field]])
            for word in _telling(wording, locale)
        }
        for page_id, wording in wordings.items()
    }


def _telling(wording: str, locale: str) -> list[str]:
    """The words that an index holds at all."""
    stop_words = language_of(locale).stop_words
    return [word for word in dict.fromkeys(wording.split()) if word not in stop_words]


_Amounts = Mapping[tuple[Signal, TextField | None], float]


def _amounts(answer: Answer, hit: EngineHit, parts: Sequence[_Part]) -> _Amounts:
    """What each signal on each field adds. A pin hides what words do not account for: likeness in meaning, and upkeep."""
    amounts: dict[tuple[Signal, TextField | None], float] = {}
    for part in parts:
        key = _signal(part.clause), _field(part.clause)
        amounts[key] = amounts.get(key, 0.0) + part.amount
    if hit.id not in answer.pinned:
        without_upkeep = hit.score / (1 + hit.upkeep)
        amounts["upkeep", None] = hit.score - without_upkeep
        if answer.plan.likeness:
            amounts["meaning", None] = without_upkeep - _sum(parts)
    return {key: amount for key, amount in amounts.items() if amount > 0}


def _shares(amounts: _Amounts) -> Iterator[Share]:
    """The largest first; what rounds to nothing is left out."""
    whole = sum(amounts.values())
    for (signal, field), amount in sorted(amounts.items(), key=lambda item: -item[1]):
        if percent := round(100 * amount / whole):
            yield Share(signal, field, percent)


def _signal(clause: Clause) -> Signal:
    match clause:
        case Phrase():
            return "phrase"
        case AllWords():
            return "all_words"
        case SharedTopics():
            return "topics"
        case _:
            return "words"


def _field(clause: Clause) -> TextField | None:
    return clause.fields[0].field if isinstance(clause, AnyWords | AllWords | Phrase) else None


def _origins(answer: Answer, page_id: int, wording: str) -> Iterator[str]:
    """Tell who or which other words than the reader's brought the page up."""
    if page_id in answer.pinned:
        yield "An editor pinned it to this query, so it comes before all pages that rank by their words."
    for correction in answer.reading.corrections:
        yield f"“{correction.word}”, which no page has, was read as “{correction.replacement}”."
    variant = next((one for one in answer.reading.variants if one.text == wording), None)
    if variant is not None:
        source = "which the health professions’ lists know" if variant.listed else "a synonym on this site"
        yield f"It ranks by “{variant.other}” in place of “{variant.name}”, {source}."


def _places(found: Mapping[str, Fields], together: Fields, in_name: Fields) -> Iterator[str]:
    """Tell where the words are, and where they are together."""
    places: dict[Fields, list[str]] = {}
    for word, fields in found.items():
        places.setdefault(fields, []).append(f"“{word}”")
    nowhere = places.pop((), [])
    for fields, some in places.items():
        yield f"{listed(some)} {_is(some)} in its {_named(fields)}."
    if nowhere:
        yield f"{listed(nowhere)} {_is(nowhere)} nowhere in it."
    if together:
        yield f"The words stand together in its {_named(together)}."
    if in_name and len(found) > 1:
        yield f"All of the words are in its {_named(in_name)}."


def _together(query: Clause, wording: str, page_id: int, scores: Scores) -> tuple[Fields, Fields]:
    """In which fields the words of a wording stand together, and of which names they all are."""
    phrases, names = set[TextField](), set[TextField]()
    for leaf in leaves(query):
        if isinstance(leaf, Phrase | AllWords) and leaf.text == wording and page_id in scores[leaf]:
            (phrases if isinstance(leaf, Phrase) else names).add(leaf.fields[0].field)
    return _in_order(phrases), _in_order(names)


def _in_order(fields: AbstractSet[TextField]) -> Fields:
    return tuple(field for field in FIELDS if field in fields)


def _named(fields: Fields) -> str:
    return listed([FIELD_NAMES[field] for field in fields])


def listed(names: Sequence[str]) -> str:
    """Write "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _is(some: Sequence[str]) -> str:
    return "is" if len(some) == 1 else "are"
