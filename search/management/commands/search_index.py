"""The search index from the command line: how it is, building it anew, following the log, going back one."""

import argparse
import json
import logging
import signal
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from cms.published import log, reconcile, schedule
from cms.published.idle import idle_transactions
from search import answers, chores, lifecycle, locks
from search.chores import Chore
from search.documents import FORMAT
from search.engines.chosen import ENGINES, chosen
from search.engines.protocol import Engine
from search.errors import SearchError
from search.follower import Follower
from search.frequent import fade

logger = logging.getLogger(__name__)

SCHEDULE_EVERY = 15.0
WATCH_EVERY = 10.0
"""Seconds between two looks for transactions that were left open, of each of which the log then has a line."""

RECONCILE_EVERY = 3600.0
"""Seconds. Reconciling renders every page, about 20 ms each: often enough to mend by the hour, too rare to notice."""

FORGET_EVERY = 3600.0
"""Seconds. The counts of searches fade week by week; an hour late is soon enough."""

MOST_SHOWN = 20
"""Differences listed; all are counted."""


def tell_idle_transactions() -> None:
    """An alarm for whoever reads the log, before an editor asks why nothing can be published."""
    for idle in idle_transactions():
        logger.warning("%s", idle)


class Command(BaseCommand):
    help = "Show, build, follow or roll back the search index."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, parser_class=argparse.ArgumentParser)
        status = actions.add_parser("status", help="List the generations and how far they are behind the log.")
        status.add_argument(
            "--verify", action="store_true", help="Compare the active generation with the log, row by row."
        )
        rebuild = actions.add_parser(
            "rebuild", help="Build a new generation while publishing goes on, then switch to it."
        )
        follow = actions.add_parser(
            "follow", help="Keep the index in step with the log until stopped; does the chores."
        )
        rollback = actions.add_parser("rollback", help="Return to the generation before the last rebuild.")
        for action in (status, rebuild, follow, rollback):
            action.add_argument(
                "--engine", choices=sorted(ENGINES), help="Another engine than the one in the settings."
            )
            action.add_argument("--json", action="store_true", help="Print the result as JSON, and no progress bar.")

    def handle(self, *_: object, **options: Any) -> None:
        engine = chosen(options["engine"])
        run: Callable[[Engine, dict[str, Any]], dict[str, Any]] = getattr(self, f"_{options['action']}")
        try:
            result = run(engine, options)
        except SearchError as error:
            raise CommandError(str(error)) from error
        finally:
            engine.close()
        if options["json"]:
            self.stdout.write(json.dumps(result))

    def _status(self, engine: Engine, options: dict[str, Any]) -> dict[str, Any]:
        generations = engine.generations()
        health = engine.health()
        head = log.head()
        result: dict[str, Any] = {
            "engine": engine.name,
            "ok": health.ok,
            "message": health.message,
            "head": head,
            "behind": None if health.checkpoint is None else head - health.checkpoint,
            "format": FORMAT,
            "generations": [asdict(one) for one in generations],
        }
        if options["verify"]:
            result |= self._verified(engine)
        if not options["json"]:
            self._show(result)
        return result

    def _verified(self, engine: Engine) -> dict[str, Any]:
        active = lifecycle.active(engine)
        if active is None:
            return {"differences": None, "differing_pages": []}
        found = lifecycle.differences(engine, active.name)
        first = [one.id for one in islice(found, MOST_SHOWN)]
        return {"differences": len(first) + sum(1 for _ in found), "differing_pages": first}

    def _show(self, result: dict[str, Any]) -> None:
        table = Table("generation", "active", "checkpoint", "documents", "tombstones", "format")
        for one in result["generations"]:
            checkpoint = "unfinished or damaged" if one["checkpoint"] is None else str(one["checkpoint"])
            table.add_row(
                one["name"],
                "yes" if one["active"] else "",
                checkpoint,
                str(one["documents"]),
                str(one["tombstones"]),
                str(one["format"]),
            )
        self.stdout.write(f"{result['message']} The log is at {result['head']}.")
        console = Console()
        with console.capture() as drawn:
            console.print(table)
        self.stdout.write(drawn.get())
        if "differences" in result:
            self.stdout.write(f"{result['differences']} rows differ from the log. {result['differing_pages'] or ''}")

    def _rebuild(self, engine: Engine, options: dict[str, Any]) -> dict[str, Any]:
        done = 0
        with Progress(disable=options["json"]) as progress:
            task = progress.add_task("Building the search index", total=log.size())

            def advance(rows: int) -> None:
                nonlocal done
                done += rows
                progress.advance(task, rows)

            generation = lifecycle.rebuild(engine, advance)
            # The log may have changed since it was counted.
            progress.update(task, total=max(done, 1), completed=max(done, 1))
        if not options["json"]:
            self.stdout.write(f"Generation {generation} is active: {done} rows of the log.")
        return {"engine": engine.name, "generation": generation, "rows": done}

    def _rollback(self, engine: Engine, options: dict[str, Any]) -> dict[str, Any]:
        generation = lifecycle.rollback(engine)
        if not options["json"]:
            self.stdout.write(f"Generation {generation} is active again.")
        return {"engine": engine.name, "generation": generation}

    def _follow(self, engine: Engine, options: dict[str, Any]) -> dict[str, Any]:
        follower = Follower(
            engine,
            [
                Chore("Scheduled publishing", SCHEDULE_EVERY, lambda _: schedule.publish_due()),
                Chore("Watching the database", WATCH_EVERY, lambda _: tell_idle_transactions()),
                Chore("Forgetting searches", FORGET_EVERY, lambda _: fade(datetime.now(UTC).date())),
                Chore("Reconciling", RECONCILE_EVERY, lambda go_on: reconcile.reconcile(lambda _: go_on())),
                *chores.registered(),
            ],
        )
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: follower.stop())
        answers.prepare()
        with locks.following(engine):
            if not options["json"]:
                self.stdout.write(f"Following the log with the {engine.name} engine. Stop with Ctrl-C.")
                self.stdout.flush()
            follower.run()
        return {"engine": engine.name, "stopped": True}
