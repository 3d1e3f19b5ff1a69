"""Whether a policy is in force on a day (国办发〔2018〕37号). Lapse happens on its day, by itself."""

import re
from datetime import date, timedelta

from publishing import dates

NOT_YET = "not_yet"
IN_FORCE = "in_force"
AMENDED = "amended"
REPEALED = "repealed"
LAPSED = "lapsed"
UNKNOWN = ""
LABELS = {
    IN_FORCE: "现行有效",
    AMENDED: "已修改",
    NOT_YET: "尚未施行",
    LAPSED: "已失效",
    REPEALED: "已废止",
    UNKNOWN: "未注明",
}
TONES = {IN_FORCE: "ok", AMENDED: "warn", NOT_YET: "warn", LAPSED: "bad", REPEALED: "bad", UNKNOWN: "mute"}
STATED = (("in_force", "现行有效"), ("amended", "已修改"), ("repealed", "已废止或失效"), ("", "未注明"))
STATED_WORDS = {
    "现行有效": IN_FORCE, "有效": IN_FORCE, "试行": IN_FORCE, "暂行": IN_FORCE,
    "已修改": AMENDED, "修改": AMENDED, "已修订": AMENDED,
    "废止或失效": REPEALED, "已废止": REPEALED, "废止": REPEALED, "失效": REPEALED, "已失效": REPEALED,
}  # fmt: skip


def state(
    on: date,
    *,
    stated: str = IN_FORCE,
    effective_on: date | None = None,
    expires_on: date | None = None,
    repealed_on: date | None = None,
    amended_on: date | None = None,
) -> str:
    """The validity on a day (国办发〔2018〕37号): repealed before lapsed before not yet before amended before what was stated.

    `expires_on` is the last day of force: the document lapses the day after. `repealed_on` is the first day without force.
    """
    if repealed_on and on >= repealed_on or stated == REPEALED:
        return REPEALED
    if expires_on and on > expires_on:
        return LAPSED
    if effective_on and on < effective_on:
        return NOT_YET
    if amended_on and on >= amended_on or stated == AMENDED:
        return AMENDED
    return stated


def stated_from(word: str) -> str:
    """A status word of another system as a stated validity; unknown words give UNKNOWN."""
    return STATED_WORDS.get(word.strip(), UNKNOWN)


DAY = r"(\d{4}年\d{1,2}月\d{1,2}日)"
STARTS = re.compile(rf"自{DAY}(?:起|开始)?(?:正式)?(?:施行|实施|执行|生效)")
ENDS = re.compile(rf"有效期(?:限)?(?:为)?(?:自?{DAY})?(?:起)?(?:至|到){DAY}")
YEARS = re.compile(r"有效期(?:限)?(?:为)?([1-9]|10|[一二两三四五六七八九十])年")
COUNTS = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def stated_dates(text: str) -> dict[str, date]:
    """What a document says of its own force near its end: `effective_on` and `expires_on` (国办发〔2018〕37号), where it does."""
    found: dict[str, date] = {}
    starts, ends, years = (list(pattern.finditer(text)) for pattern in (STARTS, ENDS, YEARS))
    if starts and (day := dates.written(starts[-1][1])):
        found["effective_on"] = day
    if ends and (day := dates.written(ends[-1][2])):
        found["expires_on"] = day
    elif years and "effective_on" in found:
        number = years[-1][1]
        found["expires_on"] = _last_day(found["effective_on"], COUNTS.get(number) or int(number))
    return found


def _last_day(start: date, years: int) -> date:
    """The last day of a force of so many years from its first day."""
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(start.year + years, 2, 28)
