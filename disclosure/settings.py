"""Settings of the portal: one file, read from the environment (see README, “环境变量”)."""

import os
import shlex
import sys
from pathlib import Path
from urllib.parse import unquote

import environ
from celery.schedules import crontab

from accounts import levels
from disclosure import environment, numbered, places

BASE_DIR = Path(__file__).resolve().parent.parent
HOME = places.home()

DEBUG = environment.flag("DEBUG", False)
SURFACE = environment.choice("SURFACE", ("all", "public", "desk"))
URL_PREFIX = environment.prefix("URL_PREFIX")
PUBLIC_URL = environment.address("PUBLIC_URL", ("http", "https")).rstrip("/")
BEHIND_TLS = PUBLIC_URL.startswith("https://")
EMBEDDED = not environment.text("DATABASE_URL")
DEMO = environment.flag("PORTAL_DEMO", EMBEDDED)

SECRET_KEY = environment.text("SECRET_KEY") or places.generated_key("secret.key")
# Former keys, newest first: sessions and passes signed with them hold until the keys are taken off the list.
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS")
# A public surface that has the public half only seals; it is given no key that opens, and makes none.
FIELD_PUBLIC_KEY = "".join(environment.keys("FIELD_PUBLIC_KEY")[:1])
ONLY_SEALS = SURFACE == "public" and bool(FIELD_PUBLIC_KEY)
FIELD_KEYS = environment.keys("FIELD_KEYS", refused=ONLY_SEALS)
if not FIELD_KEYS and not ONLY_SEALS:
    FIELD_KEYS = [places.generated_field_key("field.key")]

# ---- Rooms, in the order of the import arrow ---------------------------------------------------------------------

ROOMS = [
    "workdays",
    "audit",
    "outbox",
    "agencies",
    "accounts",
    "duties",
    "search",
    "catalog",
    "publishing",
    "interpretation",
    "applications",
    "reports",
    "opendata",
    "demonstration",
]

INSTALLED_APPS = [
    "accounts.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "django_prose_editor",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    *ROOMS,
    "disclosure",
]

MIDDLEWARE = [
    "disclosure.watch.Watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "disclosure.pagecache.PageCache",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "disclosure.middleware.vary_on_theme",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.at_desk.StaffSession",
    "disclosure.surface.DeskOnly",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "publishing.addresses.OldAddressMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "disclosure.urls"
# Links that are stored, or followed on another surface, are made from the whole table.
EVERY_ADDRESS = "disclosure.everywhere"
WSGI_APPLICATION = "disclosure.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "disclosure.context.portal",
            ],
            "builtins": ["disclosure.templatetags.gov"],
        },
    }
]

# ---- Services ----------------------------------------------------------------------------------------------------

DATABASE_URL = environment.address("DATABASE_URL", ("postgres", "postgresql")) or places.database_url()
REDIS_URL = environment.address("REDIS_URL", ("redis", "rediss", "unix")) or places.redis_url()

DATABASES = {"default": environ.Env.db_url_config(DATABASE_URL)}
DATABASES["default"] |= {
    "HOST": unquote(DATABASES["default"]["HOST"]),  # a socket folder stands in the address as %2F…
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "TEST": {"NAME": "test_" + (DATABASES["default"]["NAME"] or "portal")},
}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

CELERY_BROKER_URL = places.celery_broker(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "max_retries": 1, "socket_connect_timeout": 2}
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "disclosure.tasks.heartbeat", "schedule": 20.0},
    "drain": {"task": "outbox.tasks.drain", "schedule": 15.0},
    "seal": {"task": "audit.tasks.seal", "schedule": 60.0},
    "index-nightly": {"task": "search.tasks.rebuild", "schedule": crontab(hour=0, minute=10)},
    "write-questions": {"task": "search.tasks.write_asked", "schedule": 60.0},
    "forget-questions": {"task": "search.tasks.forget", "schedule": crontab(hour=3, minute=50)},
    "keep-head": {"task": "audit.tasks.keep_head", "schedule": crontab(hour=0, minute=30)},
    "sweep": {"task": "duties.tasks.sweep", "schedule": crontab(minute="*/5")},
    "forget-drafts": {"task": "applications.tasks.forget_drafts", "schedule": crontab(hour=3, minute=20)},
    "forget-sessions": {"task": "disclosure.tasks.forget_sessions", "schedule": crontab(hour=3, minute=30)},
    "forget-changes": {"task": "disclosure.tasks.forget_changes", "schedule": crontab(hour=3, minute=10)},
    "silence": {"task": "applications.tasks.note_silences", "schedule": crontab(minute="2-59/10")},
    "validity": {"task": "interpretation.tasks.validity", "schedule": crontab(hour=0, minute=10)},
    "forget-identities": {
        "task": "applications.tasks.forget_identities",
        "schedule": crontab(hour=3, minute=40),
    },
    "open-reports": {"task": "reports.tasks.open_reports", "schedule": crontab(hour=1, minute=5)},
    "publish-due": {"task": "publishing.tasks.publish_due", "schedule": 15.0},
    "end-notices": {"task": "publishing.tasks.end_notices", "schedule": crontab(minute="*/5")},
    "quarterly-lists": {
        "task": "interpretation.tasks.quarterly_lists",
        "schedule": crontab(hour=1, minute=20),
    },
    # rooms add here
}

