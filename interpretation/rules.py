"""When a policy must be explained, and by when (国办发〔2016〕80号). Pure: calendars and dates come from the caller."""

from datetime import date

WORKING_DAYS = 3
PUBLISHED, DUE, OVERDUE, WAIVED = "published", "due", "overdue", "waived"
LABELS = {PUBLISHED: "已发布解读", DUE: "待发布解读", OVERDUE: "解读逾期未发布", WAIVED: "无需解读"}
TONES = {PUBLISHED: "ok", DUE: "warn", OVERDUE: "bad", WAIVED: "mute"}
LIVELIHOOD, MARKET = "livelihood", "market"
RULE_TYPES = ("regulation", "normative")


def required(doc_type: str, touches=()) -> bool:
    """Rules (规章), normative documents and what touches livelihood or market subjects must be explained."""
    return doc_type in RULE_TYPES or bool({LIVELIHOOD, MARKET} & set(touches))


TOUCHES = ((LIVELIHOOD, "涉及民生"), (MARKET, "涉及市场主体"))
HEADS_EACH_YEAR = 1


def stale(
    *,
    watched: bool,
    checked: str,
    current: str,
    checked_on: date | None,
    changed_on: list[date | None],
    on: date,
) -> bool:
    """Whether questions and clarifications may no longer agree with their document (国办发〔2016〕80号：及时、准确).

    `checked`, `current`: digests of the document then and now; `changed_on`: days on which it was amended or repealed.
    """
    if not watched or not checked:
        return False
    since = [day for day in changed_on if day and day <= on and (checked_on is None or day > checked_on)]
    return checked != current or bool(since)


def due_on(published_on: date, calendar) -> date:
    """Last day for the interpretation: the third working day after publication, that day not counted (国办发〔2016〕80号)."""
    return calendar.add(published_on, WORKING_DAYS)


def status(*, waived: bool, published: bool, due: date | None, on: date) -> str:
    """What the policy page says of its interpretation; computed, never stored."""
    if published:
        return PUBLISHED
    if waived or due is None:
        return WAIVED
    return DUE if on <= due else OVERDUE


def plan_gaps(*, outline: str, form: str, channel: str, planned_on: date | None, person: str) -> list[str]:
    """What an interpretation plan still lacks: outline, form, channel, time and person (国办发〔2016〕80号)."""
    wanted = (
        (outline, "解读提纲"),
        (form, "解读形式"),
        (channel, "发布渠道"),
        (planned_on, "发布时间"),
        (person, "解读人"),
    )
    return [name for value, name in wanted if not value]
