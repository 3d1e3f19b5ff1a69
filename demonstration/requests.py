"""Requests of the demonstration: each step of each case through its verb, in the order of the days."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from accounts.actors import applicant
from agencies.models import Agency
from applications import actions
from applications.choices import Channel, DeliveryMethod, OpinionKind, State
from applications.models import Application, Letter
from applications.receipt import POSTAL_ENTERPRISES
from demonstration import people, sealed
from demonstration.content import read
from demonstration.days import Days, words
from demonstration.releases import Minutes
from demonstration.staff import Staff
from demonstration.texts import Record, fill

EMS = POSTAL_ENTERPRISES[0]
CHANNELS = {"网上": Channel.ONLINE, "当面": Channel.COUNTER, "邮寄": Channel.POST}
STEP = re.compile(r"^(\d+) (\S+?)(?: (\S+?))?(?:｜(.*))?$")


@dataclass
class Step:
    """One line of 经过: so many working days ago, what, with which word (days, answer, outcome) and text."""

    ago: int
    what: str
    word: str = ""
    text: str = ""
    data: dict[str, str] = field(default_factory=dict)


@dataclass
class Case:
    """A request as written, and as it stands while its steps are taken."""

    record: Record
    wanted: str
    steps: list[Step]
    application: Application | None = None


def cases(records: list[Record], values: dict[str, str]) -> list[Case]:
    """Records of applications.txt with {上年} and the like replaced."""
    found = []
    for record in records:
        wanted, _, course = fill(record.body, values).partition("# 经过")
        facts = {key: fill(value, values) for key, value in record.facts.items()}
        known = Record(fill(record.title, values), facts)
        found.append(Case(known, wanted.strip(), steps(course)))
    return found


def steps(course: str) -> list[Step]:
    """Lines such as `9 补正｜…` and, below a draft, `  - provided: …`."""
    found: list[Step] = []
    for line in filter(None, map(str.rstrip, course.splitlines())):
        if line.startswith("  - "):
            name, _, value = line[4:].partition(": ")
            found[-1].data[name] = value
        else:
            ago, what, word, text = STEP.match(line).groups()
            found.append(Step(int(ago), what, word or "", text or ""))
    return found


@dataclass(frozen=True)
class Desk:
    """Takes the steps of cases as the people of the demonstration."""

    staff: Staff
    agencies: dict[str, Agency]
    days: Days
    minutes: Minutes
    now: datetime

    def work(self, found: list[Case]) -> None:
        """Every step of every case, the oldest day first, as they would have happened."""
        diary = [(step.ago, number, step, case) for case in found for number, step in enumerate(case.steps)]
        for _, _, step, case in sorted(diary, key=lambda row: (-row[0], row[1])):
            VERBS[step.what](self, case, step, self._moment(step))

    def _moment(self, step: Step) -> datetime:
        if not step.ago:
            return self.now - timedelta(minutes=5)
        return self.minutes.at(self.days.ago(step.ago), 10)

    def receive(self, case: Case, step: Step, at: datetime) -> None:
        record, channel = case.record, CHANNELS[case.record["渠道"]]
        who = people.form(record["申请人"], record.get("类别", "公民"), record.get("获取", "网上"))
        case.application, _ = actions.receive(
            who | {"title_or_number": record.title, "wanted": case.wanted},
            agency=self.agencies[record["单位"]],
            channel=channel,
            actor=applicant() if channel == Channel.ONLINE else self.staff.clerk,
            at=at,
            proof={"mail_number": record.get("邮件号", "XA36210065")} if channel == Channel.POST else {},
        )

    def confirm(self, case: Case, step: Step, at: datetime) -> None:
        note = step.text or "电话联系申请人，双方确认收到"
        phone = people.form(case.record["申请人"], case.record.get("类别", "公民"), "网上")["phone"]
        called = {"how": "phone", "contact": phone, "spoke_with": "本人"}
        actions.confirm(case.application, self.staff.clerk, at=at, note=note, **called)

    def assign(self, case: Case, step: Step, at: datetime) -> None:
        actions.assign(case.application, self.staff.head, to=self.staff.clerk.user, at=at)

    def ask_supplement(self, case: Case, step: Step, at: datetime) -> None:
        actions.ask_supplement(case.application, self.staff.clerk, what=step.text, at=at)

    def supplement(self, case: Case, step: Step, at: datetime) -> None:
        actions.supplement(case.application, applicant(), text=step.text, at=at)

    def ask_third_party(self, case: Case, step: Step, at: datetime) -> None:
        kind = OpinionKind.THIRD_PARTY
        actions.consult(case.application, self.staff.clerk, kind=kind, party=step.text, at=at)

    def ask_agency(self, case: Case, step: Step, at: datetime) -> None:
        kind = OpinionKind.OTHER_AGENCY
        actions.consult(case.application, self.staff.clerk, kind=kind, party=step.text, at=at)

    def serve(self, case: Case, step: Step, at: datetime) -> None:
        day = self.days.ago(step.ago)
        actions.serve(case.application.opinions.last(), self.staff.clerk, at=at, on=day)

    def take_opinion(self, case: Case, step: Step, at: datetime) -> None:
        opinion = case.application.opinions.last()
        actions.take_opinion(opinion, self.staff.clerk, answer=step.word, text=step.text, at=at)

    def ask_help(self, case: Case, step: Step, at: datetime) -> None:
        actions.ask_help(
            case.application, self.staff.clerk, to=self.staff.coworker.user, what=step.text, at=at
        )

    def give_help(self, case: Case, step: Step, at: datetime) -> None:
        contribution = case.application.contributions.get(answered_at=None)
        actions.give_help(contribution, self.staff.coworker, answer=step.text, at=at)

    def extend(self, case: Case, step: Step, at: datetime) -> None:
        actions.extend(case.application, self.staff.head, days=int(step.word), reason=step.text, at=at)

    def draft(self, case: Case, step: Step, at: datetime) -> None:
        data = dict(step.data)
        if "search_where" in data:
            data["search_on"] = localdate(at).isoformat()
        if step.word == "repeated":
            data |= self._earlier(case.application)
        actions.draft(case.application, self.staff.clerk, outcome=step.word, data=data, at=at)

    def _earlier(self, application: Application) -> dict[str, str]:
        """The reply that the same applicant had before."""
        replied = Letter.objects.exclude(outcome="").filter(application__person_key=application.person_key)
        letter = replied.filter(agency=application.agency).exclude(frozen_at=None).last()
        return {"earlier": letter.application.number, "earlier_letter": letter.number}

    def approve(self, case: Case, step: Step, at: datetime) -> None:
        actions.approve(case.application, self.staff.head, at=at)

    def countersign(self, case: Case, step: Step, at: datetime) -> None:
        actions.countersign(case.application, self.staff.reviewer, at=at)

    def seal(self, case: Case, step: Step, at: datetime) -> None:
        letter = case.application.letters.get(frozen_at=None)
        actions.attach_sealed_copy(case.application, self.staff.clerk, file=sealed.copy(letter), at=at)

    def send_back(self, case: Case, step: Step, at: datetime) -> None:
        actions.send_back(case.application, self.staff.head, reason=step.text, at=at)

    def reply(self, case: Case, step: Step, at: datetime) -> None:
        if Application.objects.filter(pk=case.application.pk, state=State.ENDORSED).exists():
            self.countersign(case, step, at)
        self.seal(case, step, at)
        method = case.application.delivery
        carrier = EMS if method == DeliveryMethod.POST else ""
        proof = step.text or ("本人签收" if method == DeliveryMethod.HAND else "")
        actions.reply(case.application, self.staff.clerk, proof=proof, carrier=carrier, at=at)

    def close(self, case: Case, step: Step, at: datetime) -> None:
        actions.close(case.application, self.staff.clerk, at=at)

    def list_publicly(self, case: Case, step: Step, at: datetime) -> None:
        actions.propose_listing(case.application, self.staff.clerk, summary=step.text, at=at)
        actions.list_publicly(case.application, self.staff.reviewer, secrecy=True, personal=True, at=at)

    def withdraw(self, case: Case, step: Step, at: datetime) -> None:
        actions.withdraw(case.application, applicant(), at=at, note=step.text)


VERBS: dict[str, Callable[[Desk, Case, Step, datetime], None]] = {
    "提交": Desk.receive,
    "确认": Desk.confirm,
    "交办": Desk.assign,
    "补正": Desk.ask_supplement,
    "收到补正": Desk.supplement,
    "征求第三方": Desk.ask_third_party,
    "征求其他机关": Desk.ask_agency,
    "送达": Desk.serve,
    "意见": Desk.take_opinion,
    "请协办": Desk.ask_help,
    "协办答复": Desk.give_help,
    "延期": Desk.extend,
    "拟稿": Desk.draft,
    "审批": Desk.approve,
    "复核": Desk.countersign,
    "用印": Desk.seal,
    "退回": Desk.send_back,
    "答复": Desk.reply,
    "归档": Desk.close,
    "公开": Desk.list_publicly,
    "撤回": Desk.withdraw,
}


def load(desk: Desk) -> list[Case]:
    """All cases of applications.txt, worked as far as they go."""
    yesterday = desk.days.ago(1)
    found = cases(read("applications.txt"), words(yesterday, yesterday))
    desk.work(found)
    return found
