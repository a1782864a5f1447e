"""The whole way in a real Chromium: what an editor types shows in the frontend, on another site, in the panel's frame."""

import functools
import http.server
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from playwright.sync_api import FrameLocator, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from cms.doors.keys import new_key
from cms.doors.models import ApiKey
from cms.preview.models import FrontendSettings
from tests import factories, services
from tests.examples.test_plain import QuietHandler
from tests.journeys.admin import PATIENCE, await_watch, log_in

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLE = Path(django_settings.BASE_DIR) / "examples" / "draft-route" / "server.mjs"

STATIC = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Frontend</title><main><h1></h1><p></p></main>
<script>
const token = new URLSearchParams(location.search).get("token");
const answer = await fetch(`API/preview?${new URLSearchParams({ token })}`);
const body = await answer.json();
document.querySelector("h1").textContent = body.title;
document.querySelector("p").textContent = answer.ok ? body.definition : body.type;
</script>""".replace("<script>", '<script type="module">')
"""A frontend of one file: it takes the token from its address, and asks."""


LOG_OUT = """fetch("/admin/logout/", {
  method: "POST", headers: {"X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value},
})"""
OPEN_FRAME = "(address) => document.body.append(Object.assign(document.createElement('iframe'), {src: address}))"


@pytest.fixture
def topic(live_server: LiveServer) -> Any:
    factories.site()
    User.objects.create_superuser("editor", "editor@example.org", "editor")
    return factories.topic("Asthma", definition="What is published.")


@pytest.fixture
def static_frontend(live_server: LiveServer, tmp_path: Path) -> Iterator[str]:
    """At 127.0.0.1: to a browser another site than that of the admin, which is at localhost."""
    (tmp_path / "index.html").write_text(STATIC.replace("API", f"{live_server.url}/delivery/v1"))
    handler = functools.partial(QuietHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def draft_route(live_server: LiveServer) -> Iterator[str]:
    """The example with a draft mode, as `node server.mjs` starts it."""
    made = new_key()
    ApiKey.objects.create(name="Frontend", prefix=made.prefix, digest=made.digest, published=True, preview=True)
    told = {"API": f"{live_server.url}/delivery/v1", "ADMIN": live_server.url, "PORT": "0", "API_KEY": made.key}
    environment = {**os.environ, **told}
    with subprocess.Popen(
        [services.node_path(), str(EXAMPLE)], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


def set_frontend(address: str) -> None:
    FrontendSettings.objects.create(site=Site.objects.get(), preview_url=address)


def open_panel(page: Page, live_server: LiveServer, topic: Any) -> FrameLocator:
    log_in(page, live_server)
    page.goto(f"{live_server.url}/admin/pages/{topic.pk}/edit/")
    await_watch(page)
    page.get_by_role("button", name="Toggle preview").click()
    return page.frame_locator("#w-preview-iframe")


def test_the_frontend_shows_what_is_typed_until_the_editor_logs_out(
    page: Page, live_server: LiveServer, topic: Any, static_frontend: str, settings: Any
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    set_frontend(static_frontend)
    shown = open_panel(page, live_server, topic)
    expect(shown.get_by_role("heading")).to_have_text("Asthma", timeout=PATIENCE)
    page.locator("#id_definition").fill("Typed, and saved nowhere.")
    expect(shown.get_by_text("Typed, and saved nowhere.")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Preview mode").select_option(label="Reader page")
    expect(shown.get_by_role("navigation").first).to_be_visible(timeout=PATIENCE)
    expect(shown.get_by_role("main")).to_contain_text("Typed, and saved nowhere.")
    page.get_by_label("Preview mode").select_option(label="Frontend")
    expect(shown.get_by_role("navigation")).to_have_count(0, timeout=PATIENCE)
    expect(shown.get_by_text("Typed, and saved nowhere.")).to_be_visible()
    address = next(frame.url for frame in page.frames if frame.url.startswith(static_frontend))
    topic.refresh_from_db()
    assert (topic.definition, topic.has_unpublished_changes) == ("What is published.", False)
    assert page.context.browser
    colleague = page.context.browser.new_page()
    colleague.goto(address)
    expect(colleague.get_by_text("Typed, and saved nowhere.")).to_be_visible()
    page.evaluate(LOG_OUT)
    colleague.reload()
    expect(colleague.get_by_role("heading")).to_have_text("The preview has ended")
    colleague.close()


def test_a_frontend_with_a_draft_mode_keeps_the_token_out_of_its_address(
    page: Page, live_server: LiveServer, topic: Any, draft_route: str, settings: Any
) -> None:
    settings.TOPICHUB_API_KEYS = "required"
    set_frontend(f"{draft_route}api/draft")
    shown = open_panel(page, live_server, topic)
    expect(shown.get_by_role("status")).to_have_text("Draft", timeout=PATIENCE)
    page.locator("#id_definition").fill("Typed, and saved nowhere.")
    expect(shown.get_by_text("Typed, and saved nowhere.")).to_be_visible(timeout=PATIENCE)
    addresses = [frame.url for frame in page.frames if frame.url.startswith(draft_route)]
    assert addresses == [f"{draft_route}topics/asthma/"]
    (cookie,) = [each for each in page.context.cookies() if each.get("name") == "draft_token"]
    assert {**cookie, "httpOnly": True, "secure": True, "sameSite": "None"} == cookie
    # Outside of the panel there is no draft: the cookie is that of the frame in the admin.
    outside = page.context.new_page()
    outside.goto(f"{draft_route}topics/asthma/")
    expect(outside.get_by_role("status")).to_have_text("Published")
    expect(outside.get_by_role("main")).to_contain_text("What is published.")
    # And no frame of the admin leads to a frontend that is not set: so a script that got in could send away what it reads.
    with page.expect_console_message(lambda said: "frame-src" in said.text):
        page.evaluate(OPEN_FRAME, f"{draft_route.replace('127.0.0.1', 'localhost')}topics/asthma/")
