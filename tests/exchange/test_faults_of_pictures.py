"""Picture files that cannot be used, and pictures without a description."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.exchange.faulty import IMAGE, body, faults, problem
from tests.exchange.sample import picture, write_file

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("pictures/none.png", "There is no file"),
        ("pictures", "is not a file"),
        ("../secret.png", "leads out of"),
        ("pictures/../../secret.png", "leads out of"),
        ("/etc/hostname", "leads out of"),
        ("link.png", "leads out of"),
        ("links/secret.png", "leads out of"),
        ("loop.png", "There is no file"),
        ("fake.png", "is not a picture"),
        ("pictures/hill.jpg", "is not a picture"),
        ("cut.png", "is damaged"),
        ("notes.txt", "is not a picture"),
        ("a" * 200 + "/" + "b" * 50, "There is no file"),
    ],
)
def test_picture_files(folder: Path, file: str, said: str) -> None:
    write_file(folder, [])
    (folder.parent / "secret.png").write_bytes(picture())
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "links").symlink_to(folder.parent)
    (folder / "loop.png").symlink_to(folder / "loop.png")
    (folder / "fake.png").write_text("<svg onload='x'/>")
    (folder / "notes.txt").write_text("x")
    (folder / "pictures" / "hill.jpg").write_bytes(picture())
    noise = Image.effect_noise((300, 300), 80)
    noise.save(folder / "whole.png")
    (folder / "cut.png").write_bytes((folder / "whole.png").read_bytes()[:20_000])
    field, told = problem(folder, {**IMAGE, "file": file})
    assert field == "file"
    assert said in told


def test_a_picture_too_large(folder: Path, settings: Any) -> None:
    write_file(folder, [])
    size = (folder / "pictures" / "hill.png").stat().st_size
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = size - 1
    assert f"has {size:,} bytes; at most {size - 1:,}" in problem(folder, IMAGE)[1]
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = size
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60 * 40 - 1
    assert "too many pixels" in problem(folder, IMAGE)[1]


def test_a_picture_without_words(folder: Path) -> None:
    bare = {**IMAGE, "alt": ""}
    found = faults(folder, bare, body({"type": "image", "image": "i"}, {"type": "image", "image": "i", "alt": "x"}))
    assert found == [(2, "body[0].alt", "is empty, and the picture “i” has no description of its own.")]
