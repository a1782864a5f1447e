"""manage.py convert_collection COLLECTION.jsonl.gz OUT.jsonl [--without-other-names]"""

import gzip
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.exchange.collection import ConversionError, convert
from cms.exchange.reading import UnreadableFileError, read_lines


class Command(BaseCommand):
    help = "Converts a collection of health articles (see docs/import.md) to a file that import_content reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("collection", type=Path)
        parser.add_argument("out", type=Path, help="written anew; compressed if its name ends in .gz")
        parser.add_argument(
            "--without-other-names", action="store_true", help="leave out the synonyms, to measure search without them"
        )

    def handle(self, *_: Any, collection: Path, out: Path, **options: Any) -> None:
        partial = out.with_name(out.name + ".partial")
        opened = gzip.open if out.suffix == ".gz" else open
        count = 0
        try:
            with opened(partial, "wt", encoding="utf-8") as file:
                for raw in read_lines(collection):
                    line = convert(raw, with_other_names=not options["without_other_names"])
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    count += 1
        except (ConversionError, UnreadableFileError) as error:
            partial.unlink(missing_ok=True)
            raise CommandError(str(error)) from error
        except OSError as error:
            msg = f"{out} cannot be written: {error.strerror or error}."
            raise CommandError(msg) from error
        partial.replace(out)
        self.stdout.write(f"{count:,} articles in {out}. Import them with: manage.py import_content {out}")
