"""Keys in the admin: made by administrators, shown once, revoked for good."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from cms.doors.models import ApiKey
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/api-keys/new/"
FORM = {"name": "Website", "purpose": "Draws pages", "published": "on"}


@pytest.fixture
def administrator() -> Client:
    factories.topic("Asthma")
    client = Client()
    client.force_login(User.objects.create_superuser("administrator"))
    return client


def shown_in(answer: Any) -> list[str]:
    return sorted(set(re.findall(r"th_[0-9a-f]{12}_[\w-]{43}", answer.content.decode())))


def test_a_key_is_shown_once_and_works(administrator: Client) -> None:
    made = administrator.post(ADD, FORM)
    assert made.status_code == 200
    assert "no-store" in made["Cache-Control"]
    (key,) = shown_in(made)
    answer = Client().get("/delivery/v1/topics/asthma", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 200
    row = ApiKey.objects.get()
    for address in (
        "/admin/api-keys/",
        f"/admin/api-keys/edit/{row.pk}/",
        f"/admin/api-keys/history/{row.pk}/",
        "/admin/",
    ):
        page = administrator.get(address)
        assert page.status_code == 200
        assert shown_in(page) == []
    assert key not in str(dict(administrator.session))
    assert row.prefix in administrator.get("/admin/api-keys/").content.decode()


def test_a_key_that_opens_nothing_is_refused(administrator: Client) -> None:
    answer = administrator.post(ADD, {"name": "Website"})
    assert b"Choose at least one thing" in answer.content
    assert ApiKey.objects.count() == 0


def test_revoking_is_for_good(administrator: Client) -> None:
    (key,) = shown_in(administrator.post(ADD, FORM))
    edit = f"/admin/api-keys/edit/{ApiKey.objects.get().pk}/"
    assert b"Revoke this key" not in administrator.get(ADD).content
    assert b"Revoke this key" in administrator.get(edit).content
    assert administrator.post(edit, {**FORM, "revoke": "on"}).status_code == 302
    revoked_at = ApiKey.objects.get().revoked_at
    assert revoked_at
    asked = Client().get("/delivery/v1/topics/asthma", headers={"authorization": f"Bearer {key}"})
    assert asked.status_code == 401
    assert b"Revoke this key" not in administrator.get(edit).content
    assert administrator.post(edit, {**FORM, "revoked_at": ""}).status_code == 302
    assert ApiKey.objects.get().revoked_at == revoked_at


def test_a_form_cannot_set_what_is_not_in_it(administrator: Client) -> None:
    (key,) = shown_in(administrator.post(ADD, {**FORM, "prefix": "th_000000000000", "digest": "0" * 64}))
    held = ApiKey.objects.get()
    assert key.startswith(held.prefix)
    administrator.post(f"/admin/api-keys/edit/{held.pk}/", {**FORM, "digest": "0" * 64, "prefix": "th_1"})
    again = ApiKey.objects.get()
    assert (again.prefix, again.digest) == (held.prefix, held.digest)


def test_an_editor_has_no_keys_without_a_right_to_them(administrator: Client) -> None:
    administrator.post(ADD, FORM)
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor = User.objects.create_user("editor")
    editor.groups.add(group)
    client = Client()
    client.force_login(editor)
    for address in ("/admin/api-keys/", ADD, f"/admin/api-keys/edit/{ApiKey.objects.get().pk}/"):
        assert client.get(address).status_code == 302
        assert client.post(address, FORM).status_code in {302, 405}
    assert ApiKey.objects.count() == 1
    group.permissions.add(Permission.objects.get(codename="add_apikey"))
    assert shown_in(client.post(ADD, FORM))
