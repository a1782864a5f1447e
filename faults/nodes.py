"""The stage's Elasticsearch, asked directly: for doing to it what its operators, or full disks, do."""

import json
import os
import urllib.request
from typing import Any


def ask(method: str, path: str, body: object = None) -> Any:
    """Send a request; gives the answer's JSON. Raises HTTPError for a refusal."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(os.environ["ELASTICSEARCH_URL"] + path, data, headers, method=method)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)
