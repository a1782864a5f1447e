"""The embedded engine keeps the contract; and what only it has: folders, one writer, damage."""

import subprocess
import sys
from pathlib import Path

import pytest

from search.engines.embedded.engine import EmbeddedEngine
from search.engines.embedded.generations import Folders
from search.errors import EngineBusyError, EngineDownError
from search.plans import Filters, Plan
from tests.search.damage import overwrite
from tests.search.engine_contract import EngineContract
from tests.search.engine_contract.asking import HERE, fill, found, words
from tests.search.index_documents import document


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "search"


@pytest.fixture
def engine(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


class TestContract(EngineContract):
    pass


def test_readers_see_commits_and_swaps_of_another_engine_object(engine: EmbeddedEngine, folder: Path) -> None:
    reader = EmbeddedEngine(folder)
    generation = fill(engine, [document(1, "Back pain")])
    assert found(reader, words("pain")) == [1]
    engine.apply(generation, [document(2, "Neck pain", sequence=2)], 2)
    assert set(found(reader, words("pain"))) == {1, 2}
    engine.close()
    fill(engine, [document(3, "Pain")])
    engine.drop(generation)
    assert found(reader, words("pain")) == [3]


def test_a_second_writer_is_told_so(engine: EmbeddedEngine, folder: Path) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    with pytest.raises(EngineBusyError, match="Another process is writing"):
        EmbeddedEngine(folder).apply(generation, [document(2, "Neck pain")], 2)
    engine.close()
    EmbeddedEngine(folder).apply(generation, [document(2, "Neck pain")], 2)


def test_a_writer_killed_before_its_commit_leaves_the_last_commit_and_no_lock(
    engine: EmbeddedEngine, folder: Path
) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    engine.close()
    killed = (
        "import os, signal, sys; from pathlib import Path;"
        "from search.engines.embedded import writer;"
        "from tests.search.index_documents import document;"
        "writer.checkpoint_row = lambda _: os.kill(os.getpid(), signal.SIGKILL);"
        f"writer.Writer(Path({str(folder / 'generations' / generation)!r})).apply([document(2, 'Neck pain')], 2)"
    )
    ended = subprocess.run([sys.executable, "-c", killed], check=False, capture_output=True)
    assert ended.returncode == -9, ended.stderr.decode()
    assert found(engine, words("pain")) == [1]
    assert engine.health().checkpoint == 1
    engine.apply(generation, [document(2, "Neck pain", sequence=2)], 2)
    assert set(found(engine, words("pain"))) == {1, 2}


@pytest.mark.parametrize("suffix", ["fast", "idx", "store", "term"])
def test_a_damaged_file_is_told_and_never_a_crash(engine: EmbeddedEngine, folder: Path, suffix: str) -> None:
    generation = fill(engine, [document(number, f"Back pain {number}", text="words " * 50) for number in range(1, 200)])
    engine.close()
    for file in (folder / "generations" / generation).glob(f"*.{suffix}"):
        content = file.read_bytes()
        overwrite(file, content[:10] + bytes(255 - byte for byte in content[10:30]) + content[30:])
    fresh = EmbeddedEngine(folder)
    with pytest.raises(EngineDownError, match=r"damaged\. Build it again: manage\.py search_index rebuild"):
        fresh.search(Plan(Filters(HERE), words("pain")))
    assert not fresh.health().ok
    assert [(one.active, one.checkpoint) for one in fresh.generations()] == [(True, None)]
    with pytest.raises(EngineDownError, match="damaged"):
        fresh.apply(generation, [document(1, "Pain", sequence=500)], 500)
    fill(fresh, [document(1, "Pain")])
    fresh.drop(generation)
    assert found(fresh, words("pain")) == [1]


@pytest.mark.parametrize("suffix", ["fast", "idx", "store", "term"])
def test_half_a_file_of_a_writer_at_work_or_killed_is_no_damage(
    engine: EmbeddedEngine, folder: Path, suffix: str
) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    engine.close()
    (folder / "generations" / generation / f"{'0' * 32}.{suffix}").write_bytes(b"half of it")
    fresh = EmbeddedEngine(folder)
    assert fresh.health().checkpoint == 1
    assert found(fresh, words("pain")) == [1]


def test_a_generation_that_another_process_drops_while_it_is_listed_is_none(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = fill(engine, [document(1, "Back pain")]), fill(engine, [document(1, "Back pain")])
    engine.close()
    names = Folders.names

    def names_before_it_goes(folders: Folders) -> list[str]:
        listed = names(folders)
        if gone in listed:
            folders.drop(gone)
        return listed

    monkeypatch.setattr(Folders, "names", names_before_it_goes)
    assert [one.name for one in engine.generations()] == [kept]


def test_a_generation_without_its_format_is_listed_as_damaged(engine: EmbeddedEngine, folder: Path) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    (folder / "generations" / generation / "format.json").unlink()
    assert [(one.name, one.active, one.checkpoint) for one in engine.generations()] == [(generation, True, None)]


def test_a_missing_folder_is_told(engine: EmbeddedEngine, folder: Path) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    engine.close()
    (folder / "generations" / generation).rename(folder / "elsewhere")
    with pytest.raises(EngineDownError, match="search_index rebuild"):
        engine.search(Plan(Filters(HERE), words("pain")))
    (folder / "elsewhere").rename(folder / "generations" / generation)
    assert found(engine, words("pain")) == [1]


def test_what_a_killed_process_left_half_made_is_not_a_generation(engine: EmbeddedEngine, folder: Path) -> None:
    generation = fill(engine, [document(1, "Back pain")])
    (folder / "generations" / ".20260101T000000000000-ffff.new").mkdir()
    assert [one.name for one in engine.generations()] == [generation]
    engine.create()
    assert not list((folder / "generations").glob(".*"))
