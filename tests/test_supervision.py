"""What `make demo` promises about its processes, shown on small ones."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import watchdog
from scripts.machine import REPOSITORY
from scripts.process import Process

# A parent with a child, as a web server with its worker: both write their number, then wait.
PAIR = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open("numbers", "a").write(f"{os.getpid()} {child.pid}\\n")
time.sleep(600)
"""

DEMO = """
import sys, time
from pathlib import Path
from scripts.machine import end_tidily
from scripts.supervision import Program, Supervisor
from scripts.watchdog import Watchdog
folder = Path(sys.argv[1])
programs = [Program("pair", [sys.executable, "pair.py"])]
programs += [Program("broken", [sys.executable, "-c", "import time; time.sleep(1.5); print('why it failed'); raise SystemExit(3)"])] * (len(sys.argv) > 2)
end_tidily()
tell = lambda line: print(line, flush=True)
with Watchdog() as watchdog, Supervisor(folder, programs, folder, tell, watchdog) as supervisor:
    while supervisor.is_running() and not supervisor.failed:
        time.sleep(0.05)
    print(supervisor.failed, supervisor.tail("broken"), flush=True)
    if not supervisor.is_running():
        print("The supervisor ended:", supervisor.ending(), flush=True)
"""


def eventually(look: Callable[[], Any], what: str) -> Any:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.05)
    pytest.fail(f"not seen within 30 seconds: {what}")


def numbers(folder: Path) -> list[list[int]]:
    """The pairs of process numbers so far: one pair for each start."""
    file = folder / "numbers"
    return [[int(number) for number in line.split()] for line in file.read_text().splitlines()] if file.exists() else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    # What is special to supervisord's configuration must not matter in a path.
    folder = tmp_path / "a 100% folder"
    folder.mkdir()
    (folder / "pair.py").write_text(PAIR)
    return folder


@pytest.fixture
def demo(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", DEMO, str(folder)]
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        yield running
        running.terminate()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_however_it_is_ended_it_leaves_no_process_and_no_pid_file(
    demo: subprocess.Popen[str], folder: Path, ending: signal.Signals
) -> None:
    pair = eventually(lambda: numbers(folder), "a first start")[0]
    watched = [Process.of(pid) for pid in pair]
    assert all(process.alive() for process in watched)

    os.killpg(demo.pid, ending)
    os.killpg(demo.pid, ending)  # an impatient hand
    demo.wait(timeout=30)

    assert not [process for process in watched if process.alive()]
    assert not list(folder.rglob("*.pid"))


def test_a_killed_program_is_started_again_and_its_worker_does_not_stay(
    demo: subprocess.Popen[str], folder: Path
) -> None:
    first = eventually(lambda: numbers(folder), "a first start")[0]
    os.kill(first[0], signal.SIGKILL)

    second = eventually(lambda: numbers(folder)[1:], "a second start")[0]

    assert second != first
    eventually(lambda: not Process.of(first[1]).alive(), "the end of the killed program's worker")
    assert demo.stdout
    assert "pair ended (terminated by SIGKILL" in demo.stdout.readline()


def test_a_killed_supervisor_takes_its_programs_along(demo: subprocess.Popen[str], folder: Path) -> None:
    pair = eventually(lambda: numbers(folder), "a first start")[0]
    watched = [Process.of(pid) for pid in pair]
    os.kill(int((folder / "run" / "supervisord.pid").read_text()), signal.SIGKILL)
    said, _ = demo.communicate(timeout=30)
    assert not [process for process in watched if process.alive()]
    assert "The supervisor ended: it was ended by SIGKILL." in said


def test_killed_outright_it_still_leaves_nothing(demo: subprocess.Popen[str], folder: Path) -> None:
    pair = eventually(lambda: numbers(folder), "a first start")[0]
    supervisor = int((folder / "run" / "supervisord.pid").read_text())
    watched = [Process.of(pid) for pid in [*pair, supervisor]]

    os.killpg(demo.pid, signal.SIGKILL)

    eventually(lambda: not [process for process in watched if process.alive()], "the end of all it had started")


def test_a_group_that_does_not_end_when_asked_is_ended_by_the_watchdog(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "GRACE_SECONDS", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(600)"
    command = [sys.executable, "-c", deaf]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as program:
        assert program.stdout
        program.stdout.readline()
        threading.Thread(target=program.wait).start()  # its parent, who would wait for it, as init does after a kill
        watchdog.end({program.pid: False})
    assert program.returncode == -signal.SIGKILL


def test_a_program_that_does_not_stay_up_is_named_with_its_own_words(folder: Path) -> None:
    command = [sys.executable, "-c", DEMO, str(folder), "with broken"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False)
    assert "broken" in done.stdout
    assert "why it failed" in done.stdout
    assert not [pid for pair in numbers(folder) for pid in pair if Process.of(pid).alive()]
