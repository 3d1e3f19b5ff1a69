"""What every room's tests share: the calendar of 2026, one county, and the named people."""

import os
from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from pytest_django.plugin import blocking_manager_key

from accounts import roles
from accounts.actors import Actor
from accounts.models import Membership, User
from agencies.models import Agency
from workdays.calendar import Calendar, DayInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def pytest_configure() -> None:
    """Pages are tested with plain static files, quick passwords, none kept, and a Redis database of the tests' own."""
    settings.PAGE_CACHE_MB = 0
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
    settings.CACHES["default"]["OPTIONS"] = {"db": 1 + worker}  # each test process clears its own
    settings.CELERY_BROKER_URL = settings.CELERY_BROKER_URL + "?virtual_host=15"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The test database knows the built-in working days and watches its content, as every installation does."""
    with django_db_blocker.unblock():
        call_command("load_workdays", stdout=StringIO())
        call_command("watch_content", stdout=StringIO())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item):
    """A test that commits leaves empty tables behind: the next one finds its working days again."""
    result = yield
    marker = item.get_closest_marker("django_db")
    committed = marker is not None and marker.kwargs.get("transaction")
    if committed or {"transactional_db", "live_server"} & set(item.fixturenames):
        with item.config.stash[blocking_manager_key].unblock():
            call_command("load_workdays", stdout=StringIO())
    return result


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.AUDIT_HEADS_FILE = tmp_path / "audit-heads.log"
    cache.clear()


def _days(text: str) -> list[date]:
    """ "1-1..1-3 5-4" as days of 2026."""
    found = []
    for part in text.split():
        first, _, last = part.partition("..")
        start = date(2026, *map(int, first.split("-")))
        end = date(2026, *map(int, last.split("-"))) if last else start
        found += [date.fromordinal(n) for n in range(start.toordinal(), end.toordinal() + 1)]
    return found


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """2026 as the State Council arranged it (notice of 2025-11-04)."""
    off = {
        "元旦": "1-1..1-3",
        "春节": "2-15..2-23",
        "清明节": "4-4..4-6",
        "劳动节": "5-1..5-5",
        "端午节": "6-19..6-21",
        "中秋节": "9-25..9-27",
        "国庆节": "10-1..10-7",
    }
    days = {day: DayInfo(False, name) for name, text in off.items() for day in _days(text)}
    days |= {day: DayInfo(True, "调休") for day in _days("1-4 2-14 2-28 5-9 9-20 10-10")}
    return Calendar(days, frozenset({2026}))


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 10, 0, tzinfo=BEIJING)


@pytest.fixture
def government(db) -> Agency:
    return Agency.objects.create(
        code="CX000", name="澄溪县人民政府", short_name="县政府", slug="xianzhengfu", kind=Agency.GOVERNMENT
    )


def _department(government: Agency, code: str, name: str, short: str, slug: str) -> Agency:
    return Agency.objects.create(
        code=code,
        name=name,
        short_name=short,
        slug=slug,
        kind=Agency.DEPARTMENT,
        parent=government,
        address="澄溪县城关街道民生路8号",
        phone="0999-6210101",
        disclosure_office=f"{short}办公室",
        disclosure_phone="0999-6210102",
    )


@pytest.fixture
def agency(government) -> Agency:
    return _department(government, "CX101", "澄溪县民政局", "县民政局", "minzheng")


@pytest.fixture
def other_agency(government) -> Agency:
    return _department(government, "CX102", "澄溪县住房和城乡建设局", "县住建局", "zhujian")


def _person(username: str, name: str, *held: tuple[Agency, str]) -> User:
    user = User.objects.create_user(
        username, password="pass-word-1234", name=name, email=f"{username}@example.cn"
    )
    Membership.objects.bulk_create([Membership(user=user, agency=agency, role=role) for agency, role in held])
    return user


@pytest.fixture
def clerk(agency) -> User:
    return _person("clerk", "李经办", (agency, roles.CLERK))


@pytest.fixture
def head(agency) -> User:
    return _person("head", "赵负责", (agency, roles.HEAD))


@pytest.fixture
def coworker(agency) -> User:
    return _person("coworker", "冯协办", (agency, roles.COWORKER))


@pytest.fixture
def editor(agency) -> User:
    return _person("editor", "周编辑", (agency, roles.EDITOR))


@pytest.fixture
def reviewer(agency) -> User:
    return _person("reviewer", "吴审核", (agency, roles.REVIEWER))


@pytest.fixture
def supervisor(government) -> User:
    return _person("supervisor", "郑督导", (government, roles.SUPERVISOR))


@pytest.fixture
def admin_user(government) -> User:
    return _person("admin", "何管理", (government, roles.ADMIN))


@pytest.fixture
def other_clerk(other_agency) -> User:
    return _person("other", "钱外单位", (other_agency, roles.CLERK))


@pytest.fixture
def stranger(db) -> User:
    return _person("stranger", "孙路人")


@pytest.fixture
def acting():
    """acting(user) -> Actor."""
    return Actor.of
