"""Fifty people file at the same moment for the same agency: through the form over HTTP, and through the verb alone,
the latter also among ten thousand and a hundred thousand earlier requests.

On a scratch database. Each round is checked: numbers without gaps or doubles, every text there once, every filing
with its receipt duty and its entry in the log; a round that loses anything ends the measurement with an error.
"""

import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator

from django.db import connection
from django.utils import timezone

from accounts import actors
from agencies.models import Agency
from applications import actions
from applications.models import Application
from audit.models import Entry
from bench import county, portal, scratch
from bench.timing import Row
from bench.visitor import Visitor
from demonstration.people import resident_id
from duties.models import Duty
from search import index

PEOPLE, ROUNDS = 50, 3
SIZES = (0, 10_000, 100_000)
PLAIN = "直接插入一行"


def measure() -> list[Row]:
    index.ensure()
    with scratch.database():
        agency = Agency.objects.create(
            code="BENCH",
            name="测量用机关",
            short_name="测量",
            slug="bench",
            kind=Agency.DEPARTMENT,
            phone="0999-6210101",
        )
        plain = _rounds(lambda n: _plain(agency, n))
        verbs = dict(_grown(agency))
        with portal.web(DATABASE_URL=scratch.address(), TRUSTED_PROXIES="1", PORTAL_DEMO="0") as base:
            form = _rounds(lambda n: _by_form(base, n), checked=agency)
    return [
        _row(PLAIN, plain, plain),
        *(_row("同时登记（动词）", ms, plain, f"已有 {size:,} 件") for size, ms in verbs.items()),
        _row("同时提交（网页，最后一步）", form, plain),
    ]


def _row(name: str, ms: float, plain: float, size: str = "") -> Row:
    label = name if name == PLAIN else f"{PEOPLE} 人{name}，每件"
    return Row("filing", label, round(ms, 2), "ms", round(ms / plain, 2), PLAIN, size)


def _grown(agency: Agency) -> Iterator[tuple[int, float]]:
    """(earlier requests, milliseconds each)."""
    _plain(agency, 900_000)()
    first, reached = Application.objects.get(number="YSQ-2008-900000"), 0
    for size in SIZES:
        county.copies(
            first,
            reached,
            size,
            uid="gen_random_uuid()",
            number="'YSQ-2009-' || lpad(n::text, 6, '0')",
            code_hash="md5(n::text)",
        )
        county.settled([Application])
        yield size, _rounds(lambda n, size=size: _by_verb(agency, size + n), checked=agency)
        reached = size


def _rounds(prepare: Callable, checked: Agency | None = None) -> float:
    """Milliseconds for each of fifty at once, the median round. `prepare(n)` gives the n-th person's last act."""
    taken = []
    for place in range(ROUNDS):
        before = set(Application.objects.values_list("pk", flat=True))
        acts = [prepare(place * PEOPLE + number) for number in range(PEOPLE)]
        taken.append(_at_once(acts) / PEOPLE * 1000)
        if checked:
            _check(Application.objects.exclude(pk__in=before), place)
    return statistics.median(taken)


def _at_once(acts: list[Callable]) -> float:
    """Seconds until the last of them is done; every act waits for the starting shot."""
    barrier, errors = threading.Barrier(len(acts) + 1), []

    def run(act: Callable) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    barrier.wait(60)
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    if errors:
        raise RuntimeError(f"{len(errors)} 人没有办成：{errors[0]!r}")
    return time.perf_counter() - start


def _check(made, place: int) -> None:
    """Nothing lost, nothing twice. Raises RuntimeError."""
    year = timezone.localdate().year
    numbers = sorted(
        Application.objects.filter(number__startswith=f"YSQ-{year}-").values_list("number", flat=True)
    )
    found = list(made)
    texts = {each.wanted for each in found}
    duties = Duty.objects.open().filter(
        kind="application.confirm", subject_id__in=[str(each.pk) for each in found]
    )
    entries = Entry.objects.filter(word="登记公开申请", subject_id__in=[str(each.pk) for each in found])
    wrong = {
        "编号有缺或者重复": numbers != [f"YSQ-{year}-{n:06}" for n in range(1, len(numbers) + 1)],
        "件数不对": len(found) != PEOPLE or len(texts) != PEOPLE,
        "确认期限不全": duties.count() != PEOPLE,
        "审计记录不全": entries.count() != PEOPLE,
    }
    if any(wrong.values()):
        raise RuntimeError(f"第 {place + 1} 轮：" + "、".join(name for name, bad in wrong.items() if bad))


def _person(number: int) -> dict[str, str]:
    name = f"测量{number}"
    return {
        "kind": "citizen",
        "name": name,
        "id_kind": "resident",
        "id_number": resident_id(name),
        "phone": "13800005678",
    }


def _plain(agency: Agency, number: int) -> Callable:
    """The same row, with a number given beforehand, and nothing else."""
    row = Application(
        agency=agency, number=f"YSQ-2008-{number:06}", code_hash=uuid.uuid4().hex, channel="online", kind="citizen",
        applicant_type="person", masked_name="测**", identity="x" * 400, wanted=f"第 {number} 份", form="electronic",
        delivery="download", submitted_at=timezone.now(),
    )  # fmt: skip
    return lambda: row.save(force_insert=True)


def _by_verb(agency: Agency, number: int) -> Callable:
    form = _person(number) | {"wanted": f"动词，第 {number} 份", "form": "electronic", "delivery": "download"}
    who = actors.applicant()
    return lambda: actions.receive(form, agency=agency, channel="online", actor=who, at=timezone.now())


def _by_form(base: str, number: int) -> Callable:
    """Walks the five steps before; what is measured is the last one."""
    visitor = Visitor(base, f"10.{number // 250}.{number % 250}.7")
    visitor.fill("bench", _person(number), f"网页，第 {number} 份")
    return lambda: _sent(visitor)


def _sent(visitor: Visitor) -> None:
    if not visitor.send():
        raise RuntimeError("没有走到回执页")
