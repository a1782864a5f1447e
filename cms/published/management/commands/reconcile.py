"""Compares the log with freshly rendered documents and mends what differs."""

import json

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from cms.published.reconcile import every_page_id, reconcile


class Command(BaseCommand):
    help = "Compare every document, address and tombstone with the pages as they are, and mend what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print the result as JSON, and no progress bar.")

    def handle(self, *_: object, **options: object) -> None:
        with Progress(disable=bool(options["json"])) as progress:
            task = progress.add_task("Comparing", total=len(every_page_id()))
            findings = reconcile(lambda n: progress.advance(task, n))
        if options["json"]:
            self.stdout.write(json.dumps(findings.as_dict()))
        else:
            self.stdout.write(f"{findings.looked_at} pages looked at, {findings.mended} rows mended.")
