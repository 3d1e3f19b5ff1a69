"""What goes into the archive of a case (Art 45): register sheet, letters, sealed copies, proofs, records, and an index."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils import timezone

from applications import choices, history, identity, papers, rendering, sealed, sheets, tabling
from applications.models import Application, Attachment, Letter
from audit.models import Entry

Kinds = choices.AttachmentKind
FOLDERS = {
    Kinds.SEALED: "3盖章件",
    Kinds.PROVIDED: "4提供的信息",
    Kinds.IDENTITY: "5申请材料",
    Kinds.MANDATE: "5申请材料",
    Kinds.REQUEST: "5申请材料",
    Kinds.SUPPLEMENT: "5申请材料",
    Kinds.EVIDENCE: "6凭证",
    Kinds.APPROVAL: "6凭证",
}
UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.I)
LONGEST = 100  # characters of a name
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WHOLE, MISSING, LOCKED = "完整", "文件不在，没有导出", "不能解密，没有导出"


@dataclass(frozen=True)
class Piece:
    """One file of an archive; without `body` it could not be read, and `note` says why."""

    path: str
    what: str
    body: bytes | None
    note: str = WHOLE

    def line(self) -> tuple:
        """Its line in the index: path, what it is, bytes, SHA-256, note. The index keeps no bodies."""
        if self.body is None:
            return self.path, self.what, "", "", self.note
        return self.path, self.what, len(self.body), sha256(self.body).hexdigest(), self.note


def safe_name(name: str) -> str:
    """A file name that Windows takes: no reserved characters or names, no dot or blank at its end, not too long."""
    name = UNSAFE.sub("_", name).strip(" .") or "未命名"
    if RESERVED.match(name):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if len(name) <= LONGEST:
        return name
    return (
        f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
        if dot and len(ending) < 10
        else name[:LONGEST]
    )


def pieces(application: Application) -> Iterator[Piece]:
    """Every file of one case, read one after the other, its index last. The caller has recorded the reading."""
    folder, lines = application.number, []
    for piece in _contents(application):
        lines.append(piece.line())
        yield replace(piece, path=f"{folder}/{piece.path}")
    yield from index(lines, f"{folder}/", f"{application.agency.name}　{application.number}")


def _contents(application: Application) -> Iterator[Piece]:
    for place, sheet in enumerate(_sheets(application), 1):
        yield Piece(f"1表单/{place:02}{sheet.title}.docx", sheet.title, tabling.docx(sheet))
    for place, letter in enumerate(application.letters.exclude(frozen_at=None), 1):
        yield from _letter(letter, place)
    places = Counter()
    for paper in application.attachments.select_related("application"):
        folder = FOLDERS[paper.kind]
        places[folder] += 1
        yield _paper(paper, f"{folder}/{places[folder]:02}-{safe_name(paper.name)}")
    for name, heads, rows in (("征求意见", OPINIONS, _opinions), ("复议诉讼", CHALLENGES, _challenges)):
        if found := list(rows(application)):
            yield Piece(f"7{name}.csv", name, _table(heads, found))
    yield Piece("7送达记录.csv", "送达记录", _table(DELIVERIES, _deliveries(application)))
    yield Piece("8办理记录.csv", "办理记录", _table(EVENTS, _events(application)))
    yield Piece("9审计记录.csv", "审计记录", _table(ENTRIES, _entries(application)))


def _letter(letter: Letter, place: int) -> Iterator[Piece]:
    """As text to read on, and page for page as it went out, which is the form that lasts (GB/T 18894)."""
    name = f"{place:02}{letter.title}（{letter.number}）"
    yield Piece(f"2文书/{safe_name(name + '.docx')}", letter.title, rendering.docx(letter.paragraphs))
    if rendering.can_pdf():
        yield Piece(f"2文书/{safe_name(name + '.pdf')}", letter.title, rendering.pdf(letter.paragraphs))


def _paper(paper: Attachment, path: str) -> Piece:
    """A file as it was handed in; one that is gone or cannot be opened is named, and the rest goes on."""
    try:
        return Piece(path, paper.get_kind_display(), papers.opened(paper))
    except FileNotFoundError:
        return Piece(path, paper.get_kind_display(), None, MISSING)
    except sealed.CannotOpen:
        return Piece(path, paper.get_kind_display(), None, LOCKED)


def _sheets(application: Application) -> Iterator[sheets.Sheet]:
    """D01 and D02, and the 呈批单 and 送达回证 of the reply that went out (Art 29, 45)."""
    yield sheets.application_form(application, _person(application))
    yield sheets.register(application)
    reply = application.letters.exclude(frozen_at=None).exclude(outcome="").last()
    if reply:
        if application.drafted_by_id:
            yield sheets.approval(application, reply)
        yield sheets.service(application, reply)


def _person(application: Application) -> list[tuple[str, str]]:
    """Who asked, in plain text; of an erased identity only the masked name is left (个人信息保护法 19)."""
    if application.identity_erased_at or not application.identity:
        return [("申请人", application.masked_name), ("身份信息", "已按保存期限删除")]
    return sheets.person_rows(identity.opened_identity(application))


def _moment(at) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"


DELIVERIES = ("文号", "送达方式", "日期", "凭证", "邮政企业", "退回日期", "退回原因")
EVENTS = ("发生日期", "记录时间", "事项", "经办", "备注", "编号", "天数", "内容")
OPINIONS = ("编号", "征求对象", "名称", "发出日期", "送达日期", "答复日期", "意见", "意见内容")
CHALLENGES = (
    "种类",
    "复议机关或者法院",
    "案号",
    "收到日期",
    "答复期限",
    "答复日期",
    "结果",
    "审结日期",
    "说明",
)
ENTRIES = ("时间", "操作者", "动作", "理由", "封存摘要")


def _deliveries(application: Application) -> Iterator[tuple]:
    for letter in application.letters.prefetch_related("deliveries"):
        for row in letter.deliveries.all():
            way = row.get_method_display()
            yield letter.number, way, row.on, row.proof, row.carrier, row.returned_on, row.return_reason


def _events(application: Application) -> Iterator[tuple]:
    for row in application.events.all():
        told = "；".join((*history.answer(row), *history.facts(row)))
        yield row.on, _moment(row.at), history.title(row), row.actor, row.note, row.ref, row.days, told


def _opinions(application: Application) -> Iterator[tuple]:
    """What others were asked and said (Art 32, 34)."""
    for row in application.opinions.all():
        days = row.sent_on, row.served_on, row.answered_on
        yield row.ref, row.get_kind_display(), row.party, *days, row.get_answer_display(), row.text


def _challenges(application: Application) -> Iterator[tuple]:
    for row in application.challenges.all():
        days = row.served_on, row.answer_by, row.answered_on
        result = row.get_result_display() or "尚未审结"
        yield row.get_kind_display(), row.body, row.reference, *days, result, row.decided_on, row.note


def _entries(application: Application) -> Iterator[tuple]:
    for row in Entry.objects.about(application).select_related("seal").order_by("pk"):
        seal = getattr(row, "seal", None)
        yield _moment(row.at), row.actor_label, row.word, row.reason, seal.digest if seal else ""


def _table(heads: tuple, rows) -> bytes:
    """A CSV that spreadsheets open as text, never as formulas."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([heads, *([_cell(value) for value in row] for row in rows)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _cell(value) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def index(lines: list[tuple], folder: str, title: str) -> Iterator[Piece]:
    """The index of what was put in, with the digest of each file, as page and as table."""
    page = render_to_string("applications/archive_index.html", {"title": title, "rows": lines})
    yield Piece(f"{folder}目录.html", "目录", page.encode())
    yield Piece(f"{folder}目录.csv", "目录", _table(("文件", "材料", "字节", "SHA-256", "说明"), lines))
