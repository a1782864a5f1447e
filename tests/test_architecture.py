"""Imports point down: each import-linter contract of pyproject.toml, broken once on purpose in a copy of the tree."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = ("cms", "search", "home", "evaluation")

VIOLATIONS = {
    "Imports point down": [
        ("cms/content/names.py", "import home.models"),
        ("home/site.py", "import cms.published.log"),
        ("cms/published/log.py", "import search.results"),
        ("search/results.py", "import cms.delivery.apps"),
        ("cms/delivery/apps.py", "import cms.exchange.format"),
        ("cms/exchange/apps.py", "import cms.preview.tokens"),
        ("cms/preview/tokens.py", "import cms.doors.addresses"),
        ("cms/doors/apps.py", "import cms.api"),
        ("cms/api.py", "import cms.urls"),
        ("cms/urls.py", "import evaluation.apps"),
    ],
    "Search knows documents, not pages (but for its admin screens)": [
        ("search/results.py", "import wagtail.models"),
        ("search/results.py", "import cms.content.models"),
    ],
    "The documents' contract and the query plan are plain functions and types": [
        ("cms/published/schema/base.py", "import django.utils.text"),
        ("search/queries.py", "import django.conf"),
        ("search/queries.py", "import cms.published.log"),  # and not through another module either
    ],
    "Only its engine imports elasticsearch": [("search/engines/embedded/__init__.py", "import elasticsearch.dsl")],
    "Only its engine imports tantivy": [("search/engines/elasticsearch/__init__.py", "import tantivy")],
    "Only cms.published touches the log's tables; others call log.py": [
        ("cms/delivery/apps.py", "import cms.published.models"),
    ],
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            REPOSITORY / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "*.jsonl")
        )
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False, env={"COLUMNS": "200"})


def test_the_tree_keeps_every_contract(tree: Path) -> None:
    done = lint(tree)
    assert done.returncode == 0, done.stdout
    for contract in VIOLATIONS:
        assert f"{contract} KEPT" in done.stdout
    assert f"{len(VIOLATIONS)} kept, 0 broken" in done.stdout, "a contract has no deliberate violation here"


@pytest.mark.parametrize(
    ("contract", "path", "line"),
    [(contract, path, line) for contract, broken in VIOLATIONS.items() for path, line in broken],
)
def test_a_violation_breaks_its_contract(tree: Path, contract: str, path: str, line: str) -> None:
    target = tree / path
    target.write_text(f"{target.read_text()}\n{line}\n")
    done = lint(tree)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("search/console/__init__.py", "import wagtail.admin\nimport cms.content.models"),
        ("search/engines/elasticsearch/__init__.py", "import elasticsearch.dsl"),
        ("search/engines/embedded/__init__.py", "import tantivy"),
    ],
)
def test_the_one_place_that_may_is_let(tree: Path, path: str, line: str) -> None:
    target = tree / path
    target.write_text(f"{target.read_text()}\n{line}\n")
    assert lint(tree).returncode == 0
