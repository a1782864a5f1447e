"""What every environment shares. Each setting that a deployment may change comes from an environment variable."""

import os
from datetime import timedelta
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(os.environ.get("TOPICHUB_VAR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "evaluation",
    "cms.doors",
    "cms.preview",
    "cms.exchange",
    "cms.delivery",
    "cms.webhooks",
    "search",
    "search.console",
    "cms.published",
    "home",
    "cms.content",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.settings",
    "wagtail.api.v2",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "corsheaders",
    "ninja",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    # Headers first, for what the others answer by themselves: redirects to https, static files, refusals.
    "cms.doors.policies.PolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    # Below CORS: a frontend elsewhere must be able to read that its key is wrong, or that it asks too often.
    "cms.doors.admission.KeysMiddleware",
    "cms.doors.limits.LimitsMiddleware",
    "cms.delivery.straight.StraightMiddleware",
    "cms.delivery.refusals.AddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.delivery.redirects.RedirectMiddleware",
    # As axes asks, the last one: nothing else changes what it answers.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if os.environ.get("TOPICHUB_DATABASE", "sqlite") == "postgresql":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "topichub"),
            "USER": os.environ.get("PGUSER", "topichub"),
            "PASSWORD": os.environ.get("PGPASSWORD", ""),
            "HOST": os.environ.get("PGHOST", ""),
            "PORT": os.environ.get("PGPORT", ""),
            "CONN_MAX_AGE": 60,
            # Locks: as long as on SQLite. Who waits for a transaction that somebody left open is told, and can try again.
            # Idle, and shorter: a process of ours that hangs in a transaction (a follower stopped in the middle of scheduled
            # publishing) loses it, and whoever waits for its rows goes on.
            "OPTIONS": {"options": "-c lock_timeout=20s -c idle_in_transaction_session_timeout=15s"},
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR_DIR / "topichub.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                # A reader never waits in WAL mode; a writer takes its lock at once rather than fail half-way.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    }
# The cache before the site, told what to forget when something changes. See docs/running.md.
if _varnish := os.environ.get("TOPICHUB_VARNISH", ""):
    WAGTAILFRONTENDCACHE = {
        "varnish": {"BACKEND": "cms.delivery.purging.VarnishBackend", "LOCATION": _varnish},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    # Refuses whoever is locked, before any password is looked at.
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Of the user name and the address together: with the name alone, anybody could lock an editor out from anywhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "cms.doors.addresses.visitor"
AXES_LOCKOUT_CALLABLE = "cms.doors.logins.locked"
AXES_RESET_ON_SUCCESS = True
# The lock ends when it was said to, though somebody tries meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# When and from where editors log in is kept nowhere: only wrong passwords are, until the lock would end.
AXES_DISABLE_ACCESS_LOG = True

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A page with many strategies has more form fields than Django's default limit of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Topichub"
# An editor's address is nobody else's business: no avatar is asked for elsewhere.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Nor that they work in an admin of this version: their browsers do not ask elsewhere whether there is a newer one.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_BASE_URL = os.environ.get("TOPICHUB_ORIGIN", "http://127.0.0.1:8000")
# Editors find pages in the admin through the database; readers search through the `search` package.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000_000
# A typo in an address should not leave a redirect behind for pages that never moved: only moved pages get one.
WAGTAILREDIRECTS_AUTO_CREATE = True

# Every origin may read the public delivery API; no cookie ever goes with such a request.
CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/delivery/"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "if-none-match"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Retry-After", "Cache-Tag", "WWW-Authenticate"]

# “open”: who sends no key is answered too. “required”: nobody is, but for health and what explains the API.
TOPICHUB_API_KEYS = os.environ.get("TOPICHUB_API_KEYS", "") or "open"

TOPICHUB_SEARCH = {
    "ENGINE": os.environ.get("TOPICHUB_SEARCH", "embedded"),
    "STAND_IN": os.environ.get("TOPICHUB_SEARCH_STAND_IN", ""),
    "EMBEDDED_PATH": VAR_DIR / "search",
    "COUNT_QUERIES": os.environ.get("TOPICHUB_COUNT_QUERIES", "on"),
    "ELASTICSEARCH_URL": os.environ.get("ELASTICSEARCH_URL", "http://127.0.0.1:9200"),
    "ELASTICSEARCH_PREFIX": os.environ.get("ELASTICSEARCH_PREFIX", "topichub"),
    "ELASTICSEARCH_API_KEY": os.environ.get("ELASTICSEARCH_API_KEY", ""),
    "ELASTICSEARCH_CA_CERTS": os.environ.get("ELASTICSEARCH_CA_CERTS", ""),
}

# How often one visitor (an address; of IPv6 a /64 network) may ask; empty is no limit. Many have one address, such as all of a
# clinic: a reader who types asks for suggestions six times a second at most, so eight may type at once, and twenty search
# each second. A frontend that draws on its server is one visitor too: documents come from the log, at a fraction of a search's cost.
TOPICHUB_LIMITS = {
    "SEARCHES": os.environ.get("TOPICHUB_LIMIT_SEARCHES", "50/second;1200/minute"),
    "DELIVERY": os.environ.get("TOPICHUB_LIMIT_DELIVERY", "200/second"),
    "LOGINS": os.environ.get("TOPICHUB_LIMIT_LOGINS", "60/minute"),
    # Of one key, wherever it is sent from; and of keys that are none, from one address.
    "KEY_SEARCHES": os.environ.get("TOPICHUB_LIMIT_KEY_SEARCHES", "200/second"),
    "KEYS": os.environ.get("TOPICHUB_LIMIT_KEYS", "1000/second"),
    "WRONG_KEYS": os.environ.get("TOPICHUB_LIMIT_WRONG_KEYS", "30/minute"),
    # Each process for itself, or one storage for all, such as redis://…
    "STORAGE": os.environ.get("TOPICHUB_LIMITS_STORAGE", "") or "process://",
}
# Addresses and networks of proxies that say truly for whom they ask.
TOPICHUB_TRUSTED_PROXIES = [
    each.strip() for each in os.environ.get("TOPICHUB_TRUSTED_PROXIES", "").split(",") if each.strip()
]

# Webhooks go to public addresses only. Hosts that they may be sent to though they are not: names or addresses, with a port or not.
TOPICHUB_WEBHOOKS = {
    "ALLOWED_HOSTS": [
        each.strip().lower() for each in os.environ.get("TOPICHUB_WEBHOOK_HOSTS", "").split(",") if each.strip()
    ],
}

# To standard error, where whoever runs the processes collects it. Django by itself tells errors to nobody but ADMINS where
# DEBUG is off: the trace of a 500 was nowhere, nor why a search could not be answered.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # A page that is not there is no news.
        "elastic_transport": {"level": "ERROR"},  # What cannot be reached, our own lines tell in one.
    },
}
