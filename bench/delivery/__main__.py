"""Measure documents, lists and searches beside Wagtail's API v2 and Directus, and write the page that tells of it.

    python -m bench.delivery [--articles 10000] [--rounds 5] [--seconds 2] [--databases sqlite postgresql] [--directus] [--page FILE]

Makes a site of made-up articles on each database (in var/bench, where the next run finds them), and measures in one run, in turn:
processor time of a request in process, and requests a second over HTTP. Takes about half an hour the first time.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bench.delivery import directus, over_http, page, sites
from bench.delivery.asked import CACHED, DIRECTUS, OWN, V2, Question
from scripts import postgresql
from scripts.machine import free_port

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var" / "bench"


@contextmanager
def _database(name: str, folder: Path) -> Iterator[Mapping[str, str]]:
    if name == "sqlite":
        yield {"TOPICHUB_DATABASE": "sqlite"}
        return
    cluster = folder / "cluster"
    try:
        yield postgresql.start(cluster, free_port())
    finally:
        postgresql.stop(cluster)


def _told(module: str, environment: Mapping[str, str], *options: str) -> str:
    command = [sys.executable, "-m", module, *options]
    return subprocess.run(command, env=dict(environment), check=True, stdout=subprocess.PIPE, text=True).stdout


def measure(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Everything that is measured on one database."""
    folder = VAR / f"{name}-{options.articles}"
    with _database(name, folder) as database:
        environment = sites.environment(folder, database)
        sites.fill(folder, options.articles, environment)
        asked = [
            Question(**{**one, "paths": tuple(one["paths"])})
            for one in json.loads(_told("bench.delivery.asked", environment))
        ]
        in_process = json.loads(
            _told(
                "bench.delivery.in_process",
                environment,
                "--rounds",
                str(options.rounds),
                "--seconds",
                str(options.seconds),
            )
        )
        with over_http.serving(environment) as address, ExitStack() as stack:
            addresses: dict[str, str] = dict.fromkeys((OWN, V2, CACHED), address)
            if options.directus:
                articles = over_http.every_article(address)
                addresses[DIRECTUS] = stack.enter_context(
                    directus.running(folder, database, articles, options.articles)
                )
            at = [(addresses[question.whom], question) for question in asked if question.whom in addresses]
            http = over_http.measure(at, folder, rounds=options.rounds, seconds=options.seconds)
        return {"in_process": in_process, "http": http}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--directus", action="store_true", help="also beside Directus, installed with npm")
    parser.add_argument("--page", type=Path)
    options = parser.parse_args()
    over_http.provide()
    found = {name: measure(name, options) for name in options.databases}
    VAR.mkdir(parents=True, exist_ok=True)
    (VAR / "found.json").write_text(json.dumps(found, indent=1))
    text = page.written(found, " ".join(sys.argv[1:]), options.articles)
    if options.page:
        options.page.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
