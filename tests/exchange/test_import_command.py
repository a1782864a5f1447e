"""`manage.py import_content`: what it reads, tells and answers."""

import gzip
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError

from cms.exchange.models import ImportedObject
from home.models import HomePage
from tests.exchange.sample import SAMPLE, changed, import_lines, picture, run_command, write_file

pytestmark = pytest.mark.django_db


def test_a_dry_run_tells_and_writes_nothing(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    told = run_command(path, "--dry-run")
    assert (told["ok"], told["dry_run"], told["created"], told["pages"]) == (True, True, len(SAMPLE), 6)
    assert not ImportedObject.objects.exists()
    assert not HomePage.objects.exists()
    import_lines(folder, SAMPLE)
    write_file(folder, [*changed(SAMPLE, "pacing", title="Other"), {"type": "article", "id": "new", "title": "New"}])
    told = run_command(path, "--dry-run")
    assert (told["created"], told["updated"], told["unchanged"]) == (1, 1, len(SAMPLE) - 1)


def test_compressed_files(folder: Path) -> None:
    path = write_file(folder, SAMPLE)
    compressed = gzip.compress(path.read_bytes())
    (folder / "site.jsonl.gz").write_bytes(compressed)
    assert run_command(folder / "site.jsonl.gz")["created"] == len(SAMPLE)
    (folder / "cut.jsonl.gz").write_bytes(compressed[:-100])
    with pytest.raises(CommandError, match=r"cut\.jsonl\.gz is damaged or cut off"):
        call_command("import_content", str(folder / "cut.jsonl.gz"))
    (folder / "bad.jsonl.gz").write_bytes(compressed[:50] + b"\0" * 50 + compressed[100:])
    with pytest.raises(CommandError, match=r"bad\.jsonl\.gz is damaged or cut off"):
        call_command("import_content", str(folder / "bad.jsonl.gz"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.jsonl"], r"none\.jsonl cannot be read: No such file"),
        (["."], "cannot be read: Is a directory"),
        (["none.jsonl", "--batch-size", "0"], "“0” is not a number from 1 to 5000"),
        (["none.jsonl", "--batch-size", "9" * 30], "is not a number from 1 to 5000"),
        (["none.jsonl", "--batch-size", "²"], "is not a number from 1 to 5000"),
    ],
)
def test_bad_arguments(arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("import_content", *arguments)


def test_an_empty_file(folder: Path) -> None:
    assert run_command(write_file(folder, []))["created"] == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04\x14\0", "is a ZIP archive or an office document, not JSON lines. Unpack it"),
        (b"BZh91AY", "compressed with bzip2, not JSON lines"),
        (b"\xfd7zXZ\0\0", "compressed with xz, not JSON lines"),
        (b"\x28\xb5\x2f\xfd\0", "compressed with zstd, not JSON lines"),
        ('{"type": "article"}'.encode("utf-16"), "is UTF-16 text, not JSON lines. Save it as UTF-8"),
        (picture(), "is a picture, not JSON lines"),
        (b"%PDF-1.7", "is a PDF, not JSON lines"),
    ],
)
def test_the_wrong_file(folder: Path, content: bytes, said: str) -> None:
    (folder / "wrong.jsonl").write_bytes(content)
    with pytest.raises(CommandError, match=re.escape(said)):
        call_command("import_content", str(folder / "wrong.jsonl"))


def test_a_pipe(folder: Path) -> None:
    """It could be read only once: checked, and nothing left to write."""
    os.mkfifo(folder / "pipe")
    with pytest.raises(CommandError, match="is not a file but a pipe or a device"):
        call_command("import_content", str(folder / "pipe"))


def test_files_as_other_machines_write_them(folder: Path) -> None:
    """Byte order marks, also where files were put together; line ends of Windows; empty lines."""
    path = write_file(folder, SAMPLE)
    first, *rest = path.read_bytes().splitlines()
    mark = b"\xef\xbb\xbf"
    path.write_bytes(mark + first + b"\r\n \t\r\n\r\n" + b"\r\n".join(mark + line for line in rest))
    assert run_command(path)["created"] == len(SAMPLE)


def test_what_would_steer_a_terminal_is_not_printed(folder: Path) -> None:
    path = write_file(
        folder, [{"type": "\x1b]0;owned\x07", "id": "a"}, {"type": "person", "id": "p", "\x1b[2J\u202e": 1}]
    )
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_content", str(path), stdout=out)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out.getvalue())
    assert "line 1, type: “�]0;owned�” is not one of the values" in out.getvalue()


def test_a_database_without_tables(folder: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "TOPICHUB_DATABASE": "sqlite",
        "TOPICHUB_TEST_DATABASE": str(folder / "new.sqlite3"),
    }
    command = [sys.executable, "manage.py", "import_content", str(write_file(folder, SAMPLE))]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "run manage.py migrate first. Nothing was written." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OperationalError("database is locked")])
def test_a_machine_that_fails_in_the_middle(folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_file(folder, SAMPLE)

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr("cms.exchange.page_batches.write_imported", fail)
        with pytest.raises(CommandError, match=r"What was finished stays, .*; import the file again to go on"):
            call_command("import_content", str(path))
    assert run_command(path)["unchanged"] == 5
