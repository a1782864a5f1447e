"""The embedded default: SQLite, embedded search, no server. For trying out and for development; never for the internet."""

from .base import *

DEBUG = False
# Known to everybody: dev only. Production reads its own and refuses to start without.
SECRET_KEY = "dev-only-secret-key-that-everybody-knows-and-nobody-deploys"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files come straight from the packages: nothing to collect, and nothing stale after an update.
WHITENOISE_USE_FINDERS = True
# Receivers that are being written run on the same machine.
TOPICHUB_WEBHOOKS = {"ALLOWED_HOSTS": ["127.0.0.1", "localhost", "::1"]}
