"""What the commands for local services share, shown on one that is only a folder."""

import os
import sys
from pathlib import Path

import pytest

from scripts import service
from scripts.service import Service

TELLING = "import os, pathlib; pathlib.Path('told').write_text(os.environ['WHERE'])"


class Folder:
    """A service that is its folder, and remembers which one that was."""

    def __init__(self) -> None:
        self.last = Path()

    def start(self, folder: Path, port: int) -> dict[str, str]:
        self.last = folder
        (folder / "data").write_text(str(port))
        return {"WHERE": str(folder)}

    def stop(self, folder: Path) -> None:
        (folder / "data").unlink()


def as_service(folder: Folder, given: dict[str, str] | None = None) -> Service:
    return Service(
        name="folder",
        folder="folder",
        port=1,
        provide=lambda: None,
        start=folder.start,
        stop=folder.stop,
        is_running=lambda path: (path / "data").exists(),
        given=lambda: given or {},
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOPICHUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(service, "end_tidily", lambda: None)  # the signals of this process are pytest's
    return Folder()


def run(asked: Service, *arguments: str) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["program", *arguments])
        return service.main(asked, "What it is.")


def test_a_command_runs_with_a_server_of_its_own_that_is_gone_afterwards(folder: Folder) -> None:
    assert run(as_service(folder), "run", "--", sys.executable, "-c", TELLING) == 0
    assert Path("told").read_text() == str(folder.last)
    assert not folder.last.exists()


def test_the_exit_code_of_the_command_is_passed_on(folder: Folder) -> None:
    assert run(as_service(folder), "run", "--", sys.executable, "-c", "raise SystemExit(7)") == 7


def test_a_given_server_is_used_and_left_alone(folder: Folder) -> None:
    given = as_service(folder, {"WHERE": "elsewhere"})
    assert run(given, "run", "--", sys.executable, "-c", TELLING) == 0
    assert Path("told").read_text() == "elsewhere"
    assert folder.last == Path()


def test_a_program_that_is_not_there_is_named(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(as_service(folder), "run", "--", "no-such-program") == 1
    assert "There is no program no-such-program to run." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["run"], ["start", "--", "true"]])
def test_a_command_belongs_to_run_and_run_to_a_command(
    folder: Folder, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(as_service(folder), *arguments)
    assert "follows `run --`" in capsys.readouterr().err


def test_status_tells_whether_it_runs_and_where_its_data_is(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    where = Path(os.environ["TOPICHUB_CACHE"]) / "folder-1"
    assert run(as_service(folder), "status") == 1
    where.mkdir(parents=True)
    assert run(as_service(folder), "start") == 0
    assert run(as_service(folder), "status") == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"running; data and log in {where}"
