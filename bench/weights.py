"""Whether the search's weights would be chosen again by queries that had no say: cross-validation on a judged collection.

    TOPICHUB_VAR=… python -m bench.weights --data ../shared/relevance [--engine embedded]

Asks the site that the environment names, which has to hold the collection, indexed, every query of the sets once for each
choice: the weights as they are, and each of them lower and higher, one at a time. Then, fifty times over, it draws five parts, and in turn
chooses by four what is best on average over the sets, and measures that on the fifth. Prints each choice's figures, how often it was
chosen, and what the chosen ones reach on queries that did not choose them, beside the weights as they are.
"""

import argparse
import os
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean

SETS = ("liveqa", "syn", "lay", "typo")
FOLDS, DRAWS = 5, 50
AS_IT_IS = "as it is"

Values = Mapping[str, Mapping[str, float]]
"""By set, each query's value of the set's first measure."""


def choices() -> dict[str, Callable[[], None]]:
    """Name the choices, each with what sets it; all but one weight are as they are."""
    from search import answers, queries  # noqa: PLC0415  with the project's settings
    from search.plans import Boosted  # noqa: PLC0415

    usual = {name: getattr(queries, name) for name in ("FIELDS", "TIE", "LISTED_WITHIN_WEIGHT", "SYNONYM_WEIGHT")}

    def put(likeness: float = queries.LIKENESS_WEIGHT, **changed: object) -> None:
        for name, value in {**usual, **changed}.items():
            setattr(queries, name, value)
        answers.likeness_of = partial(queries.likeness_of, weight=likeness)

    def with_boost(field: str, boost: float) -> tuple[Boosted, ...]:
        return tuple(Boosted(one.field, boost) if one.field == field else one for one in usual["FIELDS"])

    made: dict[str, Callable[[], None]] = {AS_IT_IS: put}
    for field, boosts in {"title": (1.8, 3.5), "other_names": (1.0, 2.2), "initials": (0.5, 1.0)}.items():
        for boost in boosts:
            made[f"{field} {boost}"] = partial(put, FIELDS=with_boost(field, boost))
    for name, values in {"TIE": (0.1, 0.3), "LISTED_WITHIN_WEIGHT": (0.25, 0.6), "SYNONYM_WEIGHT": (0.7, 1.0)}.items():
        for value in values:
            made[f"{name} {value}"] = partial(put, **{name: value})
    return made | {f"likeness {value}": partial(put, likeness=value) for value in (1.6, 3.4)}


def measured(data: Path, split: str) -> Values:
    """Ask every query, and measure."""
    from evaluation.asking import Asking  # noqa: PLC0415  with the project's settings
    from evaluation.judgements import read_judgements, read_queries  # noqa: PLC0415
    from evaluation.metrics import figures  # noqa: PLC0415

    asking, every = Asking(), read_queries(data / f"queries-{split}.jsonl")
    found: dict[str, Mapping[str, float]] = {}
    for name in SETS:
        judgements = read_judgements(next(data.glob(f"qrels-{name}*-{split}.txt")))
        queries = [query for query in every if query.set == name and query.qid in judgements]
        found[name] = figures(queries, judgements, asking.ask(queries).run)[0].values
    return found


def mean(values: Values, queries: Mapping[str, Sequence[str]]) -> float:
    """Average over the sets, each counting the same."""
    return fmean(fmean(values[name][qid] for qid in some) for name, some in queries.items())


def parts(values: Values, chance: random.Random) -> list[dict[str, list[str]]]:
    """Divide the queries of each set into parts of one size."""
    shuffled = {name: chance.sample(sorted(each), len(each)) for name, each in values.items()}
    return [{name: some[number::FOLDS] for name, some in shuffled.items()} for number in range(FOLDS)]


def cross_validated(by_choice: Mapping[str, Values]) -> tuple[Counter[str], float, float]:
    """Count what is chosen, and average what that, and the weights as they are, reach on the part that had no say."""
    chance = random.Random(7)  # noqa: S311  folds, not secrets
    chosen: Counter[str] = Counter()
    reached, usual = [], []
    for _ in range(DRAWS):
        divided = parts(by_choice[AS_IT_IS], chance)
        for held_out in divided:
            others = {name: [qid for part in divided if part is not held_out for qid in part[name]] for name in SETS}
            best = max(by_choice, key=lambda choice: mean(by_choice[choice], others))
            chosen[best] += 1
            reached.append(mean(by_choice[best], held_out))
            usual.append(mean(by_choice[AS_IT_IS], held_out))
    return chosen, fmean(reached), fmean(usual)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--engine", default="embedded")
    options = parser.parse_args()
    import django  # noqa: PLC0415  settings first

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.conf import settings  # noqa: PLC0415

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder.
    settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": options.engine, "COUNT_QUERIES": "off"}
    by_choice: dict[str, Values] = {}
    print(f"{'':>28}" + "".join(f"{name:>9}" for name in (*SETS, "mean")))
    for choice, put in choices().items():
        put()
        by_choice[choice] = values = measured(options.data, options.split)
        each = [fmean(values[name].values()) for name in SETS]
        print(f"{choice:>28}" + "".join(f"{value:9.4f}" for value in (*each, fmean(each))), flush=True)
    chosen, reached, usual = cross_validated(by_choice)
    print(f"\nOf {FOLDS * DRAWS}: " + ", ".join(f"{choice} {count}" for choice, count in chosen.most_common()))
    print(f"On queries that had no say: chosen {reached:.4f}, as it is {usual:.4f}")


if __name__ == "__main__":
    main()
