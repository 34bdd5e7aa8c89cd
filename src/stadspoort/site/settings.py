"""Every setting, read once from the environment. docs/reference/settings.md lists the variables.

Nothing here holds a secret: secrets are read from files in the key folder, which lies outside the
data folder and outside every backup.
"""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent

DATA = Path(os.environ.get("STADSPOORT_DATA", "var/data")).resolve()
KEYS = Path(os.environ.get("STADSPOORT_KEYS", f"{DATA}.keys")).resolve()
UPLOADS = DATA / "uploads"
ANCHOR_FILE = Path(place) if (place := os.environ.get("STADSPOORT_ANCHOR_FILE")) else None
"""Where the anchors of the ledger are added; None is `anchors.jsonl` in the key folder."""


def _secret_key() -> str:
    """Return the signing secret of sessions; a throw-away one before `stadspoort init`."""
    file = KEYS / "session-secret"
    return file.read_text().strip() if file.exists() else secrets.token_urlsafe(50)


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("STADSPOORT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
IS_HTTPS = os.environ.get("STADSPOORT_HTTPS", "0") == "1"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if IS_HTTPS else []
DETECTORS = os.environ.get("STADSPOORT_DETECTORS", "")

PUBLIC_REGISTER = os.environ.get("STADSPOORT_PUBLIC_REGISTER", "0") == "1"
REGISTER_CONTACT = os.environ.get("STADSPOORT_REGISTER_CONTACT", "register@gemeente.example")
ORGANISATION = os.environ.get("STADSPOORT_ORGANISATION", "Gemeente Waterdam")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "django_htmx",
    "stadspoort.apps.accounts",
    "stadspoort.apps.audit",
    "stadspoort.apps.register",
    "stadspoort.apps.frameworks",
    "stadspoort.apps.lists",
    "stadspoort.apps.gate",
    "stadspoort.apps.assistant",
    "stadspoort.apps.inspection",
    "stadspoort.apps.oversight",
    "stadspoort.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "stadspoort.site.middleware.PrivatePagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "stadspoort.site.middleware.StaticFilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "stadspoort.site.middleware.NamedFailuresMiddleware",
    "stadspoort.apps.accounts.middleware.DenyByDefaultMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "stadspoort.site.urls"
ASGI_APPLICATION = "stadspoort.site.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "stadspoort.site.context.page",
            ],
            "builtins": ["stadspoort.site.templatetags.stadspoort"],
        },
    },
]

# One writer at a time, waiting its turn; FULL because the ledger lives in this database and a
# power cut may not take its last commits.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA wal_autocheckpoint=4000;",
}
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("STADSPOORT_DATABASE_URL", f"sqlite:///{DATA / 'stadspoort.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# Signing in by the provider of the municipality; see accounts.oidc. Empty issuer: not in use.
OIDC = {
    "issuer": os.environ.get("STADSPOORT_OIDC_ISSUER", ""),
    "client_id": os.environ.get("STADSPOORT_OIDC_CLIENT_ID", ""),
    "private_key_file": os.environ.get("STADSPOORT_OIDC_PRIVATE_KEY_FILE", ""),
    "secret_file": os.environ.get("STADSPOORT_OIDC_SECRET_FILE", ""),
    "mfa": os.environ.get("STADSPOORT_OIDC_MFA", "amr=mfa"),
    "roles_claim": os.environ.get("STADSPOORT_OIDC_ROLES_CLAIM", "roles"),
    "role_names": os.environ.get("STADSPOORT_OIDC_ROLE_NAMES", ""),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
# The front-end build names files by their content, so nothing has to be collected: WhiteNoise reads
# the package's own folder once, and browsers may keep those files for good.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]


def WHITENOISE_IMMUTABLE_FILE_TEST(path: str, url: str) -> bool:  # noqa: N802 (a setting of WhiteNoise)
    """Say whether a file never changes under this address."""
    return url.startswith("/static/build/") and not url.endswith("manifest.json")


# One working day without a click ends a session; see accounts.middleware for when it is renewed.
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = (
    "Lax"  # Strict would lose the session on the way back from the OIDC provider
)
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-stadspoort" if IS_HTTPS else "stadspoort"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_NAME = "__Host-stadspoort-csrf" if IS_HTTPS else "stadspoort-csrf"
CSRF_FAILURE_VIEW = "stadspoort.site.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
# The server in front must set or strip this header itself: docs/how-to/install.md.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# A person who mistypes is not locked out by someone else's guesses: the pair of name and address
# counts. Address alone would lock out a town hall behind one gateway.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # sign-ins are in the ledger, under a pseudonym
AXES_VERBOSE = False  # its messages hold names and addresses
AXES_USERNAME_CALLABLE = "stadspoort.apps.accounts.lockout.name_to_count"
AXES_SENSITIVE_PARAMETERS = ["username", "password", "ip_address", "next"]
AXES_LOCKOUT_CALLABLE = "stadspoort.apps.accounts.sign_in_views.locked_out"
OTP_TOTP_ISSUER = "Stadspoort"
OTP_TOTP_THROTTLE_FACTOR = 1

# An upload is held in memory until it is encrypted: spilled to disk it would stand there in clear.
# REQUEST_LIMIT_BYTES bounds what one request can hold; asgi.py ends a larger one.
REQUEST_LIMIT_BYTES = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_LIMIT_BYTES
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_PERMISSIONS = 0o600

# No message of a request is logged with its body, its headers or a person's name. Django's lines on
# pages that are not there hold the path, which is whatever someone typed: they are left out.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}

# Apps may not import the site; a form that shows a named failure gets its Dutch text through this.
STADSPOORT_DESCRIBE = "stadspoort.site.describe.describe"
