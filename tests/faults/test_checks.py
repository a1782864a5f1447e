"""The faults' checks find what they are there for: a bug is put into a copy of the source, and the fault falls short on it."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.machine import REPOSITORY

LEFT_OUT = shutil.ignore_patterns(".*", "var", "node_modules", "__pycache__", "*.egg-info", "docs")

pytestmark = pytest.mark.exhaustive


@dataclass(frozen=True, slots=True)
class Bug:
    """A change of the source, and what the fault says of it."""

    fault: str
    file: str
    right: str
    wrong: str
    told: str


BUGS = {
    "checkpoint before the write": Bug(
        "F1",
        "search/indexer.py",
        "        engine.apply(generation, documents, since if keep_checkpoint else None)\n",
        "        engine.apply(generation, [], since)\n        engine.apply(generation, documents, None)\n",
        "missing|stale|leaked",
    ),
    "checkpoint of a rebuild taken late": Bug(
        "F6",
        "search/lifecycle.py",
        "    engine.apply(generation, [], max(noted, reached))\n    follow(engine, generation, max(noted, reached), advance)\n",
        '    __import__("time").sleep(1)\n    engine.apply(generation, [], log.head())\n',
        "missing|stale|leaked",
    ),
    "a sequence without the lock": Bug(
        "F5",
        "cms/published/marks.py",
        "    return LogHead.objects.select_for_update().get(id=1)\n",
        "    return LogHead.objects.get(id=1)\n",
        "not held as the log has them|came after|duplicate key value",
    ),
    "a reconciler that leaves pages out": Bug(
        "F8",
        "cms/published/reconcile.py",
        "    return sorted({*pages, *rows})\n",
        "    return sorted({*pages, *rows})[:40]\n",
        "after reconciling",
    ),
}


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_makes_the_fault_fall_short(name: str, tmp_path: Path, elasticsearch_url: str) -> None:
    bug, copy = BUGS[name], tmp_path / "copy"
    shutil.copytree(REPOSITORY, copy, ignore=LEFT_OUT)
    file = copy / bug.file
    source = file.read_text()
    assert source.count(bug.right) == 1
    file.write_text(source.replace(bug.right, bug.wrong))
    environment = {**os.environ, "ELASTICSEARCH_URL": elasticsearch_url}
    done = subprocess.run(
        [sys.executable, "-m", "faults", "--quick", bug.fault],
        cwd=copy, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "FALLS SHORT" in done.stdout
    assert any(one in done.stdout for one in bug.told.split("|")), done.stdout
