"""An import that is ended, for real, leaves whole batches and says how to go on; the next run does."""

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

COUNT = 150
LINES: list[Line] = [
    {
        "type": "article",
        "id": f"a{number}",
        "title": f"Article {number}",
        # Far ahead: most of what a batch mentions comes in a later one.
        "related_pins": [f"a{(number + 75) % COUNT}"],
        "body": [{"type": "rich_text", "html": f"<p>Text of article {number}.</p>"}],
    }
    for number in range(COUNT)
]


ENDINGS = [
    (signal.SIGKILL, -signal.SIGKILL, ""),
    (signal.SIGINT, 130, "Stopped. What was finished stays"),
    (signal.SIGTERM, 143, "Stopped. What was finished stays"),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.databases
@pytest.mark.parametrize(("ending", "code", "said"), ENDINGS)
def test_an_import_that_is_ended_goes_on(
    folder: Path, command_environment: dict[str, str], ending: signal.Signals, code: int, said: str
) -> None:
    command = [sys.executable, "manage.py", "import_content", str(write_file(folder, LINES)), "--batch-size", "10"]
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=command_environment, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 60
    while finished() < COUNT // 5:
        assert process.poll() is None, process.stderr and process.stderr.read()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(ending)
    _, told = process.communicate()
    assert process.returncode == code
    assert said in told
    assert "Traceback" not in told
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
