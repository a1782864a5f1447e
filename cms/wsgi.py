"""The web process's entry point."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.doors.proxies import behind

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
django_application = get_wsgi_application()

from cms.doors.ahead import Ahead  # noqa: E402  it knows models, which Django has to be set up for

application = behind(Ahead(django_application), settings.TOPICHUB_TRUSTED_PROXIES)
