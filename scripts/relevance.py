"""Measure search on a judged collection: `python -m scripts.relevance DATA SPLIT OUT`, as `make relevance` runs it.

DATA holds `collection.jsonl.gz`, `queries-SPLIT.jsonl` and judgements `qrels-SET-SPLIT.txt` (or `qrels-SET-…-SPLIT.txt`). Its
articles are imported into scratch databases and indices twice: without their other names (C1), and with them (C2). Both
engines answer every set whose files are there. OUT gets each run, `ENGINE-CONDITION-SET.run`, and `relevance.md`.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts import elasticsearch, service
from scripts.machine import REPOSITORY, UnavailableError, end_tidily, say

ENGINES = ("embedded", "elasticsearch")
CONDITIONS = {"C1": ("--without-other-names",), "C2": ()}
INTRODUCTION = """# How well search finds

{articles} articles, queries of the split “{split}”, asked through the delivery API. C1: other names not indexed; C2: indexed.
In brackets the 95 % interval over queries. The runs lie beside this page.
"""


class RelevanceError(Exception):
    """It cannot be measured; the message says why."""


@dataclass(frozen=True, slots=True)
class Scratch:
    """One condition's database, files and indices."""

    condition: str
    folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str | Path) -> str:
        """Run a `manage.py` command and return what it wrote. Raises RelevanceError with its complaint."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=REPOSITORY, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            msg = f"manage.py {arguments[0]} failed:\n{done.stderr[-3000:]}"
            raise RelevanceError(msg)
        return done.stdout

    def fill(self, collection: Path) -> None:
        converted = self.folder / "collection.jsonl"
        self.manage("migrate", "--verbosity", "0")
        self.manage("convert_collection", collection, converted, *CONDITIONS[self.condition])
        self.manage("import_content", converted, "--json")
        for engine in ENGINES:
            self.manage("search_index", "rebuild", "--engine", engine, "--json")
        say(f"{self.condition}: imported and indexed.")

    def evaluate(self, data: Path, split: str, out: Path) -> list[dict[str, Any]]:
        measured = []
        queries = data / f"queries-{split}.jsonl"
        for name, judgements in judged_sets(data, split).items():
            for engine in ENGINES:
                run = out / f"{engine}-{self.condition}-{name}.run"
                asked = ("--queries", queries, "--qrels", judgements, "--set", name, "--engine", engine)
                told = self.manage("evaluate_search", *asked, "--run-out", run, "--json")
                measured.append({"condition": self.condition, **json.loads(told)})
                say(f"{self.condition}, {engine}, {name}: {_shown(measured[-1]['figures'][0])}")
        return measured


def judged_sets(data: Path, split: str) -> dict[str, Path]:
    """The judgements by the set's name, for every set of the split's queries that has some."""
    queries = data / f"queries-{split}.jsonl"
    if not queries.exists():
        msg = f"There is no {queries}."
        raise RelevanceError(msg)
    lines = queries.read_text(encoding="utf-8").splitlines()
    names = dict.fromkeys(json.loads(line)["set"] for line in lines if line.strip())
    found = {
        name: sorted([*data.glob(f"qrels-{name}-{split}.txt"), *data.glob(f"qrels-{name}-*-{split}.txt")])
        for name in names
    }
    return {name: files[0] for name, files in found.items() if files}


def measure(data: Path, split: str, out: Path, given: dict[str, str]) -> None:
    collection = data / "collection.jsonl.gz"
    if not collection.exists():
        msg = f"There is no {collection}."
        raise RelevanceError(msg)
    if not judged_sets(data, split):
        msg = f"{data} has no judgements for the split “{split}”: qrels-SET-{split}.txt."
        raise RelevanceError(msg)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="topichub-relevance-") as folder:
        scratches = list(_scratches(Path(folder), given))
        try:
            with ThreadPoolExecutor(len(scratches)) as pool:
                list(pool.map(lambda scratch: scratch.fill(collection), scratches))
                parts = list(pool.map(lambda scratch: scratch.evaluate(data, split, out), scratches))
        finally:
            for scratch in scratches:
                _drop_indices(given["ELASTICSEARCH_URL"], scratch.environment["ELASTICSEARCH_PREFIX"])
    (out / "relevance.md").write_text(_report([one for part in parts for one in part], collection, split), "utf-8")
    say(f"Written: {out / 'relevance.md'}")


def _scratches(folder: Path, given: dict[str, str]) -> Iterator[Scratch]:
    for condition in CONDITIONS:
        own = folder / condition
        own.mkdir()
        environment = {
            **os.environ,
            **given,
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "TOPICHUB_DATABASE": "sqlite",
            "TOPICHUB_VAR": str(own),
            "ELASTICSEARCH_PREFIX": f"relevance-{condition.lower()}-{secrets.token_hex(4)}",
        }
        yield Scratch(condition, own, environment)


def _drop_indices(url: str, prefix: str) -> None:
    """The server may be one that stays: leave none of our indices there. One by one: it refuses wildcards."""
    with urllib.request.urlopen(f"{url}/_cat/indices/{prefix}*?format=json&h=index&expand_wildcards=all") as answer:
        names = [row["index"] for row in json.load(answer)]
    for name in names:
        urllib.request.urlopen(urllib.request.Request(f"{url}/{name}", method="DELETE")).close()


def _shown(figure: dict[str, Any]) -> str:
    return f"{figure['name']} {figure['mean']:.3f} [{figure['low']:.3f}, {figure['high']:.3f}]"


def _report(measured: list[dict[str, Any]], collection: Path, split: str) -> str:
    count = subprocess.run(["gzip", "-dc", collection], capture_output=True, check=True).stdout.count(b"\n")
    lines = [INTRODUCTION.format(articles=f"{count:,}", split=split)]
    for condition in CONDITIONS:
        lines += [
            f"## {condition}",
            "",
            "| set | queries | measure | embedded | Elasticsearch |",
            "|---|---|---|---|---|",
        ]
        part = {(one["set"], one["engine"]): one for one in measured if one["condition"] == condition}
        for name in dict.fromkeys(name for name, _ in part):
            pair = [part[name, engine] for engine in ENGINES]
            for each in zip(*(one["figures"] for one in pair), strict=True):
                cells = (f"{one['mean']:.3f} [{one['low']:.3f}, {one['high']:.3f}]" for one in each)
                lines.append(f"| {name} | {pair[0]['queries']} | {each[0]['name']} | {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.relevance", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("split")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    end_tidily()
    try:
        with service.throwaway(elasticsearch.SERVICE) as given:
            measure(options.data.absolute(), options.split, options.out.absolute(), given)
    except (RelevanceError, UnavailableError) as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
