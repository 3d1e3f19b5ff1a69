"""Is an item kept up to date? Pure: dates in, a state out."""

from dataclasses import dataclass
from datetime import date, timedelta

NEVER, FRESH, DUE_SOON, LATE, UNWATCHED = "never", "fresh", "due_soon", "late", "unwatched"
SOON = 10  # calendar days before the renewal is due
TONES = {NEVER: "mute", FRESH: "ok", DUE_SOON: "warn", LATE: "bad", UNWATCHED: "mute"}


@dataclass(frozen=True)
class Freshness:
    """`days`: calendar days since the newest publication (None when there is none)."""

    state: str
    text: str
    due_on: date | None = None
    days: int | None = None

    @property
    def tone(self) -> str:
        return TONES[self.state]


def renewal_due(newest_on: date | None, watched_from: date | None, renewal_days: int | None) -> date | None:
    """The day by which something new must be published; None where renewal is not asked for or not watched.

    Counted from the newest publication, or from the day of going live where that is later or nothing came out.
    """
    days = [day for day in (newest_on, watched_from) if day]
    if not renewal_days or not watched_from:
        return None
    return max(days) + timedelta(days=renewal_days)


def freshness(
    newest_on: date | None, watched_from: date | None, renewal_days: int | None, on: date
) -> Freshness:
    """The state of one item (for one agency, or all) on the day `on`."""
    days = (on - newest_on).days if newest_on else None
    due = renewal_due(newest_on, watched_from, renewal_days)
    if due and due < on:
        told = f"{days} 天未更新" if days is not None else "尚未公开"
        return Freshness(LATE, f"{told}（要求 {renewal_days} 天内更新）", due, days)
    if newest_on is None:
        return Freshness(NEVER, "尚未公开", due, days)
    if due and (due - on).days <= SOON:
        return Freshness(DUE_SOON, f"应于 {due.month}月{due.day}日前更新", due, days)
    return Freshness(FRESH if due else UNWATCHED, "正常" if due else "已公开", due, days)
