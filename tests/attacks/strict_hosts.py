"""The tests' settings, but for the hosts, which are those of the demo."""

from cms.settings.dev import ALLOWED_HOSTS as OURS
from cms.settings.test import *  # noqa: F403

ALLOWED_HOSTS = OURS