# ---- Tables that rooms fill in -----------------------------------------------------------------------------------

# Closed list of audit words: every row of every room's verb table.
VERB_TABLES = [
    "accounts.verb_rows.VERBS",
    "duties.verb_rows.VERBS",
    "catalog.verbs.VERBS",
    "publishing.verbs.VERBS",
    "interpretation.verbs.VERBS",
    "applications.verbs.VERBS",
    "applications.verbs.ASIDE",
    "reports.verbs.VERBS",
    # rooms add here
]
OUTBOX_HANDLERS = {
    "applications.mail": "applications.tasks.mail_reply",
    "applications.news": "applications.tasks.mail_news",
    "duties.mail": "duties.channels.mail",
    "duties.command": "duties.channels.command",
    # rooms add here
}
DUTY_KINDS: list[str] = [
    "catalog.duty_kinds.KINDS",
    "publishing.duty_kinds.KINDS",
    "interpretation.duty_kinds.KINDS",
    "applications.duty_kinds.KINDS",
    "reports.duty_kinds.KINDS",
    # rooms add here
]
SEARCH_SOURCES: dict[str, str] = {
    "item": "catalog.search_source.items",
    "agency": "catalog.search_source.agencies",
    "publication": "publishing.search_source.documents",
    "policy": "interpretation.search_source.policies",
    "interpretation": "interpretation.search_source.interpretations",
    "file": "publishing.file_search_source.documents",
    "answer": "applications.search_source.answers",
    # rooms add here
}
# Functions (ids) -> those still public: the result page asks once more, whatever the index holds.
SEARCH_PUBLIC: dict[str, str] = {
    "item": "catalog.search_source.public_item_ids",
    "agency": "catalog.search_source.public_agency_ids",
    "publication": "publishing.search_source.public_ids",
    "policy": "publishing.search_source.public_ids",
    "interpretation": "publishing.search_source.public_ids",
    "file": "publishing.file_search_source.public_ids",
    "answer": "applications.search_source.public_ids",
    # rooms add here
}
# Kinds that change with another: what is announced of a publication is true of its files.
SEARCH_PARTS: dict[str, list[str]] = {kind: ["file"] for kind in ("publication", "policy", "interpretation")}
PUBLICATION_GATES: list[str] = [
    "publishing.gates.says_something",
    "publishing.gates.complete",
    "publishing.gates.fields_heeded",
    "publishing.gates.public_attribute",
    "publishing.gates.secrecy_reviewed",
    "publishing.gates.privacy_checked",
    "publishing.gates.wording_checked",
    "publishing.gates.approved",
    "interpretation.gates.number_free",
    "interpretation.gates.registered",
    "interpretation.gates.plan_ready",
    "interpretation.gates.material_ready",
    "interpretation.gates.explains_fully",
    "interpretation.gates.explains_something",
    "interpretation.gates.policy_public",
    "reports.gates.figures_as_signed",
    # rooms add here
]
# 索引号: {code} of the agency, {year}, {serial} (publishing.indexing); a bad one stops the start.
# How many people read a draft before it is approved (publishing.presets): standard, three (三审三校).
INDEX_RULE = environment.text("INDEX_RULE", "{code}/{year}-{serial:05d}")
REVIEW_PRESET = environment.choice("REVIEW_PRESET", ("standard", "three"))
# 规范性文件登记号 (interpretation.registering): {year}, {serial}; empty: this county registers elsewhere, nothing waits.
REGISTRATION_RULE = environment.text("REGISTRATION_RULE", "GF-{year}-{serial:04d}")
if REGISTRATION_RULE == "-":
    REGISTRATION_RULE = ""
