"""manage.py evaluate_search --queries Q.jsonl --qrels R.txt [--set NAME] [--engine E] [--run-out RUN] [--compare RUN]"""

import json
from argparse import ArgumentParser
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import override_settings
from rich.console import Console
from rich.progress import Progress

from evaluation.asking import Asked, Asking, RefusedError
from evaluation.judgements import FileError, Judgements, Query, read_judgements, read_queries, read_run, write_run
from evaluation.metrics import Comparison, Figure, compared, figures
from evaluation.worst import worst
from search.engines.chosen import ENGINES

WORST = 10


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one set: its queries with their judgements, what was found, and the figures."""

    name: str
    queries: list[Query]
    judgements: Judgements
    asked: Asked
    figures: list[Figure]
    comparisons: list[Comparison]


class Command(BaseCommand):
    help = (
        "Measures how well search and related articles find, by queries with judgements (formats: docs/search.md). "
        "Asks the delivery API in this process, on the published pages of the default site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--queries", type=Path, required=True, help="JSON lines: qid, set, text or doc")
        parser.add_argument("--qrels", type=Path, required=True, help="TREC judgements: qid 0 document grade")
        parser.add_argument("--set", help="measure the queries of this set only")
        parser.add_argument("--engine", choices=sorted(ENGINES), help="another engine than the one in the settings")
        parser.add_argument("--run-out", type=Path, help="write what was found, as a TREC run")
        parser.add_argument("--compare", type=Path, help="a run written before, to compare with")
        parser.add_argument("--worst", type=int, default=WORST, help=f"list so many of the worst queries, {WORST}")
        parser.add_argument("--json", action="store_true", help="tell the figures as JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        engine = options["engine"] or settings.TOPICHUB_SEARCH["ENGINE"]
        try:
            # The views take their engine from the settings, so that is where another one is named. No reader asks here.
            options_of_search = {**settings.TOPICHUB_SEARCH, "ENGINE": engine, "COUNT_QUERIES": "off"}
            with override_settings(TOPICHUB_SEARCH=options_of_search):
                asking = Asking()
                measured = self._measure(asking, options)
                if options["run_out"]:
                    write_run(options["run_out"], measured.asked.run, f"topichub-{engine}")
        except (FileError, RefusedError, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(measured, engine)))
        else:
            self._tell(measured, asking, engine, options["worst"])

    def _measure(self, asking: Asking, options: dict[str, Any]) -> Measured:
        judgements = read_judgements(options["qrels"])
        every = read_queries(options["queries"])
        queries = [query for query in every if query.qid in judgements and options["set"] in (None, query.set)]
        if not queries:
            sets = ", ".join(sorted({query.set for query in every}))
            msg = f"No query of {options['queries']} has a judgement in {options['qrels']}. Its sets: {sets}."
            raise FileError(msg)
        before = read_run(options["compare"]) if options["compare"] else None
        with Progress(console=Console(stderr=True), disable=options["json"]) as progress:
            task = progress.add_task("Asking", total=len(queries))
            asked = asking.ask(queries, lambda: progress.advance(task))
        found = figures(queries, judgements, asked.run)
        comparisons = compared(figures(queries, judgements, before), found) if before is not None else []
        return Measured(options["set"] or "all", queries, judgements, asked, found, comparisons)

    def _tell(self, measured: Measured, asking: Asking, engine: str, number: int) -> None:
        self.stdout.write(f"{measured.name}: {len(measured.queries)} queries, {engine}, {asking.documents():,} pages")
        for figure in measured.figures:
            self.stdout.write(f"  {figure.name:32} {figure.mean:.3f}  [{figure.low:.3f}, {figure.high:.3f}]")
        for one in measured.comparisons:
            self.stdout.write(
                f"  {one.name:32} {one.before:.3f} → {one.after:.3f}  {one.better} better, {one.worse} worse, p = {one.p:.3f}"
            )
        asked = measured.asked
        told = worst(
            asking, measured.queries, measured.judgements, asked.run, asked.understood, measured.figures[0], number
        )
        for one in told:
            self.stdout.write(one)


def _as_json(measured: Measured, engine: str) -> dict[str, Any]:
    shown = [{key: value for key, value in asdict(figure).items() if key != "values"} for figure in measured.figures]
    return {
        "set": measured.name,
        "engine": engine,
        "queries": len(measured.queries),
        "figures": shown,
        "comparisons": [asdict(one) for one in measured.comparisons],
    }
