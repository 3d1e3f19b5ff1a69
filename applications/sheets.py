"""Sheets that are printed and signed: the filled application, the register, the 呈批单, the 送达回证 (Art 29, 45).

A sheet is a title, rows of (label, text), and a line below; nothing of it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from applications import giving, history, letters, outcomes
from applications.actions.issuing import cn
from applications.actions.replying import manner
from applications.choices import EventKind, IdKind
from applications.models import Application, Letter
from publishing import grounds

NAMES = {"form": "申请表", "register": "登记表", "approval": "呈批单", "service": "送达回证"}
UNDOING = (EventKind.DRAFTED, EventKind.SENT_BACK)  # what was signed before does not count any more
SIGN = "\n\n　　　　　　　　　　　　签名：　　　　　　　年　　月　　日"


@dataclass(frozen=True)
class Sheet:
    """`rows` are (label, text); `below` stands under the table."""

    title: str
    agency: str
    number: str
    rows: tuple[tuple[str, str], ...]
    below: str = ""


def application_form(application: Application, person: list[tuple[str, str]]) -> Sheet:
    """D01 政府信息公开申请表 as it was filled in; `person` is (label, value) in plain text (Art 29)."""
    rows = [
        ("受理机关", application.agency.name),
        ("申请人类别", application.get_kind_display()),
        *person,
        ("名称或者文号", application.title_or_number),
        ("所需信息的内容描述", application.wanted),
        ("时间范围", application.time_range),
        ("提供形式", application.get_form_display()),
        ("获取方式", application.get_delivery_display()),
        ("接受其他方式", "接受" if application.accept_other else "不接受"),
        ("需要的帮助", application.assistance),
        ("提交渠道和日期", f"{application.get_channel_display()}，{cn(localdate(application.submitted_at))}"),
    ]
    if application.spoken:
        rows.append(("口头申请", "由工作机构代填，已向申请人复述并由其确认"))
    return _sheet("政府信息公开申请表", application, rows)


def register(application: Application) -> Sheet:
    """D02 申请登记表, internal: masked, every step with its day and who did it (Art 45)."""
    asked = list(application.opinions.all())
    rows = [
        ("申请人", f"{application.masked_name}（{application.get_applicant_type_display()}）"),
        ("申请内容", letters.quoted(application.wanted)),
        ("渠道、收到日", f"{application.get_channel_display()}，{cn(application.received_on) or '尚未确认'}"),
        ("答复期限", cn(application.due_on)),
        ("责任人", str(application.assigned_to or "")),
        ("办理经过", "\n".join(_step(event, asked) for event in application.events.all())),
        ("答复类型", _outcome(application.outcome)),
        ("答复日", cn(application.replied_on)),
    ]
    return _sheet("政府信息公开申请登记表", application, rows)


def approval(application: Application, letter: Letter) -> Sheet:
    """D33 审查呈批单: what is to be decided and why, with room for each signature (Art 17, 45)."""
    row = outcomes.outcome(letter.outcome)
    said = [(outcomes.FIELDS[name].label, letter.data.get(name, "")) for name in _asked(row)]
    rows = [
        ("申请人", application.masked_name),
        ("申请内容", letters.quoted(application.wanted)),
        (
            "收到日、期限",
            f"{cn(application.received_on)}收到，应于{cn(application.due_on) or '征求意见结束后'}前答复",
        ),
        ("拟答复类型", f"{row.name}（{row.article}）"),
        ("拟用文号", letter.number),
        ("依据", _ground(letter.data)),
        *said,
        *_further_parts(letter.data),
        *_giving(application, letter),
        (
            "征求意见",
            "\n".join(
                f"{each}：{each.get_answer_display() or '未答复'}" for each in application.opinions.all()
            ),
        ),
        ("经办人意见", f"经办人：{application.drafted_by or ''}{SIGN}"),
        ("保密审查意见", SIGN),
        ("负责人审批意见", _signature(application, EventKind.APPROVED)),
    ]
    if row.needs_ground:
        rows.append(("复核意见（第十四条至第十六条）", _signature(application, EventKind.COUNTERSIGNED)))
    below = "签批后由经办人以外的人登记，并附上本单的扫描件。"
    return _sheet("政府信息公开申请答复审查呈批单", application, rows, below, blank=True)


def service(application: Application, letter: Letter) -> Sheet:
    """D33 送达回证: signed by whoever takes the letter (国办公开办函〔2016〕235号)."""
    rows = [
        ("送达文书", f"{letter.title}（{letter.number}）"),
        ("受送达人", application.masked_name),
        ("送达方式", "□ 直接送达　□ 委托送达　□ 现场查阅、抄录"),
        ("送达记录", "\n".join(_delivered(delivery) for delivery in letter.deliveries.all())),
        ("送达地点", ""),
        ("附件", "\n".join(letter.enclosures().values_list("name", flat=True))),
        ("受送达人签收", SIGN),
        ("代收人签收及代收理由", SIGN),
        ("送达人", SIGN),
    ]
    below = "直接送达、委托送达以签收之日为答复日。"
    return _sheet("政府信息公开文书送达回证", application, rows, below, blank=True)


def person_rows(person: Mapping) -> list[tuple[str, str]]:
    """(label, value) of the identity data in plain text."""
    rows = [("姓名或者名称", person.get("name"))]
    if person.get("id_number"):
        rows.append((IdKind(person.get("id_kind") or IdKind.RESIDENT).label, person["id_number"]))
    rows += [
        ("统一社会信用代码", person.get("credit_code")),
        ("法定代表人或者负责人", person.get("legal_rep")),
        ("联系人", person.get("contact_name")),
        ("电话", person.get("phone")),
        ("电子邮箱", person.get("email")),
        ("通信地址", person.get("address")),
        ("邮政编码", person.get("postcode")),
        ("确认收到时用的电话或者地址", person.get("confirm_contact")),
        ("代理人", person.get("agent_name")),
        ("代理人证件号码", person.get("agent_id_number")),
        ("代理人电话", person.get("agent_phone")),
    ]
    return [row for row in rows if row[1]]


def _signature(application: Application, kind: EventKind) -> str:
    """Who agreed and when, where that is recorded after the last change; otherwise room to sign."""
    steps = [event for event in application.events.all() if event.kind in (kind, *UNDOING)]
    if not steps or steps[-1].kind != kind:
        return SIGN
    event = steps[-1]
    return f"{event.note or '同意'}\n{event.data.get('signer') or event.actor}　{cn(event.on)}"


def _delivered(delivery) -> str:
    facts = (delivery.get_method_display(), cn(delivery.on), delivery.carrier, delivery.proof)
    returned = f"{cn(delivery.returned_on)}退回：{delivery.return_reason}" if delivery.returned_on else ""
    return "　".join(part for part in (*facts, returned) if part)


def _sheet(
    title: str, application: Application, rows: list, below: str = "", *, blank: bool = False
) -> Sheet:
    """Rows with something in them; of a sheet to be filled in by hand, all but what the case has not."""
    kept = tuple((label, str(text)) for label, text in rows if text or blank and label == "送达地点")
    return Sheet(title, application.agency.name, application.number, kept, below)


def _asked(row: outcomes.Outcome) -> list[str]:
    return [name for name in row.asks if outcomes.FIELDS[name].kind != "check"]


def _ground(data: Mapping) -> str:
    """Every ground on which something is withheld, one a line (Art 14-16, 37)."""
    return "\n".join(_words(code) for code in outcomes.grounds_used(data))


def _words(code: str) -> str:
    ground = grounds.BY_CODE.get(code)
    return f"{ground.article}：{ground.label}" if ground else ""


def _further_parts(data: Mapping) -> list[tuple[str, str]]:
    """The parts withheld on grounds of their own, after the first (Art 37)."""
    return [
        (
            f"不予公开的第 {number} 部分",
            "\n".join(text for text in (part.withheld, _words(part.ground), part.reason, part.harm) if text),
        )
        for number, part in enumerate(outcomes.parts(data)[1:], 2)
    ]


def _giving(application: Application, letter: Letter) -> list[tuple[str, str]]:
    """How the information is given, where any is (Art 40)."""
    if letter.outcome not in outcomes.RELEASING:
        return []
    asked = manner(application.form, application.delivery)
    told = giving.settled(letter.data, application.form, application.delivery)
    text = manner(told[giving.FORM], told[giving.WAY])
    return [
        ("提供的形式", text if text == asked else f"{text}\n申请人要求：{asked}\n原因：{told[giving.WHY]}")
    ]


def _outcome(code: str) -> str:
    return outcomes.BY_CODE[code].name if code else ""


def _step(event, asked) -> str:
    """One step with who took it; a question names whom it was put to."""
    known = {row.ref: row.party for row in asked}
    parts = [
        event.actor,
        known.get(event.ref, event.ref),
        *history.answer(event),
        *history.facts(event),
        event.note,
    ]
    told = "，".join(part[:80].rstrip("。；，") for part in parts if part)
    return f"{event.on:%Y-%m-%d}　{history.title(event)}（{told}）"


def offered(application: Application) -> list[tuple[str, str]]:
    """(kind, name) of the sheets that the case has now."""
    drafted = application.letters.exclude(outcome="").exists()
    return [(kind, name) for kind, name in NAMES.items() if drafted or kind in ("form", "register")]
