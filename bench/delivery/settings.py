"""A deployment's settings, all middleware on, with Wagtail's API v2 as it comes beside our own, and once more behind a cache."""

from cms.settings.production import *  # noqa: F403  a settings module

ROOT_URLCONF = "bench.delivery.rivals"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}}
