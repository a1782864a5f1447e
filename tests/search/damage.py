"""Damage done to the files of an index, as a failing disk does it."""

from pathlib import Path


def overwrite(file: Path, content: bytes) -> None:
    """Put other bytes of the same number into a file, in place.

    `write_bytes` would cut it off first. A process that has it mapped into memory, as tantivy's merging threads have in a
    test's own, is killed by the kernel when it looks there meanwhile.
    """
    assert len(content) == file.stat().st_size
    with file.open("r+b") as stored:
        stored.write(content)
