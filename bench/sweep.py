"""The sweep: 1,000 duties whose day has come, among ten thousand, a hundred thousand and a million open ones."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from accounts import roles
from accounts.models import Membership, User
from agencies.models import Agency
from bench import scratch
from bench.timing import Row, least
from duties import sweep
from duties.kinds import registry

DUE = 1000
SIZES = (10_000, 100_000, 1_000_000)
TODAY, LATER = date(2026, 3, 2), date(2026, 9, 1)
FILL = """
INSERT INTO duties_duty (kind, subject_type, subject_id, agency_id, label, url, due_on, provisional, suspended,
                         next_on, opened_at)
SELECT %s, 'bench.duty', n::text, %s, '申请 ' || n, '', %s::date + n %% 90, false, false, %s::date + n %% 90, now()
FROM generate_series(%s, %s) AS n
"""


def measure() -> list[Row]:
    with scratch.database():
        at = timezone.now()
        agency = _agency()
        kind = next(name for name, kind in registry().items() if not kind.lapses)
        _fill(kind, agency, TODAY, 0, 0, DUE)
        reached, rows = DUE, []
        for size in SIZES:
            _fill(kind, agency, LATER, 1, reached + 1, size)
            reached = size
            value = least(lambda: _swept(at))
            yardstick = rows[0].value if rows else value
            ratio = round(value / yardstick, 2)
            against = "10,000 条中的 1,000 条"
            rows.append(
                Row("sweep", "1,000 条到期", round(value, 1), "ms", ratio, against, f"共 {size:,} 条")
            )
    return rows


def _agency() -> Agency:
    agency = Agency.objects.create(
        code="B1", name="测量用机关", short_name="测量", slug="b1", kind=Agency.DEPARTMENT
    )
    user = User.objects.create(username="bench", name="测量")
    Membership.objects.create(user=user, agency=agency, role=roles.CLERK)
    return agency


def _fill(kind: str, agency: Agency, first: date, spread: int, low: int, high: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            FILL.replace("n %% 90", "n %% 90" if spread else "0"),
            [kind, agency.pk, first, first, low, high - (not spread)],
        )
        cursor.execute("ANALYZE duties_duty")


def _swept(at: datetime) -> None:
    """One sweep, taken back, so that the next round finds the same."""
    with transaction.atomic():
        if not sweep.sweep(TODAY, at=at):
            raise RuntimeError("nothing was due")
        transaction.set_rollback(True)
