"""The small commands behind the Makefile."""

import socket
import subprocess
from pathlib import Path

import pytest

from scripts import links, port
from scripts.machine import REPOSITORY


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "other.md").write_text(
        "# A *title*, with `code`\n\n## Twice\n\n## Twice\n\n```\n# not a heading\n```\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    "link",
    [
        "[a](docs/other.md)",
        "[a](docs/other.md#a-title-with-code)",
        "[a](docs/other.md#twice-1)",
        "![a](docs/other.md)",
        "[a](#here)",
        "[a](https://example.org/nowhere)",
        "`[a](gone.md)`",
        "```\n[a](gone.md)\n```",
        '<a href="docs/other.md">a</a>',
        "[a][b]\n\n[b]: docs/other.md",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(pages: Path, link: str) -> None:
    (pages / "README.md").write_text(f"# Here\n\n{link}\n")
    assert list(links.faults(pages)) == []


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("[a](gone.md)", "README.md:3: gone.md: no such file"),
        ("[a](docs/other.md#gone)", "README.md:3: docs/other.md#gone: no such heading"),
        ("[a](docs/other.md#not-a-heading)", "README.md:3: docs/other.md#not-a-heading: no such heading"),
        ("[a](docs/other.md#twice-2)", "README.md:3: docs/other.md#twice-2: no such heading"),
        ("[a](#gone)", "README.md:3: #gone: no such heading"),
        ("![a](gone.svg)", "README.md:3: gone.svg: no such file"),
        ("[a][b]\n[b]: gone.md", "README.md:4: gone.md: no such file"),
    ],
)
def test_a_dead_link_is_told_with_its_page_and_line(pages: Path, link: str, reason: str) -> None:
    (pages / "README.md").write_text(f"# Here\n\n{link}\n")
    assert list(links.faults(pages)) == [reason]


@pytest.mark.parametrize("text", ["", "0", "65536", "x", "-1", "8000 ", "9" * 40, "٣٣٣", "8000\0"])
def test_what_is_no_port_is_told_so(text: str) -> None:
    assert port.refusal(text).startswith("PORT is a number from 1 to 65535")


def test_a_taken_port_is_told_with_another_to_choose() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        assert port.refusal(str(number)).startswith(f"Port {number} is taken by another program.")
    assert port.refusal(str(number)) == ""


def test_make_help_names_every_target_with_its_purpose() -> None:
    # Under `make test` this is a make within a make, which would tell of the folders it enters.
    command = ["make", "--no-print-directory", "help"]
    told = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    makefile = (REPOSITORY / "Makefile").read_text()
    targets = makefile.partition(".PHONY: ")[2].partition("\n")[0].split()
    assert [line.split()[1] for line in told.splitlines()] == targets
    assert all(len(line.split()) > 2 for line in told.splitlines())