# 三同步 without exception: no approved interpretation, no publication of the policy.
STRICT_INTERPRETATION = environment.flag("STRICT_INTERPRETATION", False)
PUBLICATION_PAGES: dict[str, str] = {
    "policy": "interpretation.pages.policy",
    "interpretation": "interpretation.pages.interpretation",
    # rooms add here
}
# Desk: the form of a kind (an address name taking public_id), and what stands beside it (publication, actor, at).
PUBLICATION_EDITORS: dict[str, str] = {
    "policy": "desk_interpretation:edit_policy",
    "interpretation": "desk_interpretation:edit_interpretation",
    # rooms add here
}
PUBLICATION_PANELS: dict[str, str] = {
    "policy": "interpretation.panels.policy",
    "interpretation": "interpretation.panels.interpretation",
    # rooms add here
}
# Functions (publication, verb name, actor, *, at), called in the transaction that publishes or withdraws.
PUBLICATION_EFFECTS: list[str] = [
    "interpretation.actions.on_publication",
    "interpretation.cleaning.on_publication",
]
# Functions (calendar, *, at) -> rows of what moved, called when a holiday notice is loaded.
WORKDAY_LISTENERS: list[str] = [
    "applications.reckoning.recounted",
    "duties.actions.recount",
    # rooms add here
]
# Functions (duty, calendar) -> (due_on, provisional) | None, by kind of duty: what a new calendar makes of it.
DUTY_CLOCKS: dict[str, str] = {
    "application.reply": "applications.reckoning.moved_duty",
    "application.supplement": "applications.limits.moved_supplement",
    "application.fee": "applications.limits.moved_fee",
    "application.reasons": "applications.limits.moved_reasons",
    **dict.fromkeys(("publication", "result_publication", "budget_publication"), "publishing.actions.moved"),
    # rooms add here
}
# (item, at) -> public publications that serve the item; filled by the publishing room.
ITEM_PUBLICATIONS = "publishing.querysets.for_item"
# (item ids, at) -> {item id, or (item id, agency id): (how many are public, when the newest came out)}.
ITEM_PUBLICATION_COUNTS = "publishing.querysets.for_items"
ITEM_AGENCY_PUBLICATIONS = "publishing.querysets.for_items_by_agency"
BASIS_DOCUMENTS = "interpretation.held.documents"  # (citations, at) -> {citation: where the public reads it}
# Reference data loaded at every start, in order; each command is safe to repeat.
# An outside proof-reader: a function (text) -> publishing.wording.Fault's, run by the reviewer's page. Off when empty.
PROOFREADER = environment.text("PROOFREADER")
REFERENCE_COMMANDS = [
    "load_workdays",
    "load_reference_catalog",
    "load_columns",
    "load_wording",
    "load_notice_fields",
    "watch_content",
]

# Whose tables public pages are drawn from: rooms, or single models. A change in one of them ends all kept pages.
CONTENT_TABLES = [
    "workdays",
    "agencies",
    "catalog",
    "publishing",
    "interpretation",
    "applications.Application",
    # rooms add here
]
# Megabytes of whole pages that each web process keeps; 0: none.
PAGE_CACHE_MB = environment.number("PAGE_CACHE_MB", 32, 0, 4096)

# ---- Notices -----------------------------------------------------------------------------------------------------

# A program of the county's (SMS, 政务微信): gets one JSON object without personal data on stdin. Off when empty.
NOTICE_COMMAND = environment.text("NOTICE_COMMAND")

