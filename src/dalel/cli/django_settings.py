"""What does Django need to know? Everything a newsroom may set is in ``configuration``."""

from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import dalel.publish
from dalel.cli.configuration import configuration
from dalel.cli.database import database
from dalel.cli.logs import logging_of
from dalel.cli.secret import secret_key
from dalel.language.wording import LOCALE
from dalel.newsroom.frame.headers import mark_file

#: What is in force; desk and flow find their pack and folders here.
DALEL: Final = configuration()

SECRET_KEY = secret_key(DALEL.home)
DEBUG = False

_ADDRESS = urlsplit(DALEL.desk_address)
_IS_HTTPS = _ADDRESS.scheme == "https"
#: Where readers come for letters; another host than the desk's is the site's.
_LETTERS = urlsplit(DALEL.letters_address).hostname or ""
PUBLIC_HOST = _LETTERS if _ADDRESS.hostname != _LETTERS else ""
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, [_ADDRESS.hostname, _LETTERS])]
CSRF_TRUSTED_ORIGINS = [*filter(None, [DALEL.desk_address, DALEL.letters_address])]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "dalel.newsroom.frame",
    "dalel.newsroom.accounts",
    "dalel.newsroom.sources",
    "dalel.newsroom.evidence",
    "dalel.newsroom.stories",
    "dalel.newsroom.editions",
    "dalel.newsroom.incidents",
    "dalel.newsroom.figures",
    "dalel.newsroom.releases",
    "dalel.newsroom.worker",
    "dalel.newsroom.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dalel.newsroom.frame.public_host.keep_hosts_apart",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "dalel.newsroom.frame.headers.safe_headers",
    "dalel.newsroom.frame.headers.leave_out_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dalel.newsroom.frame.locale.speak_the_members_language",
    "dalel.newsroom.frame.locked_desk.ask_for_the_passphrase",
    # Every page needs a sign-in unless it says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "dalel.newsroom.accounts.known_browsers.know_browsers",
    "dalel.newsroom.accounts.session_limits.keep_sessions_short",
    "dalel.newsroom.frame.request_limits.keep_to_limits",
]

FILE_UPLOAD_HANDLERS = [
    "dalel.newsroom.frame.upload_limits.BoundedUpload",
    "dalel.newsroom.frame.upload_limits.MemoryUpload",
]

ROOT_URLCONF = "dalel.cli.urls"
WSGI_APPLICATION = "dalel.cli.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {"environment": "dalel.newsroom.frame.templating.environment"},
    },
]

DATABASES = {"default": database(DALEL.database_url, DALEL.home)}
#: Whether this process only looks: what listens to acts is then loaded when one is done after all.
ONLY_LOOKS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CSRF_FAILURE_VIEW = "dalel.newsroom.frame.error_pages.refused"

AUTH_USER_MODEL = "accounts.Member"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{module}.{name}"}
    for module, name in (
        ("django.contrib.auth.password_validation", "UserAttributeSimilarityValidator"),
        ("django.contrib.auth.password_validation", "MinimumLengthValidator"),
        ("dalel.newsroom.accounts.password_words", "LikelyPasswordValidator"),
        ("django.contrib.auth.password_validation", "NumericPasswordValidator"),
    )
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

# Members sign in by name; they have no e-mail here, and nobody makes an account without a link.
ACCOUNT_ADAPTER = "dalel.newsroom.accounts.auth_adapters.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_FORMS = {
    "login": "dalel.newsroom.accounts.auth_forms.SignInForm",
    "change_password": "django.contrib.auth.forms.PasswordChangeForm",
}
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
SESSION_ENGINE = "dalel.newsroom.accounts.session_store"
# A session ends with the browser, or after these hours without a click.
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = int(timedelta(hours=DALEL.session_hours).total_seconds())
# Wrong tries are counted by accounts/actions/sign_in_tries.py: decision 0183.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _IS_HTTPS else 0
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DALEL.home / "cache",
    }
}

MFA_ADAPTER = "dalel.newsroom.accounts.auth_adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "activate_totp": "dalel.newsroom.accounts.auth_forms.AddAppForm",
    "add_webauthn": "dalel.newsroom.accounts.auth_forms.AddKeyForm",
    "authenticate": "dalel.newsroom.accounts.auth_forms.CodeForm",
    "reauthenticate": "dalel.newsroom.accounts.auth_forms.CodeAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Two for paper, long enough that nobody guesses one.
MFA_RECOVERY_CODE_COUNT = 2
MFA_RECOVERY_CODE_DIGITS = 16
MFA_TOTP_ISSUER = "Dalel"
# Browsers know passkeys over http on this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _IS_HTTPS

# No other host below the same domain can set a cookie of such a name (RFC 6265bis, section 4.1.3).
_HOST_ONLY = "__Host-" if _IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST_ONLY}sessionid"
CSRF_COOKIE_NAME = f"{_HOST_ONLY}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_HOST_ONLY}dalel_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if _IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [LOCALE]
FORMAT_MODULE_PATH = ["dalel.cli.formats"]

STATIC_URL = "/static/"
# The typefaces and the mark are those of the public site.
STATICFILES_DIRS = [
    ("vendor", Path(dalel.publish.__path__[0]) / "vendor"),
    ("site", Path(dalel.publish.__path__[0]) / "static"),
]
# Files are served straight from the package: nothing to collect, nothing to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ADD_HEADERS_FUNCTION = mark_file
# Nobody elsewhere reads them, and so learns of which release the desk is.
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = logging_of(DALEL, [SECRET_KEY])
