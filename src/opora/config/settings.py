"""Settings: from the environment only, through typed readers. Every variable stands in .env.sample."""

from typing import Any

from csp.constants import NONE, SELF

from opora.config import env

BASE_DIR = env.SOURCE_TREE

# The installation -----------------------------------------------------------------------------------------------------

HOME = env.folder("OPORA_HOME", BASE_DIR / "var")
PRODUCTION = env.flag("OPORA_PRODUCTION")
DEBUG = env.flag("OPORA_DEBUG")
LOCAL_SECRET_KEY = "local-only-key-that-production-mode-refuses"  # noqa: S105 - not a secret: opora.config.checks refuses it
SECRET_KEY = env.text("OPORA_SECRET_KEY", LOCAL_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.listed("OPORA_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.listed("OPORA_ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "opora.config",
    "opora.core",
    "opora.indicators",
    "opora.orders",
    "opora.outbox",
    "opora.organisations",
    "opora.programmes",
    "opora.accounts",
    "opora.certificates",
    "opora.practices",
    "opora.events",
    "opora.roadmap",
    "opora.inbox",
    "opora.reports",
    "opora.lists",
    "opora.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "opora.config.logs.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "opora.config.headers.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "opora.config.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "opora.config.memory.LetGoMiddleware",
    "opora.accounts.guard.GuardMiddleware",
]
ROOT_URLCONF = "opora.config.urls"
WSGI_APPLICATION = "opora.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opora.accounts.shell.context",
                "opora.core.shell.context",
                "opora.config.shell.context",
            ],
        },
    },
]

# Storage --------------------------------------------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HOME / "opora.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        # Take the write lock at the start: a transaction that reads first can then never fail half-way.
        "transaction_mode": "IMMEDIATE",
        # FULL: what was acknowledged survives a power loss.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    },
}
POSTGRESQL = env.postgresql("DATABASE_URL")
DATABASES: dict[str, dict[str, Any]] = {
    "default": {**POSTGRESQL, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} if POSTGRESQL else SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "opora"}}
STORAGES = {
    "default": {"BACKEND": "opora.core.files.storage.HomeStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILE_LIMIT_MB = env.number("OPORA_FILE_LIMIT_MB", 20, least=1)
ANTIVIRUS = env.text("OPORA_ANTIVIRUS")
FILE_UPLOAD_HANDLERS = ["opora.core.files.uploads.LimitedUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"

# People ---------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "opora.accounts.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "opora.accounts.forms.sign_in.SignInForm",
    "change_password": "opora.accounts.forms.sign_in.PasswordForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "change_password": "5/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("OPORA_BEHIND_PROXY") else 0
SESSION_COOKIE_NAME = "opora_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "surname", "given_name", "patronymic")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Language and time ----------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]  # each in its own words
LANGUAGE_COOKIE_NAME = "opora_language"
USE_TZ = True
TIME_ZONE = env.time_zone("OPORA_TIME_ZONE", "Asia/Barnaul")

# Safety ---------------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # Tabler's form controls carry their marks as data: pictures in its style sheet.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "opora.config.errors.csrf_failure"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside, past the proxy that ends HTTPS
HSTS_SECONDS = env.number("OPORA_HSTS_SECONDS", 60 * 60 * 24 * 365)
SECURE_HSTS_SECONDS = HSTS_SECONDS if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
# W021, preload lists: they bind a whole second-level domain, which is for its owner to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CSRF_TRUSTED_ORIGINS = env.listed("OPORA_TRUSTED_ORIGINS")
if env.flag("OPORA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Mail -----------------------------------------------------------------------------------------------------------------

OUTBOX_SERVER = env.mail_server("OPORA_EMAIL_URL")
OUTBOX_FROM = env.text("OPORA_EMAIL_FROM")
OUTBOX_QUIET_HOURS = env.hours("OPORA_QUIET_HOURS", "21:00-08:00")
OUTBOX_QUIET_WEEKENDS = env.flag("OPORA_QUIET_WEEKENDS", default=True)
SITE = env.site("OPORA_SITE")

# Measuring ------------------------------------------------------------------------------------------------------------

BENCH = ""
"""Who fills the region that `opora bench` measures on, beside the demonstration; the settings of the suite name it."""

# Log ------------------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "opora.config.logs.JsonFormatter"},
    },
    "filters": {"keys": {"()": "opora.config.logs.HideKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["keys"],
            "formatter": env.text("OPORA_LOG_FORMAT", "text", choices=("text", "json")),
        }
    },
    "root": {
        "handlers": ["console"],
        "level": env.text("OPORA_LOG_LEVEL", "INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "fontTools": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
    },
}
