"""Pictures that come in with a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.images import get_image_model

from cms.exchange.importing import carry_out
from cms.exchange.validation import validate
from cms.published import log
from tests.exchange.sample import (
    SAMPLE,
    article,
    document,
    import_lines,
    picture,
    write_file,
)

pytestmark = pytest.mark.django_db


def test_a_picture_whose_batch_fails_leaves_no_file(
    folder: Path, own_media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_file(folder, SAMPLE)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cms.exchange.importing.write_imported", fail)
    with pytest.raises(KeyboardInterrupt):
        carry_out(path, validate(path))
    assert [file for file in own_media.rglob("*") if file.is_file()] == []
    assert not get_image_model().objects.exists()


def test_a_changed_picture(
    folder: Path, own_media: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    import_lines(folder, SAMPLE)
    page, image = article("pacing"), get_image_model().objects.get()
    before = document(page)["image"]["src"]
    image.get_rendition("width-20")
    (folder / "pictures" / "hill.png").write_bytes(picture("red"))
    with django_capture_on_commit_callbacks(execute=True):
        outcome = carry_out(folder / "site.jsonl", validate(folder / "site.jsonl"))
    assert (outcome.updated, outcome.unchanged) == (1, len(SAMPLE) - 1)
    assert get_image_model().objects.get().pk == image.pk
    assert not image.renditions.exists()
    assert document(page)["image"]["src"] != before
    originals = [file for file in (own_media / "original_images").iterdir() if file.is_file()]
    assert [file.read_bytes() for file in originals] == [picture("red")]


def test_a_picture_stays_when_the_import_is_stopped_just_after_its_commit(
    folder: Path, own_media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_file(folder, SAMPLE)
    plan = validate(path)
    recording = log.recording

    @contextmanager
    def stopped_after() -> Iterator[None]:
        with recording():
            yield
        if get_image_model().objects.exists():
            raise KeyboardInterrupt

    monkeypatch.setattr(log, "recording", stopped_after)
    with pytest.raises(KeyboardInterrupt):
        carry_out(path, plan)
    assert [file.read_bytes() for file in (own_media / "original_images").iterdir()] == [picture()]
    assert Path(get_image_model().objects.get().file.path).read_bytes() == picture()
