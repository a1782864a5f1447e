"""Endpoints in the admin: who may, what is refused, the secret that is shown once, and what was sent."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from cms.published import log
from cms.webhooks.models import Delivery, Endpoint, State
from tests.published.site import SmallSite

from .conftest import Sending, states
from .receiver import Receiver, Reply, always

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{20,}")


def address(name: str, *arguments: object) -> str:
    return reverse(f"wagtailsnippets_webhooks_endpoint:{name}", args=arguments)


@pytest.fixture
def admin(site: SmallSite) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ada"))
    return client


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def add(admin: Client, url: str, **fields: Any) -> Any:
    return admin.post(address("add"), {"url": url, "description": "", "active": "on", **fields})


def test_a_secret_is_shown_when_it_is_made_and_never_again(
    admin: Client, site: SmallSite, receiver: Receiver, send: Sending
) -> None:
    site.article("Before")
    answer = add(admin, receiver.url, description="The clinic's app. Ask Ines.", types=["article"])
    endpoint = Endpoint.objects.get()
    assert set(SECRET.findall(answer.content.decode())) == {endpoint.secret}
    assert "no-store" in answer["Cache-Control"]
    assert endpoint.checkpoint == log.head()
    assert endpoint.types == ["article"]
    receiver.secret = endpoint.secret
    site.article("After")
    send()
    assert receiver.received != []
    for name in ("list", "add"):
        assert SECRET.search(admin.get(address(name)).content.decode()) is None
    for name in ("edit", "deliveries", "rotate", "history", "usage", "delete"):
        shown = admin.get(address(name, endpoint.pk), follow=True)
        assert shown.status_code == 200
        assert endpoint.secret not in shown.content.decode()
    assert receiver.url in text(admin.get(address("list")))


def test_a_rotation_asks_first_and_shows_the_new_secret_once(admin: Client, endpoint: Endpoint) -> None:
    before = endpoint.secret
    assert "for a day" in text(admin.get(address("rotate", endpoint.pk))).lower()
    answer = admin.post(address("rotate", endpoint.pk))
    endpoint.refresh_from_db()
    assert endpoint.former_secret == before
    assert set(SECRET.findall(answer.content.decode())) == {endpoint.secret}
    assert endpoint.secret != before


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://10.0.0.1/hook", "10.0.0.1 is no public address"),
        ("http://0x0a000001/hook", "no public address"),
        ("http://user:word@example.org/", "Leave out the user name"),
        ("ftp://example.org/", "Start the address with https://"),
        ("", "This field is required"),
    ],
)
def test_an_address_is_refused_in_words(admin: Client, url: str, told: str) -> None:
    answer = add(admin, url)
    assert told in text(answer)
    assert not Endpoint.objects.exists()


def test_an_address_is_an_endpoint_once(admin: Client, endpoint: Endpoint) -> None:
    assert "There is an endpoint with this address already." in text(add(admin, endpoint.url))
    assert Endpoint.objects.count() == 1


def test_the_form_leaves_alone_what_the_sender_notes(
    admin: Client, site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending, monkeypatch: Any
) -> None:
    """Between the moments in which the form is read and saved, the sender goes on."""
    site.article("One")
    real = Endpoint.clean

    def clean(opened: Endpoint) -> None:
        real(opened)
        send()

    monkeypatch.setattr(Endpoint, "clean", clean)
    admin.post(address("edit", endpoint.pk), {"url": endpoint.url, "description": "Changed", "active": "on"})
    endpoint.refresh_from_db()
    assert (endpoint.description, endpoint.checkpoint) == ("Changed", log.head())


def test_switched_on_again_it_tries_at_once(
    admin: Client, site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    receiver.reply = always(410)
    site.article("One")
    send()
    assert "410 Gone" in text(admin.get(address("list")))
    assert "410 Gone" in text(admin.get(address("deliveries", endpoint.pk)))
    receiver.reply = always(204)
    admin.post(address("edit", endpoint.pk), {"url": endpoint.url, "description": "", "active": "on"})
    send.wait(seconds=5)
    send()
    assert set(states()) == {State.DELIVERED}
    assert "410 Gone" not in text(admin.get(address("list")))


def test_deliveries_tell_what_became_of_them(
    admin: Client, site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    receiver.reply = lambda _: Reply(500, text=b"<script>alert(1)</script> no room")
    page = site.article("One")
    send()
    answer = admin.get(address("deliveries", endpoint.pk))
    assert f"document.published , page {page.pk}" in text(answer)
    assert "It answered 500." in text(answer)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; no room" in answer.content.decode()
    assert "Waiting: " in text(answer)


def test_a_test_event_is_sent(admin: Client, endpoint: Endpoint, receiver: Receiver, send: Sending) -> None:
    admin.post(address("test", endpoint.pk))
    send.wait(seconds=5)
    send()
    assert receiver.received[-1].event["type"] == "webhook.test"
    Endpoint.objects.update(active=False)
    assert "Switch it on first" in text(admin.post(address("test", endpoint.pk), follow=True))
    assert Delivery.objects.filter(event="webhook.test").count() == 1


def test_sending_again_keeps_the_id_and_the_order(
    admin: Client, site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    page = site.article("First")
    send()
    page.title = "Second"
    with log.recording():
        page.save_revision().publish()
    send()
    older, newest = Delivery.objects.filter(page_id=page.pk).order_by("pk")
    receiver.received.clear()
    admin.post(address("send_again", endpoint.pk, newest.pk))
    refused = admin.post(address("send_again", endpoint.pk, older.pk), follow=True)
    assert "a newer event of this page" in text(refused)
    send.wait(seconds=5)
    send()
    assert [one.id for one in receiver.received] == [newest.message]
    assert text(admin.get(address("deliveries", endpoint.pk))).count(f"Send again : {older.message}") == 0
    other = Endpoint.objects.create(url="https://example.org/")
    assert admin.post(address("send_again", other.pk, newest.pk)).status_code == 404


def test_all_that_was_given_up_is_sent_again(
    admin: Client, site: SmallSite, endpoint: Endpoint, receiver: Receiver, send: Sending
) -> None:
    site.article("One")
    send()
    Delivery.objects.update(state=State.GIVEN_UP)
    count = Delivery.objects.count()
    receiver.received.clear()
    assert "Send all again" in text(admin.get(address("deliveries", endpoint.pk)))
    assert f"Sent again: {count}." in text(admin.post(address("send_given_up", endpoint.pk), follow=True))
    send.wait(seconds=5)
    send()
    assert len(receiver.received) == count


# Who may


def editor(*codenames: str) -> Client:
    group = Group.objects.create(name="Some")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    user = User.objects.create_user("ben")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_whoever_has_no_right_gets_none_of_it(endpoint: Endpoint) -> None:
    for client in (editor(), Client()):
        for name in ("deliveries", "rotate", "edit"):
            assert client.get(address(name, endpoint.pk)).status_code == 302
        for name in ("rotate", "test", "send_given_up"):
            assert client.post(address(name, endpoint.pk)).status_code == 302
    endpoint.refresh_from_db()
    assert endpoint.former_secret == ""
    assert not Delivery.objects.exists()


def test_a_group_that_may_only_see_endpoints_rotates_nothing(endpoint: Endpoint) -> None:
    client = editor("view_endpoint")
    assert endpoint.url in text(client.get(address("list")))
    assert client.post(address("rotate", endpoint.pk)).status_code == 302
    endpoint.refresh_from_db()
    assert endpoint.former_secret == ""


def test_a_group_with_the_right_does_it_all(endpoint: Endpoint) -> None:
    client = editor("add_endpoint", "change_endpoint")
    assert SECRET.search(client.post(address("rotate", endpoint.pk)).content.decode())
    assert client.get(address("deliveries", endpoint.pk)).status_code == 200
    assert "Webhooks" in text(client.get(reverse("wagtailadmin_home")))


@pytest.mark.parametrize("name", ["test", "send_given_up"])
def test_nothing_is_done_by_following_a_link(admin: Client, endpoint: Endpoint, name: str) -> None:
    assert admin.get(address(name, endpoint.pk)).status_code == 405


def test_every_form_of_the_deliveries_carries_its_token(
    admin: Client, site: SmallSite, endpoint: Endpoint, send: Sending
) -> None:
    """A cell's template is drawn without one: its form was refused, in browsers alone."""
    site.article("One")
    send()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = admin.cookies
    page = strict.get(address("deliveries", endpoint.pk)).content.decode()
    forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
    assert len(forms) == 2
    buttons = re.findall(r'<button type="submit" form="send-again" formaction="([^"]+)"', page)
    assert buttons != []
    for form in forms:
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert strict.post(buttons[0], {"csrfmiddlewaretoken": token}).status_code == 302
    assert strict.post(buttons[0]).status_code == 403
