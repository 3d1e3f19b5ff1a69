"""Publications of the demonstration, each through draft, submit, three reviews, approval and publication."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency
from demonstration.content import Dated
from demonstration.shelves import Shelves
from demonstration.staff import Staff
from publishing import actions, grounds
from publishing.models import NoticeKind, Publication

PASSED = {"result": "pass", "basis": ""}
ATTRIBUTES = {"不予公开": grounds.WITHHELD}
HOW_FAR = {"草稿": 0, "不予公开": 0, "待审查": 1, "待批准": 2, "待发布": 3}
OUT = 4

PEOPLE = "\n# 名单\n"


@dataclass
class Minutes:
    """Moments of the working day, a few minutes apart so that nothing happens twice at once."""

    given: dict[date, int] = field(default_factory=dict)

    def at(self, day: date, hour: int = 9) -> datetime:
        """The next free moment of that day, at `hour` or later."""
        count = self.given[day] = self.given.get(day, 0) + 1
        seconds = min(count * 20, 3 * 3600)
        return timezone.make_aware(datetime.combine(day, time(hour))) + timedelta(seconds=seconds)


@dataclass(frozen=True)
class Release:
    """The people and shelves that every release needs."""

    staff: Staff
    shelves: Shelves
    agencies: dict[str, Agency]
    minutes: Minutes

    def publication(self, document: Dated, domain: str) -> Publication:
        """Drafts a document of a domain ("" for none) and takes it as far as its 状态 says."""
        agency, genre = self.agencies[document.get("单位")], document.get("类别")
        column = self.shelves.column(genre, domain, agency)
        items = self.shelves.items_for(domain, document.get("事项"))
        made = actions.draft(
            self.staff.editor,
            agency=agency,
            column=column,
            kind=self.shelves.kind(genre),
            title=document.title,
            items=[*items, *self.shelves.kinds_for(column, domain, genre, agency)],
            formed_on=document.formed,
            at=self.minutes.at(document.formed),
            **secret(document),
            **timed(self.shelves.kind(genre), document),
            **worded(document),
        )
        made = self.taken(made, HOW_FAR.get(document.state, OUT), document.published)
        if document.state == "已撤回":
            made = self.withdrawn(made, document)
        return made

    def taken(
        self, made: Publication, steps: int, on: date, before: Callable[[datetime], None] | None = None
    ) -> Publication:
        """Submits, reviews, approves and publishes on the day, or only the first `steps` of these."""
        moment = self.minutes.at(on, 14)
        second = timedelta(seconds=5)
        for number, step in enumerate((self._submit, self._review, self._approve, self._publish)):
            if number < steps:
                made = step(made, moment + second * number)
        return made

    def _submit(self, made: Publication, at: datetime) -> Publication:
        return actions.submit(made, self.staff.editor, at=at)

    def _review(self, made: Publication, at: datetime) -> Publication:
        records = dict.fromkeys(("secrecy", "privacy", "wording"), PASSED)
        return actions.review_all(made, self.staff.reviewer, records=records, at=at)

    def _approve(self, made: Publication, at: datetime) -> Publication:
        return actions.approve(made, self.staff.head, at=at)

    def _publish(self, made: Publication, at: datetime) -> Publication:
        return actions.publish(made, self.staff.editor, at=at)

    def withdrawn(self, made: Publication, document: Dated) -> Publication:
        moment = self.minutes.at(document.published, 17)
        return actions.withdraw(made, self.staff.reviewer, reason=document.get("撤回"), at=moment)


def secret(document: Dated) -> dict:
    """The attribute with its ground and reason, where it is not 主动公开."""
    if document.state not in ATTRIBUTES:
        return {}
    return {
        "attribute": ATTRIBUTES[document.state],
        "ground": document.get("依据"),
        "ground_reason": document.get("理由"),
    }


def worded(document: Dated) -> dict:
    """The text, and below `# 名单` the people on it, who are shown by the rules of that kind of notice."""
    text, _, people = document.body.partition(PEOPLE)
    if not people:
        return {"text": text}
    return {
        "text": text,
        "personal_text": people,
        "notice_kind": NoticeKind.objects.get(slug=document.get("公示")),
    }


def timed(kind: str, document: Dated) -> dict:
    """A 公示 has a last day."""
    return {"ends_on": document.published + timedelta(days=7)} if kind == Publication.Kind.PUBLICITY else {}