EMAIL_URL = environment.address(
    "EMAIL_URL", ("smtp", "smtps", "smtp+tls", "smtp+ssl", "filemail", "consolemail")
)
if EMAIL_URL:
    vars().update(environ.Env.email_url_config(EMAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
# A program of the county's e-seal service: PDF on stdin, sealed PDF on stdout (see applications/sealer.py).
DEMO_SEAL = shlex.join([sys.executable, str(BASE_DIR / "demonstration" / "sealprogram.py")])
SEAL_COMMAND = environment.text("SEAL_COMMAND", DEMO_SEAL if DEMO else "")
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", "zwgk@localhost")

# The daily head of the audit chain leaves the database: into this file, and to these addresses.
AUDIT_HEADS_FILE = environment.text("AUDIT_HEADS_FILE", str(HOME / "audit-heads.log"))
AUDIT_HEADS_MAIL = environment.names("AUDIT_HEADS_MAIL")

# ---- Security ----------------------------------------------------------------------------------------------------

ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS") or places.default_hosts(PUBLIC_URL)
CSRF_TRUSTED_ORIGINS = ["/".join(PUBLIC_URL.split("/")[:3])] if PUBLIC_URL else []
CSRF_FAILURE_VIEW = "disclosure.errors.csrf_failure"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# How strictly staff are let in (accounts/levels.py): level 2 or 3 of 等保, or "trial" for a demonstration.
SECURITY_LEVEL = environment.choice("SECURITY_LEVEL", ("trial", "3", "2") if DEMO else ("3", "2", "trial"))
LEVEL = levels.LEVELS[SECURITY_LEVEL]
TWO_STEP = LEVEL.two_step
IDLE_MINUTES = environment.number("IDLE_MINUTES", LEVEL.idle, 1, 1440)
PASSWORD_DAYS = environment.number("PASSWORD_DAYS", LEVEL.days, 0, 3650)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": environment.number("PASSWORD_LENGTH", LEVEL.length, 8, 128)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.MixedValidator", "OPTIONS": {"wanted": LEVEL.classes}},
    {"NAME": "accounts.passwords.FreshValidator", "OPTIONS": {"remembered": LEVEL.remembered}},
]
OTP_TOTP_ISSUER = "政务公开平台"
AXES_FAILURE_LIMIT = LEVEL.failures
AXES_COOLOFF_TIME = LEVEL.lock / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "accounts.address.client_network"
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0, 0, 10)

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGIN_URL = "desk_accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:start"

# ---- Language, time, files ---------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True

STATIC_URL = f"{URL_PREFIX}/static/"
MEDIA_URL = f"{URL_PREFIX}/files/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": places.file_storage(environment.address("STORAGE_URL", ("s3", "s3+http"))),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "disclosure.staticstorage.Storage"
    },
}
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{URL_PREFIX}/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
SEARCH_INDEX_DIR = HOME / "index"
CLAMD_ADDRESS = environment.socket_address("CLAMD_ADDRESS")  # the operator's virus scanner; empty: none

# ---- API ---------------------------------------------------------------------------------------------------------

API_RATE = environment.rate("API_RATE", "1200/min")
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PAGINATION_CLASS": "opendata.paging.Pages",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "opendata.rendering.CSVRenderer",
        "opendata.rendering.LinesRenderer",
        "opendata.rendering.WorkbookRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["opendata.throttling.ByAddress"],
    "EXCEPTION_HANDLER": "opendata.errors.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "政务公开平台数据接口",
    "DESCRIPTION": "已经公开的政府信息，只读。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r".*/api/v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "opendata.schema.with_refusals",
    ],
    "ENUM_NAME_OVERRIDES": {"PublicationKindEnum": "publishing.models.Publication.Kind"},
}

# ---- The site itself ---------------------------------------------------------------------------------------------

SITE = {
    "name": environment.text("SITE_NAME", "澄溪县政务公开平台"),
    "government": environment.text("SITE_GOVERNMENT", "澄溪县人民政府"),
    "sponsor": environment.text("SITE_SPONSOR", "澄溪县人民政府办公室"),
    "organizer": environment.text("SITE_ORGANIZER", "澄溪县政务公开办公室"),
    "phone": environment.text("SITE_PHONE", "0999-6210012"),
    "address": environment.text("SITE_ADDRESS", "澄溪县城关街道县府路1号"),
    "hours": environment.text("SITE_HOURS", "工作日 8:30—12:00，14:30—17:30"),
    "domain": environment.text("SITE_DOMAIN"),
    "id_code": environment.text("SITE_ID_CODE"),
    "icp": environment.text("SITE_ICP"),
    "police": environment.text("SITE_POLICE"),
    # Addresses of the county's existing site; a link is shown only when set.
    "mark_url": environment.text("SITE_MARK_URL"),
    "interaction_url": environment.text("SITE_INTERACTION_URL"),
    "service_url": environment.text("SITE_SERVICE_URL"),
    "report_url": environment.text("SITE_REPORT_URL"),
    "emblem": environment.text("SITE_EMBLEM"),
    "demo": DEMO,
}

LOGGING = numbered.logging_configuration(
    environment.choice("LOG_FORMAT", ("line", "json")), environment.text("LOG_LEVEL", "WARNING")
)
# Numbers for Prometheus at /metrics, for who sends this as a bearer token; no such page without.
METRICS_TOKEN = environment.text("METRICS_TOKEN")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(places.metrics())
