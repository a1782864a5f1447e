"""The ground other tests stand on: real services, an own folder for each worker, and no network."""

import json
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from playwright.sync_api import Page

from tests import services
from tests.network import NetworkError, is_local


def test_elasticsearch_is_the_release_we_name_and_keeps_nothing_of_a_test(elasticsearch_url: str) -> None:
    with urllib.request.urlopen(elasticsearch_url) as answer:
        assert json.load(answer)["version"]["number"].startswith("8.")
    made = urllib.request.Request(f"{elasticsearch_url}/test-services-kept", method="PUT")
    urllib.request.urlopen(made).close()

    services.drop_indices(elasticsearch_url, "test-services-")

    with urllib.request.urlopen(f"{elasticsearch_url}/_cat/indices?h=index") as answer:
        assert "test-services-kept" not in answer.read().decode()


def test_a_missing_service_skips_on_a_laptop_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception):
        services.missing("none here")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        services.missing("none here")


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1", b"example.org"])
def test_nothing_beyond_loopback_is_reached(host: str | bytes) -> None:
    assert not is_local(host)
    with pytest.raises(NetworkError):
        socket.getaddrinfo(host, 80)
    with socket.socket() as outgoing, pytest.raises(NetworkError):
        outgoing.connect((host, 80))


def test_each_worker_writes_in_its_own_folder() -> None:
    folder = Path(settings.VAR_DIR)
    assert folder.name == os.environ.get("PYTEST_XDIST_WORKER", "main")
    for path in (settings.MEDIA_ROOT, settings.STATIC_ROOT, settings.TOPICHUB_SEARCH["EMBEDDED_PATH"]):
        assert Path(path).is_relative_to(folder)


@pytest.mark.databases
@pytest.mark.django_db(transaction=True)
def test_a_thread_sees_what_another_committed() -> None:
    seen: list[bool] = []

    def look() -> None:
        seen.append(Group.objects.filter(name="committed").exists())
        connection.close()

    with transaction.atomic():
        Group.objects.create(name="committed")
        threads = [threading.Thread(target=look)]
        threads[0].start()
        threads[0].join()
    threads.append(threading.Thread(target=look))
    threads[1].start()
    threads[1].join()
    assert seen == [False, True]


@pytest.mark.databases
@pytest.mark.django_db(transaction=True)
def test_a_command_works_on_the_database_of_the_test(command_environment: dict[str, str]) -> None:
    Group.objects.create(name="seen by a command")
    code = "from django.contrib.auth.models import Group; print(list(Group.objects.values_list('name', flat=True)))"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", code]
    done = subprocess.run(command, env=command_environment, capture_output=True, text=True, check=True)
    assert "seen by a command" in done.stdout


@pytest.mark.postgresql
@pytest.mark.django_db
def test_the_marked_tests_really_run_on_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('server_version_num')::int / 10000, current_setting('fsync')")
        version, fsync = cursor.fetchone()
    assert (version >= 15, fsync) == (True, "on")


@pytest.mark.django_db(transaction=True)
def test_chromium_reads_a_page_of_ours(page: Page, live_server: object) -> None:
    answer = page.goto(f"{live_server}/admin/login/")
    assert answer is not None
    assert answer.ok
    assert page.get_by_role("textbox").count() >= 1
