"""Strangers see the pictures that public pages show, and no others; editors see the library."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.images.models import Image
from wagtail.images.views.serve import generate_image_url
from wagtail.models import Collection, CollectionViewRestriction

from cms.published import log
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def statuses(client: Client, picture: Image) -> list[int]:
    """Of its rendition, of its file, of its entry in Wagtail's API."""
    rendition = generate_image_url(picture, "width-40|format-webp")
    return [ask(client, path).status_code for path in (rendition, picture.file.url, f"/api/v2/images/{picture.pk}/")]


def ask(client: Client, path: str) -> Any:
    answer = client.get(path)
    if answer.streaming:
        b"".join(answer)  # type: ignore[arg-type]  Read to its end, which closes the file.
    return answer


def document(page: Any) -> dict[str, Any]:
    change = log.by_id(page.pk)
    return json.loads(change.body or b"") if change else {}


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("editor"))
    return client


def test_a_picture_is_public_while_a_public_page_shows_it(client: Client) -> None:
    picture, photo = make.image(width=50, height=50), make.image("Ada", width=50, height=50)
    draft = make.article(image=picture, authors=[make.person(photo=photo)], live=False)
    assert statuses(client, picture) == statuses(client, photo) == [404, 404, 404]
    make.publish(draft)
    assert statuses(client, picture) == statuses(client, photo) == [200, 200, 200]
    make.unpublish(draft)
    assert statuses(client, picture) == statuses(client, photo) == [404, 404, 404]


def test_editors_see_the_library_and_no_cache_keeps_it_for_others(editor: Client) -> None:
    picture = make.image(width=50, height=50)
    assert statuses(editor, picture)[:2] == [200, 200]
    for path in (generate_image_url(picture, "width-40|format-webp"), picture.file.url):
        assert ask(editor, path)["Cache-Control"] == "private, no-store"


def test_a_wrong_signature_is_refused_whether_or_not_the_picture_is_there(client: Client) -> None:
    assert {ask(client, f"/pictures/wrong/{number}/width-40/x.webp").status_code for number in (1, 10**6)} == {403}


def test_pictures_of_a_private_collection_are_nowhere(client: Client, editor: Client) -> None:
    make.site()
    outer = Collection.get_first_root_node().add_child(name="Outer")
    inner = outer.add_child(name="Inner")
    picture, photo = (make.image(title, width=50, height=50, collection=inner) for title in ("A", "B"))
    page = make.article(image=picture, authors=[make.person(photo=photo)], body=[make.picture(picture, "Its caption")])
    restriction = CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    shown = document(page)
    assert (shown["image"], shown["authors"][0]["photo"], shown["body"]) == (None, None, [])
    assert statuses(client, picture) == statuses(client, photo) == [404, 404, 404]
    # Whoever puts a collection elsewhere in the admin opens what is in it, or closes it.
    moved = {"name": "Inner", "parent": Collection.get_first_root_node().pk}
    assert editor.post(f"/admin/collections/{inner.pk}/", moved).status_code == 302
    assert document(page)["image"]["id"] == picture.pk
    restriction.delete()
    assert statuses(client, picture) == statuses(client, photo) == [200, 200, 200]


def test_a_new_file_of_a_photo_is_shown_wherever_the_person_is(client: Client) -> None:
    photo = make.image("Ada", width=50, height=50)
    page = make.article(authors=[make.person(photo=photo)])
    photo.file = make.image("Ada later", width=60, height=60).file
    photo.save()
    assert "ada-later" in document(page)["authors"][0]["photo"]["src"]
