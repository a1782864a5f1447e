"""The web process's entry point."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.doors.proxies import behind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
application = behind(get_wsgi_application(), settings.TOPICHUB_TRUSTED_PROXIES)
