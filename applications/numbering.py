"""Numbers without gaps: a row a name and year, locked until the verb's transaction ends.

Whoever comes after waits for that end: a verb takes its number when everything else is prepared, right before it writes.
"""

from django.db import connection

NEXT = """
INSERT INTO applications_sequence (name, year, last) VALUES (%s, %s, 1)
ON CONFLICT (name, year) DO UPDATE SET last = applications_sequence.last + 1 RETURNING last
"""


def following(name: str, year: int) -> int:
    """The next number under `name` in `year`; call inside a transaction, which gives it back when it fails."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [name, year])
        return cursor.fetchone()[0]


def application_number(year: int) -> str:
    """`YSQ-2026-000123`, counted over the whole portal in a year."""
    return f"YSQ-{year}-{following('application', year):06d}"


def correction_number(year: int) -> str:
    """`GZ-2026-000123`, counted over the whole portal in a year (Art 41)."""
    return f"GZ-{year}-{following('correction', year):06d}"


def letter_number(agency, word: str, year: int) -> str:
    """`县民政局公开复〔2026〕3号`, counted by agency, word and year."""
    return f"{agency.short_name}{word}〔{year}〕{following(f'letter:{agency.pk}:{word}', year)}号"
