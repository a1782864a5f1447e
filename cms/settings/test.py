"""For the test suite: as dev, but fast hashing and hosts that tests use."""

from .dev import *  # noqa: F403  a settings module is its base plus what differs

SECRET_KEY = "tests"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
