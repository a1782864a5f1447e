"""What goes wrong is told to whoever runs the server: on standard error, where no request shows it."""

import subprocess
import sys

ASK = """
import django
django.setup()
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
settings.TOPICHUB_SEARCH = {**settings.TOPICHUB_SEARCH, "ENGINE": "elasticsearch", "ELASTICSEARCH_URL": "http://127.0.0.1:9"}
client = Client(raise_request_exception=False)
print(client.get("/delivery/v1/search?q=pain").status_code, client.get("/delivery/v1/topics?site=" + "x" * 300).status_code)
"""


def test_why_search_cannot_answer_is_told_on_standard_error(db: None, command_environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK], env=command_environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["503", "422"]
    (why, that) = done.stderr.strip().splitlines()
    assert "Search cannot answer: Elasticsearch at http://127.0.0.1:9 cannot be reached" in why
    assert "ERROR django.request: Service Unavailable: /delivery/v1/search" in that
