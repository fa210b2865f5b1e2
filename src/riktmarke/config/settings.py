"""Django's settings. What an installation may change comes from `environment`; docs/settings.md explains it."""

from pathlib import Path

from django.urls import reverse_lazy

from riktmarke import editing
from riktmarke.config.environment import read_environment
from riktmarke.publishing import website

_given = read_environment()

RIKTMARKE_DATA = _given.data
RIKTMARKE_STORE = _given.store
RIKTMARKE_CATALOGUE = _given.catalogue
RIKTMARKE_PLANS = _given.plans
RIKTMARKE_AREA = _given.area
RIKTMARKE_KOLADA_URL = _given.kolada_url
RIKTMARKE_HELD_PAGES_MB = _given.held_pages_mb
RIKTMARKE_DRAW_AHEAD = _given.draw_ahead
RIKTMARKE_CHARTS = _given.project / "var" / "charts"
RIKTMARKE_FEEDBACK_EMAIL = _given.feedback_email
RIKTMARKE_FEEDBACK_MONTHS = _given.feedback_months
RIKTMARKE_CONTACT_URL = _given.contact_url
RIKTMARKE_CONTACT_EMAIL = _given.contact_email
RIKTMARKE_PRIVACY_URL = _given.privacy_url
RIKTMARKE_PROXIES = _given.proxies
RIKTMARKE_SMTP_URL = _given.smtp_url
RIKTMARKE_MAIL_FROM = _given.mail_from
EMAIL_BACKEND = "riktmarke.operations.staff_mail.StaffMail"
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = _given.mail_from or "webmaster@localhost"
# An account is found by its address when somebody is added to a plan: nobody may take another's.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = bool(_given.smtp_url)
# What has been sent and erased also stands beside the database: one put back from a backup neither sends nor holds it.
RIKTMARKE_DIALOGUE_LEDGER = _given.project / "var" / "dialogue-ledger.txt"

DEBUG = _given.debug
SECRET_KEY = _given.secret_key
ALLOWED_HOSTS = list(_given.allowed_hosts)
ROOT_URLCONF = "riktmarke.config.urls"
WSGI_APPLICATION = "riktmarke.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "riktmarke.publishing.website",
    "riktmarke.editing",
    "riktmarke.dialogue",
    "riktmarke.governance",
    "wagtail.contrib.routable_page",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "riktmarke.config.today.Today",
    "riktmarke.publishing.website.holding.middleware.HeldPages",
    "riktmarke.config.security_headers.SecurityHeaders",
    "riktmarke.publishing.website.languages.middleware.LanguageOfTheAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "riktmarke.editing.access.signed_out.SignedOut",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["riktmarke.publishing.website.templatetags.two_languages"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "riktmarke.publishing.website.languages.addresses.addresses",
                "riktmarke.publishing.website.texts.shown.page_text",
            ],
        },
    }
]

DATABASES = {"default": _given.database}
# Wagtail's site lookup and nothing about visitors; one process, so memory is enough.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Wagtail's own small tasks are done at once; the long jobs of `operations` wait in the database for the worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

LANGUAGE_CODE = "sv"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska")]
# The English of the public pages: a folder for each part of the site; docs/languages.md.
LOCALE_PATHS = [
    *sorted((Path(website.__file__).parent / "words").glob("*")),
    Path(editing.__file__).parent / "locale",  # what Wagtail's Swedish lacks, its scripts' too
]

STATIC_URL = "/static/"
# Served straight from the packages, so that a fresh clone needs no collectstatic; our own files carry their version.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600
MEDIA_URL = "/media/"
MEDIA_ROOT = _given.project / "var" / "media"

WAGTAIL_SITE_NAME = "Riktmärke"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that can be read aloud and typed: nytt-elljusspar
WAGTAILADMIN_BASE_URL = _given.base_url
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Nothing is asked of anybody else's servers.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "xlsx", "docx", "odt", "ods"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
LOGIN_URL = reverse_lazy("wagtailadmin_login")
WAGTAILADMIN_USER_LOGIN_FORM = "riktmarke.config.sign_in.SignInForm"

CSRF_FAILURE_VIEW = "riktmarke.publishing.website.error_pages.old_form"
CSRF_TRUSTED_ORIGINS = [_given.base_url]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _given.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = _given.session_hours * 3600
SECURE_HSTS_SECONDS = 31_536_000 if _given.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _given.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# What went wrong and where; never who asked: no addresses, no query strings.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # every page that does not exist would be a line
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # a page's files asked for at once always queue for a moment
        "waitress.queue": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
