"""The day a request counts as received (Art 31), and the day a reply counts as given. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


class NotProven(ValueError):
    """The day cannot be fixed for want of a recorded fact; `message` is a Chinese sentence saying which."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Rule:
    """Which recorded day counts: `evidence` names it, `why` gives the rule on screens and in letters."""

    label: str
    evidence: str
    why: str


EVIDENCE = {
    "submitted_on": "当面提交的日期",
    "signed_on": "签收的日期",
    "confirmed_on": "与申请人确认的日期",
    "posted_on": "邮政企业收寄的日期",
    "arrived_on": "到达对方系统的日期",
}

CHANNELS: Mapping[str, Rule] = {
    "counter": Rule("当面提交", "submitted_on", "当面提交的，以提交之日为收到日（第三十一条第一项）。"),
    "post_registered": Rule(
        "邮寄（挂号信、特快专递等需签收）",
        "signed_on",
        "邮寄方式提交的，以签收之日为收到日（第三十一条第二项）。",
    ),
    "post_ordinary": Rule(
        "平常信函（无需签收）",
        "confirmed_on",
        "平常信函等无需签收的，应当于收到当日与申请人确认，以确认之日为收到日（第三十一条第二项）。",
    ),
    "fax": Rule("传真", "confirmed_on", "传真提交的，以双方确认之日为收到日（第三十一条第三项）。"),
    "email": Rule(
        "电子邮件", "confirmed_on", "通过互联网渠道提交的，以双方确认之日为收到日（第三十一条第三项）。"
    ),
    "online": Rule(
        "网上提交", "confirmed_on", "通过互联网渠道提交的，以双方确认之日为收到日（第三十一条第三项）。"
    ),
}

DELIVERIES: Mapping[str, Rule] = {
    "hand": Rule("直接送达", "signed_on", "直接送达的，以签收之日为答复日（国办公开办函〔2016〕235号）。"),
    "agent": Rule(
        "委托其他机关代送", "signed_on", "委托送达的，以签收之日为答复日（国办公开办函〔2016〕235号）。"
    ),
    "post": Rule("邮寄", "posted_on", "邮寄送达的，以交邮之日为答复日（国办公开办函〔2016〕235号）。"),
    "email": Rule("电子邮件", "arrived_on", "以电子邮件答复的，以到达申请人系统之日为答复日（第四十条）。"),
    "download": Rule("网上下载", "arrived_on", "在网上答复的，以申请人可以查看之日为答复日（第四十条）。"),
    "reading": Rule("到场查阅、抄录", "signed_on", "到场查阅、抄录的，以签收之日为答复日（第四十条）。"),
}

# How receipt was confirmed with the applicant (Art 31): the ways, and whether the number or address used is kept.
CONFIRMED_BY: Mapping[str, str] = {
    "phone": "电话",
    "message": "短信",
    "email": "电子邮件",
    "counter": "当面",
    "letter": "书面",
}

POSTAL_ENTERPRISES = ("邮政特快专递（EMS）", "挂号信")


def received_on(channel: str, evidence: Mapping[str, date | None]) -> date:
    """The day of receipt by channel (Art 31): `evidence` maps names of EVIDENCE to recorded days.

    Raises NotProven when the day that counts is not recorded or lies before the submission.
    """
    return _day(CHANNELS, channel, evidence)


def replied_on(delivery: str, evidence: Mapping[str, date | None]) -> date:
    """The day a reply counts as given, by way of delivery (国办公开办函〔2016〕235号). Raises NotProven."""
    return _day(DELIVERIES, delivery, evidence)


def needs_confirmation(channel: str) -> bool:
    """Whether the clock waits for agency and applicant to confirm receipt (Art 31(2) last half, 31(3))."""
    return CHANNELS[channel].evidence == "confirmed_on"


def arrival_problems(channel: str, proof: Mapping[str, str]) -> dict[str, str]:
    """What the proof of arrival lacks (Art 31): registered mail is known by its number. `proof`: `mail_number`."""
    if channel == "post_registered" and not proof.get("mail_number", "").strip():
        return {"mail_number": "填写邮件号：挂号信、特快专递的详情单或者签收单上有"}
    return {}


def confirmation_problems(channel: str, proof: Mapping[str, str]) -> dict[str, str]:
    """What the proof of a confirmation lacks (Art 31(2), (3)). `proof`: `how contact spoke_with`."""
    if not needs_confirmation(channel):
        return {}
    how, problems = proof.get("how", ""), {}
    if how not in CONFIRMED_BY:
        problems["how"] = "选择是怎样与申请人确认的"
    if how != "counter" and not proof.get("contact", "").strip():
        problems["contact"] = "填写确认时用的电话号码或者地址"
    if not proof.get("spoke_with", "").strip():
        problems["spoke_with"] = "写明是与谁确认的，例如：本人"
    return problems


def _day(rules: Mapping[str, Rule], key: str, evidence: Mapping[str, date | None]) -> date:
    rule = rules.get(key)
    if rule is None:
        raise NotProven(f"没有“{str(key)[:20]}”这种方式。")
    day = evidence.get(rule.evidence)
    if day is None:
        raise NotProven(f"请填写{EVIDENCE[rule.evidence]}。{rule.why}")
    submitted = evidence.get("submitted_on")
    if submitted is not None and day < submitted:
        raise NotProven(f"{EVIDENCE[rule.evidence]}不能早于提交的日期 {submitted}。")
    return day
