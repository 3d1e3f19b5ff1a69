"""How a reply is handed over: what each way needs, and the mail that carries it (Art 40, 国办公开办函〔2016〕235号)."""

from datetime import datetime

from django.core.mail import EmailMessage
from django.utils.timezone import localdate

from accounts.actors import SYSTEM
from applications import identity, mailing, rendering
from applications.choices import DeliveryMethod, EventKind
from applications.models import Application, Attachment, Delivery, Event, Letter
from applications.receipt import POSTAL_ENTERPRISES
from outbox.models import Message

HANDLER = "applications.mail"
MOST = 20 * 1024 * 1024  # bytes of files in one mail; more than this many mailboxes do not take
SIGNED_FOR = (DeliveryMethod.HAND, DeliveryMethod.READING)


def problems(method: str, carrier: str, proof: str, *, scanned: bool) -> dict[str, str]:
    """What the chosen way still needs, by field: a postal enterprise and its number, or who signed."""
    if method == DeliveryMethod.POST:
        found = {}
        if carrier not in POSTAL_ENTERPRISES:
            found["carrier"] = "选择邮政企业：没有公文寄递资格的快递不能用"
        if not proof.strip():
            found["proof"] = "写明邮政企业的邮件号"
        return found
    if method in SIGNED_FOR and not proof.strip() and not scanned:
        return {"proof": "写明签收人，或者附上送达回证"}
    return {}


def mail(delivery: Delivery, *, at: datetime) -> None:
    """Sends the reply to the applicant's own address, with the sealed copy and what is provided. Raises mailing.NotSent."""
    letter = delivery.letter
    application = letter.application
    address = identity.opened_identity(application)["email"]
    files, left = _fitting(letter)
    body = _words(letter, [row.name for row in left])
    message = EmailMessage(f"{letter.title}（{letter.number}）", body, None, [address])
    for row in files:
        with row.file.open("rb") as content:
            message.attach(row.name, content.read(), row.content_type.partition(";")[0])
    if letter.sealed_copy() is None:
        message.attach(f"{letter.number}.docx", rendering.docx(letter.paragraphs), rendering.TYPES["docx"])
    mailing.send(message)
    Event.objects.create(
        application=application, kind=EventKind.DELIVERED, on=localdate(at), at=at, actor=SYSTEM.label, ref=letter.number,
        note="电子邮件已经发出", data={"delivery": delivery.pk},
    )  # fmt: skip


def _fitting(letter: Letter) -> tuple[list[Attachment], list[Attachment]]:
    """The files that fit into one mail, the sealed copy first; and the others."""
    sealed = [row for row in [letter.sealed_copy()] if row]
    files, left, size = [], [], 0
    for row in [*sealed, *letter.enclosures()]:
        size += row.size
        (files if size <= MOST else left).append(row)
    return files, left


def _words(letter: Letter, left: list[str]) -> str:
    agency = letter.agency
    lines = [
        "您好：",
        f"{agency.name}对您的政府信息公开申请（编号：{letter.application.number}）已经作出答复，见附件。",
        "也可以凭申请编号和查询码在平台查看、下载：",
        mailing.public_page("applications:track"),
    ]
    if left:
        lines.append("以下文件太大，没有附在邮件里，请在平台下载：" + "、".join(left))
    lines.append(f"联系电话：{agency.disclosure_phone or agency.phone}")
    return "\n\n".join(lines) + "\n"


def last(application: Application) -> Delivery:
    """The latest delivery of the reply. Raises Delivery.DoesNotExist."""
    return Delivery.objects.filter(letter__application=application).exclude(letter__outcome="").latest("pk")


def failed(delivery: Delivery) -> bool:
    """Whether it came back or could not be sent, so that the reply has to go out again."""
    return state(delivery)[1] == "bad"


def state(delivery: Delivery) -> tuple[str, str]:
    """(words, tone) on where a delivery stands: returned, mail sent, failing, or nothing to say."""
    if delivery.returned_on:
        return f"{delivery.returned_on:%Y-%m-%d} 退回：{delivery.return_reason}", "bad"
    if delivery.method != DeliveryMethod.EMAIL:
        return "", ""
    message = Message.objects.filter(handler=HANDLER, payload__delivery=delivery.pk).last()
    if message is None:
        return "", ""
    if message.done_at:
        return "邮件已经发出", "ok"
    if message.attempts:
        return f"发送失败 {message.attempts} 次，会自动再试：{message.last_error[:120]}", "bad"
    return "等待发送", "info"
