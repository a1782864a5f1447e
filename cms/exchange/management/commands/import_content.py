"""manage.py import_content FILE.jsonl [--dry-run] [--json] [--batch-size N]"""

import json
import time
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cms.exchange.importing import BATCH_SIZE, Outcome, carry_out, preview
from cms.exchange.page_batches import ImportStoppedError
from cms.exchange.plan import Plan
from cms.exchange.reading import UnreadableFileError
from cms.exchange.stopping import StoppedError, stoppable
from cms.exchange.validation import validate

MAX_BATCH_SIZE = 5000


def batch_size(text: str) -> int:
    if text.isdecimal() and 1 <= int(text[:9]) <= MAX_BATCH_SIZE:
        return int(text)
    msg = f"“{text[:20]}” is not a number from 1 to {MAX_BATCH_SIZE}"
    raise ArgumentTypeError(msg)


class Command(BaseCommand):
    help = (
        "Imports topics, articles, people and pictures from a file of JSON lines (see docs/import.md), plain or gzipped. "
        "Tells every fault and writes nothing if there is one. Importing a file again writes only what changed in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="such as site.jsonl or site.jsonl.gz")
        parser.add_argument(
            "--dry-run", action="store_true", help="check the file and tell what it would do; write nothing"
        )
        parser.add_argument("--json", action="store_true", help="tell faults and outcome as one JSON object")
        parser.add_argument(
            "--batch-size",
            type=batch_size,
            default=BATCH_SIZE,
            help=f"lines in one transaction, {BATCH_SIZE} by default",
        )

    def handle(self, *_: Any, file: Path, **options: Any) -> None:
        # Progress goes to the terminal; what scripts read goes to standard output.
        console = Console(stderr=True, quiet=options["json"] or options["verbosity"] == 0)
        self.writing = False
        try:
            with stoppable():
                self._require_tables(options["json"])
                self._import(file, console, options)
        except (UnreadableFileError, ImportStoppedError) as error:
            self._fail(str(error), options["json"])
        except (OperationalError, OSError) as error:
            # Not a fault of the file: a full disk, a database that is locked or gone.
            self._fail(f"{error}. {self._so_far()}", options["json"])
        except StoppedError as error:
            self._fail(f"Stopped. {self._so_far()}", options["json"], 128 + error.number)

    def _require_tables(self, as_json: bool) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._fail("The database is not ready: run manage.py migrate first. Nothing was written.", as_json)

    def _so_far(self) -> str:
        if not self.writing:
            return "Nothing was written."
        return "What was finished stays, and nothing is half-written; import the file again to go on from there."

    def _import(self, file: Path, console: Console, options: dict[str, Any]) -> None:
        with _progress(console) as progress:
            plan = self._validate(file, progress)
            if plan.faults:
                progress.stop()
                self._tell_faults(plan, options["json"])
            started = time.perf_counter()
            if options["dry_run"]:
                outcome = preview(plan)
            else:
                writing = progress.add_task("Writing", total=len(plan.entries))
                self.writing = True
                outcome = carry_out(file, plan, lambda lines: progress.advance(writing, lines), options["batch_size"])
        self._tell(outcome, time.perf_counter() - started, options)

    def _validate(self, file: Path, progress: Progress) -> Plan:
        checking = progress.add_task("Checking", total=file.stat().st_size if file.is_file() else None)
        return validate(file, lambda size: progress.advance(checking, size))

    def _tell_faults(self, plan: Plan, as_json: bool) -> None:
        count = len(plan.faults)
        message = f"{count} fault{'s' if count > 1 else ''}; nothing was written."
        if as_json:
            self.stdout.write(json.dumps({"ok": False, "faults": [fault.as_dict() for fault in plan.faults]}, indent=2))
        else:
            for fault in plan.faults:
                self.stdout.write(str(fault))
        raise CommandError(message)

    def _fail(self, message: str, as_json: bool, code: int = 1) -> None:
        if as_json:
            self.stdout.write(json.dumps({"ok": False, "error": message}, indent=2))
        raise CommandError(message, returncode=code)

    def _tell(self, outcome: Outcome, seconds: float, options: dict[str, Any]) -> None:
        rate = outcome.pages / seconds if seconds and not options["dry_run"] else None
        if options["json"]:
            told = {"ok": True, "dry_run": options["dry_run"], **asdict(outcome), "seconds": round(seconds, 3)}
            told["pages_per_second"] = rate and round(rate, 1)
            self.stdout.write(json.dumps(told, indent=2))
            return
        would = "Would be created" if options["dry_run"] else "Created"
        text = f"{would}: {outcome.created}, updated: {outcome.updated}, unchanged: {outcome.unchanged}."
        if rate and outcome.pages:
            text += f" {outcome.pages} pages in {seconds:.1f} s, {rate:.0f} a second."
        self.stdout.write(text)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console
    )
