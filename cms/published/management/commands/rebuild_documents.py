"""Renders every published document again, such as after a new version of the renderer."""

import json

from django.core.management.base import BaseCommand, CommandParser
from rich.progress import Progress

from cms.published.reconcile import begin_rebuild, rebuild


class Command(BaseCommand):
    help = "Render every published document again. Stopped half-way, the next run goes on where this one ended."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print the result as JSON, and no progress bar.")

    def handle(self, *_: object, **options: object) -> None:
        left = begin_rebuild()
        with Progress(disable=bool(options["json"])) as progress:
            task = progress.add_task("Rendering documents", total=left)
            done = 0
            for rendered in rebuild():
                done += rendered
                progress.advance(task, rendered)
        self.stdout.write(json.dumps({"rendered": done}) if options["json"] else f"{done} documents rendered.")
