"""Publishes without a pause, in one way, until it is killed. Runs in a process of its own."""

import json
import os
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cms.content.models import ArticlePage

AT_ONCE = 10


def in_the_admin() -> Iterator[None]:
    """Through the admin's views, as its bulk actions do."""
    client = Client(SERVER_NAME="localhost")
    editor, _ = User.objects.get_or_create(username="editor", is_superuser=True)
    client.force_login(editor)
    for turn in count():
        asked = "&".join(f"id={page_id}" for page_id in _some(turn))
        answer = client.post(f"/admin/bulk/wagtailcore/page/{('unpublish', 'publish')[turn % 2]}/?{asked}&next=/admin/")
        if answer.status_code != 302:
            message = f"the admin answered {answer.status_code}"
            raise SystemExit(message)
        yield


def in_autocommit() -> Iterator[None]:
    """By a program that knows of no recording."""
    for turn in count():
        for page in ArticlePage.objects.filter(pk__in=_some(turn)):
            page.title = f"Published by a program in turn {turn}: {page.pk}"
            page.save_revision().publish()
            yield


def on_schedule() -> Iterator[None]:
    """By `publish_scheduled`: half of the pages go live, half expire."""
    for turn in count():
        due = timezone.now() - timedelta(minutes=1)
        for place, page in enumerate(ArticlePage.objects.filter(pk__in=_some(turn))):
            if place % 2:
                ArticlePage.objects.filter(pk=page.pk).update(expire_at=due)
            else:
                page.title, page.go_live_at, page.expire_at = f"Due in turn {turn}: {page.pk}", due, None
                page.save_revision(approved_go_live_at=due)
        call_command("publish_scheduled")
        yield


def by_import() -> Iterator[None]:
    """By imports of the same pages with other titles."""
    lines = [json.loads(line) for line in (Path(os.environ["TOPICHUB_VAR"]) / "pages.jsonl").read_text().splitlines()]
    file = Path(os.environ["TOPICHUB_VAR"]) / "again.jsonl"
    for turn in count(os.getpid()):
        file.write_text(
            "".join(json.dumps({**line, "title": f"{line['title']} in import {turn}"}) + "\n" for line in lines)
        )
        call_command("import_content", str(file), "--json")
        yield


WAYS: dict[str, Callable[[], Iterator[None]]] = {
    "admin": in_the_admin,
    "autocommit": in_autocommit,
    "schedule": on_schedule,
    "import": by_import,
}


def _some(turn: int) -> list[int]:
    """Draw pages; two turns after each other get the same ones."""
    pages = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    return random.Random(turn // 2 + os.getpid()).sample(pages, AT_ONCE)  # noqa: S311  pages, not secrets


def publish(way: str) -> None:
    for _ in WAYS[way]():
        pass
