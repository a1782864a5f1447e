"""A site of its own for a measurement: a database filled with made-up articles, indexed, and the environment that leads there."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bench.delivery import articles

NO_LIMIT = "1000000000/second"
"""Counted like any other limit, and never reached."""


def environment(folder: Path, database: Mapping[str, str]) -> dict[str, str]:
    """A deployment's, but for limits that one visitor cannot reach."""
    return {
        **os.environ,
        **database,
        "DJANGO_SETTINGS_MODULE": "bench.delivery.settings",
        "TOPICHUB_VAR": str(folder),
        "TOPICHUB_SECRET_KEY": "for-a-measurement-only-and-known-to-everybody-who-reads-this",
        "TOPICHUB_HOSTS": "127.0.0.1",
        "TOPICHUB_SEARCH": "embedded",
        "TOPICHUB_COUNT_QUERIES": "off",
        "TOPICHUB_LIMIT_DELIVERY": NO_LIMIT,
        "TOPICHUB_LIMIT_SEARCHES": NO_LIMIT,
    }


def fill(folder: Path, count: int, told: Mapping[str, str]) -> None:
    """Make the database and the index; a folder that has them already is left as it is."""
    filled = folder / f"filled-{count}"
    if filled.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    content = folder / "articles.jsonl"
    articles.write(count, content)
    for command in (
        ["migrate", "-v0"],
        ["collectstatic", "--no-input", "-v0"],
        ["import_content", str(content)],
        ["search_index", "rebuild"],
        # What Wagtail's own `search=` reads.
        ["update_index", "-v0"],
    ):
        subprocess.run([sys.executable, "manage.py", *command], env=dict(told), check=True)
    filled.touch()
