"""For a deployment behind TLS; docs/running.md tells the variables. What it cannot know and is not told ends the start."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *


def _told(name: str, example: str) -> str:
    value = os.environ.get(name, "").strip()
    if not value:
        msg = f"Set the environment variable {name}: {example}. See docs/running.md."
        raise ImproperlyConfigured(msg)
    return value


DEBUG = False
SECRET_KEY = _told(
    "TOPICHUB_SECRET_KEY",
    "50 characters or more that nobody can guess, "
    'such as from python -c "import secrets; print(secrets.token_urlsafe(50))"',
)
ALLOWED_HOSTS = [
    host.strip() for host in _told("TOPICHUB_HOSTS", "the site's host names, with commas between them").split(",")
]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
# Wagtail writes it into the e-mails it sends to editors.
WAGTAILADMIN_BASE_URL = os.environ.get("TOPICHUB_ORIGIN", f"https://{ALLOWED_HOSTS[0]}")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
