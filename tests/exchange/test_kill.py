"""An import that is killed, for real, leaves whole batches; the next run goes on from there."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from wagtail.models import Page

from cms.content.models import ArticlePage
from cms.exchange.models import ImportedObject
from cms.published import log
from tests.exchange.sample import Line, write_file

COUNT = 300
LINES: list[Line] = [
    {
        "type": "article",
        "id": f"a{number}",
        "title": f"Article {number}",
        # Far ahead: most of what a batch mentions comes in a later one.
        "related_pins": [f"a{(number + 150) % COUNT}"],
        "body": [{"type": "rich_text", "html": f"<p>Text of article {number}.</p>"}],
    }
    for number in range(COUNT)
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.databases
def test_sigkill(folder: Path, command_environment: dict[str, str]) -> None:
    path = write_file(folder, LINES)
    command = [sys.executable, "manage.py", "import_content", str(path), "--batch-size", "10"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=command_environment, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while finished() < COUNT // 5:
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stderr
    process.stderr.close()
    written = finished()
    assert 0 < written < COUNT
    assert written % 10 == 0
    assert public() == written == ArticlePage.objects.live().count()

    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=command_environment, capture_output=True, text=True, check=True
    )
    assert f"Created: {COUNT - written}, updated: 0, unchanged: {written}." in done.stdout
    assert public() == finished() == ArticlePage.objects.live().count() == COUNT
    assert Page.find_problems() == ([], [], [], [], [])
    assert sorted(ArticlePage.objects.values_list("title", flat=True)) == sorted(line["title"] for line in LINES)


def finished() -> int:
    return ImportedObject.objects.exclude(digest="").count()


def public() -> int:
    return sum(change.type == "article" for change in log.every_live())
