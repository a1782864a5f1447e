"""Files made to fill the memory, to take for ever or to reach other files: refused at once, in plain words, with nothing written."""

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from wagtail.images import get_image_model
from wagtail.models import Page

from cms.exchange.models import ImportedObject
from tests import factories
from tests.exchange.sample import picture

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 2.0
MEMORY = 100_000_000
MEGABYTE = 1_000_000
ROOT = Path(__file__).resolve().parents[2]
Line = dict[str, Any]
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
    + ']><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>&a11;</text></svg>'
)


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A true picture of one colour: its rows are zeros, so that millions of them are a few kilobytes."""
    packer = zlib.compressobj(9)
    row = bytes(1 + -(-width // 8))
    rows = b"".join([*(packer.compress(row * 100) for _ in range(height // 100)), packer.flush()])
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(5):
            archive.writestr(f"{number}.jsonl", bytes(20 * MEGABYTE))
    return packed.getvalue()


def gzip_bomb(content: bytes, times: int) -> bytes:
    """`content` so many times over. Members one after the other are one file, and quick to make."""
    return gzip.compress(content, 9) * times


def rich(html: str) -> Line:
    return {"type": "article", "id": "a", "title": "A", "body": [{"type": "rich_text", "html": html}]}


def image(file: str) -> Line:
    return {"type": "image", "id": "i", "title": "A picture", "alt": "A hill.", "file": file}


NESTED = "[" * 1_000_000
LINES: dict[str, tuple[str, str]] = {
    "nested a million deep": (NESTED, "not valid JSON"),
    "nested as deep as it goes, and closed": ("[" * 100_000 + "]" * 100_000, "not valid JSON"),
    "nested in a field": ('{"type": "article", "id": "a", "title": ' + NESTED, "not valid JSON"),
    "nested and unknown": ('{"type": "article", "id": "a", "title": "A", "x": ' + "[" * 150 + "]" * 150 + "}", "x:"),
    "a number of a million digits": ('{"type": "article", "id": ' + "9" * 1_000_000 + ', "title": "A"}', "id"),
    "a number of 5,000 digits": ('{"type": "article", "id": "a", "title": ' + "9" * 5_000 + "}", "not valid JSON"),
    "a number that is infinite": (
        json.dumps(image("a.png"))[:-1] + ', "focal_x": 1e999999, "focal_y": 0.5}',
        "focal_x",
    ),
    "a fraction of a million digits": (
        json.dumps(image("a.png"))[:-1] + ', "focal_x": 0.' + "1" * MEGABYTE + "}",
        "focal",
    ),
    "a million fields": ("{" + ", ".join(f'"a{number}": 1' for number in range(200_000)) + "}", "type"),
    "many unknown fields": (
        '{"type": "article", "id": "a", "title": "A", '
        + ", ".join(f'"titl{number}": 1' for number in range(200_000))
        + "}",
        "The line has 200,000 faults",
    ),
    "the same field over and over": ('{"type": "article"' + ', "id": "a"' * 200_000 + "}", "id"),
    "a million control characters": (
        json.dumps({"type": "article", "id": "a", "other_names": ["\x01"] * 200_000}),
        "names",
    ),
    "starts of tags in a paragraph": (json.dumps(rich("<p>" + "<a " * 33_000)), "html: “<a ” is a tag without an end"),
    "HTML nested deep": (json.dumps(rich("<p>" + "<strong><em>" * 6_000)), "html"),
    "lists nested deep": (json.dumps(rich("<ul><li>" * 12_000)), "html"),
    "tags that never end": (json.dumps(rich("<p><" * 30_000)), "html"),
    "comments that never end": (json.dumps(rich("<!--" * 24_000)), "html"),
    "comments in a paragraph": (json.dumps(rich("<p>" + "<!--" * 24_000)), "html"),
    "ends of tags that never end": (json.dumps(rich("<p>" + "</a " * 24_000)), "html"),
    "declarations that never end": (json.dumps(rich("<![CDATA[" * 11_000)), "html"),
    "attributes that never end": (json.dumps(rich("<a " + "a='" * 33_000)), "html"),
    "entities that never end": (json.dumps(rich("<p>" + "&#x" * 33_000 + "</p>" * 100)), "html"),
    "an address that never ends": (json.dumps(rich("<p><a href='https://" + "a." * 49_000 + "'>x</a>")), "html"),
    "far too much HTML": (json.dumps(rich("<p>" + "x" * 4_000_000 + "</p>")), "characters"),
    "a picture's path that climbs": (json.dumps(image("../../../../../../etc/passwd")), "leads out of"),
    "a path from the root": (json.dumps(image("/etc/passwd")), "leads out of"),
    "a path with NUL": (json.dumps(image("a.png\0.jpg")), "unprintable character"),
    "an encoded path": (json.dumps(image("..%2f..%2fetc%2fpasswd")), "There is no file"),
    "a path of another system": (json.dumps(image("..\\..\\windows\\win.ini")), "There is no file"),
    "an address": (json.dumps(image("file:///etc/passwd")), "There is no file"),
    "the home folder": (json.dumps(image("~/.ssh/id_rsa")), "There is no file"),
    "a path of 255 folders": (json.dumps(image("/".join("a" * 128))), "There is no file"),
    "a link to outside": (json.dumps(image("link.png")), "leads out of"),
    "a link to a link": (json.dumps(image("links/link.png")), "leads out of"),
    "a link to itself": (json.dumps(image("loop.png")), "There is no file"),
    "a pipe": (json.dumps(image("pipe.png")), "is not a file"),
    "a device behind a link": (json.dumps(image("device.png")), "leads out of"),
    "a process's own memory": (json.dumps(image("memory.png")), "leads out of"),
    "a picture of 400 megapixels": (json.dumps(image("giant.png")), "too many pixels"),
    "a picture of 180 megapixels": (json.dumps(image("large.png")), "too many pixels"),
    "a picture with a bomb in its text": (json.dumps(image("text.png")), "is "),
    "a picture with a bomb in its colours": (json.dumps(image("colours.png")), "is "),
    "a drawing of laughs": (json.dumps(image("laughs.svg")), "not a picture"),
    "a drawing under a picture's name": (json.dumps(image("laughs.png")), "not a picture"),
    "a ZIP under a picture's name": (json.dumps(image("zip.png")), "not a picture"),
    "a picture of 20 MB": (json.dumps(image("heavy.png")), "bytes; at most"),
}
"""A file of one line, and a part of what is said to it."""

PICTURES = ("giant.png", "large.png", "text.png", "colours.png", "laughs.svg", "laughs.png", "zip.png", "heavy.png")


def put_files(folder: Path) -> None:
    (folder / "a.png").write_bytes(picture())
    outside = folder.parent / "secret.png"
    outside.write_bytes(picture())
    (folder / "link.png").symlink_to(outside)
    (folder / "links").symlink_to(folder)
    (folder / "loop.png").symlink_to("loop.png")
    (folder / "device.png").symlink_to("/dev/zero")
    (folder / "memory.png").symlink_to("/proc/self/mem")
    os.mkfifo(folder / "pipe.png")
    (folder / "giant.png").write_bytes(png(20_000, 20_000))
    (folder / "large.png").write_bytes(png(18_000, 10_000))
    bomb = zlib.compress(bytes(150 * MEGABYTE), 9)
    (folder / "text.png").write_bytes(png(100, 100, chunk(b"zTXt", b"Comment\0\0" + bomb)))
    (folder / "colours.png").write_bytes(png(100, 100, chunk(b"iCCP", b"sRGB\0\0" + bomb)))
    for name in ("laughs.svg", "laughs.png"):
        (folder / name).write_text(LAUGHS)
    (folder / "zip.png").write_bytes(zip_bomb())
    (folder / "heavy.png").write_bytes(png(100, 100) + bytes(20 * MEGABYTE))


def put_wholes(folder: Path) -> dict[str, str]:
    """Files that are refused as a whole, by name, and a part of what is said to them."""
    (folder / "archive.jsonl").write_bytes(zip_bomb())
    (folder / "letters.jsonl.gz").write_bytes(gzip_bomb(b"a" * MEGABYTE, 10_000))
    (folder / "lines.jsonl.gz").write_bytes(gzip_bomb(b"\n" * MEGABYTE, 5_000))
    (folder / "objects.jsonl.gz").write_bytes(gzip_bomb(b"{}\n" * MEGABYTE, 1_000))
    (folder / "laughs.jsonl").write_text(LAUGHS)
    (folder / "broken.jsonl").write_bytes(b"x\n" * 10 * MEGABYTE)
    for name, size in (("line.jsonl", 10**9), ("lines.jsonl", 10**12)):
        with (folder / name).open("wb") as file:
            file.truncate(size)  # It takes no room on the disk.
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "device.jsonl").symlink_to("/dev/zero")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    return {
        "archive.jsonl": "is a ZIP archive or an office document, not JSON lines. Unpack it",
        "letters.jsonl.gz": "times as large unpacked",
        "lines.jsonl.gz": "times as large unpacked",
        "objects.jsonl.gz": "Checking stopped here",
        "laughs.jsonl": "is XML or HTML, not JSON lines. Export it",
        "broken.jsonl": "Checking stopped here: there are 10,000 faults already. Mend those",
        "line.jsonl": "Line 1 is longer than 100,000,000 bytes",
        "lines.jsonl": "Line 1 is longer than 100,000,000 bytes",
        "pipe.jsonl": "is not a file but a pipe or a device. Save",
        "device.jsonl": "is not a file but a pipe or a device. Save",
        "loop.jsonl": "cannot be read",
    }


def measured(environment: dict[str, str], *arguments: str | Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.attacks.measured", *map(str, arguments)]
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def check(what: str, told: dict[str, Any], said: str, usual: dict[str, Any]) -> str:
    """What is wrong with an answer; empty where nothing is."""
    message = told["message"]
    if told["accepted"] or "Traceback" in message or said not in message:
        return f"{what}: {message[-1_500:]}"
    if told["seconds"] > SECONDS or told["memory"] - usual["memory"] > MEMORY:
        return f"{what}: {told['seconds']:.1f} s, {(told['memory'] - usual['memory']) / MEGABYTE:.0f} MB more"
    return ""


def written() -> tuple[int, int, int, list[Path]]:
    uploads = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return ImportedObject.objects.count(), Page.objects.count(), get_image_model().objects.count(), uploads


def test_imports(tmp_path: Path, command_environment: dict[str, str]) -> None:
    factories.site()
    folder = tmp_path / "import"
    folder.mkdir()
    put_files(folder)
    expected = put_wholes(folder)
    for number, (what, (line, said)) in enumerate(LINES.items()):
        (folder / f"{number}.jsonl").write_text(line)
        expected[f"{number}.jsonl"] = said
        assert what
    (folder / "usual.jsonl").write_text(json.dumps({"type": "article", "title": "No id"}))
    before = written()
    names = ["usual.jsonl", *expected]
    usual, *every = measured(command_environment, "import", *(folder / name for name in names))
    assert "id: is missing" in usual["message"]
    titles = [*list(expected)[: len(expected) - len(LINES)], *LINES]
    found = [check(what, told, said, usual) for what, said, told in zip(titles, expected.values(), every, strict=True)]
    assert not any(found), "\n".join(filter(None, found))
    assert written() == before


def test_uploads_in_the_admin(tmp_path: Path, command_environment: dict[str, str]) -> None:
    factories.site()
    put_files(tmp_path)
    (tmp_path / "usual.txt").write_text("x")
    before = written()
    usual, *every = measured(command_environment, "upload", *(tmp_path / name for name in ("usual.txt", *PICTURES)))
    assert not usual["accepted"]
    found = [check(name, told, "", usual) for name, told in zip(PICTURES, every, strict=True)]
    assert not any(found), "\n".join(filter(None, found))
    assert all(told["message"] for told in every)
    assert written() == before


def test_what_costs_too_much_is_noticed() -> None:
    usual = {"memory": 0}
    fine = {"accepted": False, "message": "no", "seconds": 0.1, "memory": 0}
    assert check("", fine, "no", usual) == ""
    for wrong in (
        {"accepted": True},
        {"message": "Traceback"},
        {"message": "yes"},
        {"seconds": SECONDS + 0.1},
        {"memory": MEMORY + 1},
    ):
        assert check("", {**fine, **wrong}, "no", usual)
