"""Directus with the same articles: installed with npm, in a database of its own, readable by everybody as ours are.

Version 10.13.4 is the newest that runs on Node.js 20. Production settings; its own cache, limits and telemetry are off.
"""

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Any

from bench.delivery.over_http import answers_at
from cms.published.batches import batched
from scripts.machine import UnavailableError, cache, free_port

VERSION = "10.13.4"
AT_ONCE = 100
"""Articles written by one request."""

SETTINGS = {
    "NODE_ENV": "production",
    "LOG_LEVEL": "error",
    "TELEMETRY": "false",
    "CACHE_ENABLED": "false",
    "RATE_LIMITER_ENABLED": "false",
    "PRESSURE_LIMITER_ENABLED": "false",
    "MAX_PAYLOAD_SIZE": "100mb",
    "HOST": "127.0.0.1",
    "KEY": "for-a-measurement",
    "SECRET": "for-a-measurement-only",
    "ADMIN_EMAIL": "admin@example.org",
    "ADMIN_PASSWORD": "for-a-measurement-only",
}
FIELDS = {"id": "integer", "slug": "string", "title": "string", "published": "date", "document": "json"}


def provide() -> Path:
    """Its program, installed where it is not."""
    folder = cache() / f"directus-{VERSION}"
    program = folder / "node_modules" / ".bin" / "directus"
    if not program.exists():
        if not which("npm"):
            message = "npm is needed for Directus: install Node.js (Debian: npm)."
            raise UnavailableError(message)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}')
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", f"directus@{VERSION}"], cwd=folder, check=True)
    return program


def database(folder: Path, of_site: Mapping[str, str]) -> dict[str, str]:
    """Where Directus keeps its tables: beside the site's own, on the same engine."""
    if of_site["TOPICHUB_DATABASE"] == "sqlite":
        return {"DB_CLIENT": "sqlite3", "DB_FILENAME": str(folder / "directus.sqlite3")}
    return {
        "DB_CLIENT": "pg",
        "DB_HOST": of_site["PGHOST"],
        "DB_PORT": of_site["PGPORT"],
        "DB_USER": of_site["PGUSER"],
        "DB_PASSWORD": "",
        "DB_DATABASE": "directus",
    }


@contextmanager
def running(folder: Path, of_site: Mapping[str, str], articles: Iterable[dict[str, Any]], count: int) -> Iterator[str]:
    """Its address, once it answers with `count` articles."""
    program, port = provide(), str(free_port())
    address = f"http://127.0.0.1:{port}"
    environment = {**os.environ, **SETTINGS, **database(folder, of_site), "PORT": port, "PUBLIC_URL": address}
    filled = folder / f"directus-{count}"
    if not filled.exists():
        if of_site["TOPICHUB_DATABASE"] == "postgresql":
            _create_database(of_site)
        subprocess.run([str(program), "bootstrap"], env=environment, check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen([str(program), "start"], env=environment, stdout=subprocess.DEVNULL)
    try:
        answers_at(f"{address}/server/health")
        if not filled.exists():
            _fill(address, articles)
            filled.touch()
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _create_database(of_site: Mapping[str, str]) -> None:
    import psycopg  # noqa: PLC0415  only where PostgreSQL is measured

    where = f"host={of_site['PGHOST']} port={of_site['PGPORT']} user={of_site['PGUSER']} dbname={of_site['PGDATABASE']}"
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("CREATE DATABASE directus")


def _fill(address: str, articles: Iterable[dict[str, Any]]) -> None:
    who = {"email": SETTINGS["ADMIN_EMAIL"], "password": SETTINGS["ADMIN_PASSWORD"]}
    token = _post(f"{address}/auth/login", who)["data"]["access_token"]
    fields = [
        {"field": name, "type": type_, "schema": {"is_primary_key": name == "id"}} for name, type_ in FIELDS.items()
    ]
    _post(f"{address}/collections", {"collection": "articles", "schema": {}, "fields": fields}, token)
    _post(f"{address}/permissions", {"collection": "articles", "action": "read", "role": None, "fields": ["*"]}, token)
    items = ({**{name: article.get(name) for name in FIELDS}, "document": article} for article in articles)
    for some in batched(items, AT_ONCE):
        _post(f"{address}/items/articles?fields=id", some, token)


def _post(address: str, content: Any, token: str = "") -> Any:
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(address, json.dumps(content).encode(), headers, method="POST")
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.loads(answer.read() or b"null")
