"""Numbers without gaps: a row a name and year, locked until the verb's transaction ends."""

from applications.models import Sequence


def following(name: str, year: int) -> int:
    """The next number under `name` in `year`; call inside a transaction, which gives it back when it fails."""
    Sequence.objects.get_or_create(name=name, year=year)
    row = Sequence.objects.select_for_update().get(name=name, year=year)
    Sequence.objects.filter(pk=row.pk).update(last=row.last + 1)
    return row.last + 1


def application_number(year: int) -> str:
    """`YSQ-2026-000123`, counted over the whole portal in a year."""
    return f"YSQ-{year}-{following('application', year):06d}"


def letter_number(agency, word: str, year: int) -> str:
    """`县民政局公开复〔2026〕3号`, counted by agency, word and year."""
    return f"{agency.short_name}{word}〔{year}〕{following(f'letter:{agency.pk}:{word}', year)}号"
