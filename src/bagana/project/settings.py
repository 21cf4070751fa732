"""Settings of one installation.

Everything that differs between offices is an environment variable, named here and
described in docs/reference/settings.md:

BAGANA_HOME      folder of the installation (database, uploads, secret key)
DATABASE_URL     PostgreSQL instead of the SQLite file in BAGANA_HOME
BAGANA_HOSTS     comma-separated host names under which the pages are reached
BAGANA_ORIGINS   comma-separated https origins, behind a TLS proxy
BAGANA_TLS       "1" when a proxy speaks TLS to the readers
BAGANA_DEBUG     "1" only while developing
BAGANA_NSO_URL   address of the National Statistics Office's API
BAGANA_HOME_UNIT code of the unit whose pages open the portal, for example 43
BAGANA_KEYS      file of the keys that seal personal data (else keys.json there)
BAGANA_LIGHTS    least ratios of a green and of an amber light of targets
"""

import os
from pathlib import Path

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from bagana.project.home import home, secret_key


def flag(name: str) -> bool:
    return os.environ.get(name, "") == "1"


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part]


BAGANA_HOME = home()
BASE_DIR = Path(__file__).resolve().parents[1]
SECRET_KEY = secret_key(BAGANA_HOME)
BAGANA_KEYS = os.environ.get("BAGANA_KEYS") or BAGANA_HOME / "keys.json"
DEBUG = flag("BAGANA_DEBUG")
TLS = flag("BAGANA_TLS")
ALLOWED_HOSTS = listed("BAGANA_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("BAGANA_ORIGINS")
INTERNAL_IPS = ["127.0.0.1"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "simple_history",
    # Before allauth: our templates stand in place of its own.
    "bagana.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "rules",
    "ninja",
    "bagana.web",
    "bagana.acts",
    "bagana.territory",
    "django_tasks_db",
    "bagana.privacy",
    "bagana.background",
    "bagana.indicators",
    "bagana.registers",
    "bagana.collection",
    "bagana.programme",
    "bagana.people",
    "bagana.meetings",
    "bagana.casework",
    "bagana.ranking",
    "bagana.redistricting",
    "bagana.portal",
    "bagana.documents",
    "bagana.demo",
    "bagana.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "bagana.web.language.LanguageMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "bagana.web.asof.AsOfMiddleware",
    "bagana.web.errors.RefusedMiddleware",
    "bagana.accounts.kept.KeptPostMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "bagana.project.urls"
WSGI_APPLICATION = "bagana.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "bagana.web.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "bagana.web.templatetags.bagana",
            ],
        },
    }
]

FORM_RENDERER = "bagana.web.forms.FormRenderer"

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{BAGANA_HOME / 'bagana.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers work beside the one writer; IMMEDIATE takes the write lock at
    # the start, so a transaction never fails half-way with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
            "PRAGMA busy_timeout=30000; PRAGMA cache_size=-65536; "
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
        ),
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "bagana.accounts.password_rules.Length",
        "OPTIONS": {"min_length": 10},
    },
    {
        "NAME": "bagana.accounts.password_rules.NotTheName",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "bagana.accounts.password_rules.NotCommon"},
    {"NAME": "bagana.accounts.password_rules.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:office"
ACCOUNT_ADAPTER = "bagana.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
# Passwords are counted by django-axes; this counts the codes of the second step.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/15m/key"}
ACCOUNT_FORMS = {
    "login": "bagana.accounts.sign_in_forms.SignInForm",
    "change_password": "bagana.accounts.sign_in_forms.NewPasswordForm",
    "reauthenticate": "bagana.accounts.sign_in_forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "bagana.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "bagana.accounts.sign_in_forms.CodeForm",
    "reauthenticate": "bagana.accounts.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "bagana.accounts.sign_in_forms.FirstCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Багана"
# Reading never writes: on SQLite each write would wait for the one lock.
USERSESSIONS_TRACK_ACTIVITY = False
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_CLIENT_IP_CALLABLE = "bagana.accounts.addresses.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True

LANGUAGE_CODE = "mn"
LANGUAGES = [("mn", _("Монгол")), ("en", _("Англи"))]
TIME_ZONE = "Asia/Ulaanbaatar"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BAGANA_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
MEDIA_ROOT = BAGANA_HOME / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
# The tree of a method is one form: 400 indicators with some 18 fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8_000

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_AGE = 12 * 3600
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
if TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
else:
    # An office on its own LAN has no certificate; the README says what that means.
    SILENCED_SYSTEM_CHECKS = [
        "security.W004",
        "security.W008",
        "security.W012",
        "security.W016",
    ]

BAGANA_NSO_URL = os.environ.get("BAGANA_NSO_URL", "https://data.1212.mn/api/v1")
BAGANA_HOME_UNIT = os.environ.get("BAGANA_HOME_UNIT", "")
BAGANA_LIGHTS = os.environ.get("BAGANA_LIGHTS", "0.90,0.70")
BAGANA_REGISTER_START = "2000-01-01"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A mistyped address or host is the reader's affair, not the office's.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        # Work that goes well is told on its own page.
        "django.tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
