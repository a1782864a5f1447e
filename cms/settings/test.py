"""For the test suite: as dev, but fast hashing, hosts that tests use, and files in a folder of each worker's own.

tests/services.py makes the run's folder and takes it away; two runs at the same time do not meet.
"""

import os
import tempfile
from pathlib import Path

from .dev import *
from .dev import DATABASES, TOPICHUB_LIMITS, TOPICHUB_SEARCH

SECRET_KEY = "tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

_RUN = Path(tempfile.gettempdir()) / f"topichub-test-{os.environ.get('TOPICHUB_TEST_RUN', os.getpid())}"
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
VAR_DIR = _RUN / _WORKER
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
TOPICHUB_SEARCH = {**TOPICHUB_SEARCH, "EMBEDDED_PATH": VAR_DIR / "search", "COUNT_QUERIES": "off"}
# The whole suite is one visitor, who asks more often than any other. Tests of the limits set their own.
TOPICHUB_LIMITS |= {
    group: os.environ.get(f"TOPICHUB_LIMIT_{group}", "100000/second")
    for group in ("SEARCHES", "DELIVERY", "LOGINS", "KEY_SEARCHES", "KEYS", "WRONG_KEYS")
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads, the live server and the commands that tests start open connections of their own.
    # The variable tells such a command which file (on PostgreSQL, PGDATABASE does).
    DATABASES["default"]["NAME"] = os.environ.get("TOPICHUB_TEST_DATABASE", VAR_DIR / "topichub.sqlite3")
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
else:
    # A test is one transaction, and waits in it for Elasticsearch or a browser.
    _OPTIONS = DATABASES["default"]["OPTIONS"]["options"] + " -c idle_in_transaction_session_timeout=0"
    DATABASES = {"default": DATABASES["default"] | {"OPTIONS": {"options": _OPTIONS}}}
