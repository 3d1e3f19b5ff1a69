"""Letters as lists of paragraphs (law: 条例 30-42): one text template per kind, the frame is the same for all.

A paragraph is `{"style", "text"}`; styles: `issuer title number to body remedy enclosure sign date note annex full`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.template import Context, Engine

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "letters"
ENGINE = Engine(dirs=[str(TEMPLATES)], autoescape=False)


@dataclass(frozen=True)
class Kind:
    """One kind of letter: its title, its template (without .txt), the word in its number."""

    code: str
    title: str
    template: str
    word: str = "公开告"


REPLY_TITLE = "政府信息公开申请答复书"
NOTICE_TITLE = "政府信息公开申请告知书"

KINDS = (
    Kind("D03", "政府信息公开申请登记回执", "receipt", "公开登"),
    Kind("D04", "政府信息公开申请补正告知书", "supplement", "公开补"),
    Kind("D05", "说明理由告知书", "reasons", "公开告"),
    Kind("D06", "政府信息公开申请延期答复告知书", "extension", "公开延"),
    Kind("D07", "征求第三方意见书", "third_party_question", "公开征"),
    Kind("D08", "征求意见告知书", "consultation", "公开征"),
    Kind("D09", "决定公开告知书", "third_party_told", "公开征"),
    Kind("D10", "征求意见函", "agency_question", "公开征"),
    Kind("D11", "信息处理费收费通知书", "fee", "公开费"),
    Kind("D12", REPLY_TITLE, "reply_published", "公开复"),
    Kind("D13", REPLY_TITLE, "reply_granted", "公开复"),
    Kind("D14", REPLY_TITLE, "reply_partial", "公开复"),
    Kind("D15", REPLY_TITLE, "reply_refused", "公开复"),
    Kind("D16", REPLY_TITLE, "reply_refused", "公开复"),
    Kind("D17", REPLY_TITLE, "reply_refused", "公开复"),
    Kind("D18", REPLY_TITLE, "reply_not_held", "公开复"),
    Kind("D19", NOTICE_TITLE, "reply_other_agency"),
    Kind("D20", NOTICE_TITLE, "reply_repeated"),
    Kind("D21", NOTICE_TITLE, "reply_registry"),
    Kind("D22", NOTICE_TITLE, "reply_needs_making"),
    Kind("D23", NOTICE_TITLE, "reply_unclear"),
    Kind("D24", NOTICE_TITLE, "reply_petition"),
    Kind("D25", NOTICE_TITLE, "reply_publication"),
    Kind("D26", NOTICE_TITLE, "reply_excessive"),
    Kind("D27", NOTICE_TITLE, "reply_reissue"),
    Kind("D28", NOTICE_TITLE, "reply_not_supplemented"),
    Kind("D29", NOTICE_TITLE, "reply_not_paid"),
    Kind("D30", NOTICE_TITLE, "reply_correction"),
    Kind("D30-1", "政府信息更正告知书", "correction", "公开更"),
    Kind("D31", "主动公开建议处理告知书", "suggestion"),
    Kind("D32", "延迟答复期限告知书", "delay", "公开延"),
    Kind("D33", NOTICE_TITLE, "reply_other"),
)
# Letters to somebody else than the applicant: never on the applicant's page.
TO_OTHERS = ("D07", "D09", "D10")
BY_CODE = {kind.code: kind for kind in KINDS}


def body(template: str, context: Mapping) -> list[str]:
    """The paragraphs of the text template: one a line, blank lines left out."""
    text = ENGINE.get_template(f"{template}.txt").render(Context(dict(context)))
    return [line.strip() for line in text.splitlines() if line.strip()]


def compose(kind: str, context: Mapping) -> list[dict]:
    """A whole letter. `context` holds `agency` (name, disclosure_office, disclosure_phone, address), `number`,
    `addressee`, `dated_on` (Chinese date), `remedy` (or ""), `enclosures` (names) and what the template names."""
    row = BY_CODE[kind]
    agency = context["agency"]
    lines = [("issuer", agency.name), ("title", row.title), ("number", context["number"])]
    lines += [("to", f"{context['addressee']}：")]
    lines += [("body", text) for text in body(row.template, context)]
    if context.get("remedy"):
        lines.append(("remedy", context["remedy"]))
    lines += [("enclosure", text) for text in _enclosures(context.get("enclosures") or [])]
    lines += [("sign", agency.name), ("date", context["dated_on"])]
    lines.append(("note", _contact(agency)))
    if annex := context.get("annex"):
        lines += [("annex", "附页：申请公开的内容（全文）"), *(("full", text) for text in annex)]
    return [{"style": style, "text": text} for style, text in lines]


QUOTED = 240  # characters of the request that a letter repeats in its text


def quoted(wanted: str) -> str:
    """The request in one line; a long one only with its beginning, the whole stands on the last page."""
    text = "　".join(line.strip() for line in wanted.splitlines() if line.strip())
    return text.removesuffix("。") if len(text) <= QUOTED else f"{text[:QUOTED]}……（全文见附页）"


def annex(wanted: str) -> list[str]:
    """The whole request by its lines, when the text of the letter holds only its beginning."""
    lines = [line.strip() for line in wanted.splitlines() if line.strip()]
    return lines if len("　".join(lines)) > QUOTED else []


def _enclosures(names: list[str]) -> list[str]:
    if not names:
        return []
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    return [f"附件：{number}．{name}" if number == 1 else f"　　　{number}．{name}"
            for number, name in enumerate(names, 1)]  # fmt: skip


SIZE = 16  # points of the body (三号)
FEW = 6  # enclosures up to which their list stays on the page of the signature


def closing(sign: str, date: str) -> tuple[float, float]:
    """How many characters signature and date stand from the right edge (GB/T 9704 7.3.5.1): the date four, the
    signature centred over it; where a long name would leave the page, both move to the left."""
    over = (_width(sign) - _width(date)) / 2
    return (4 - over, 4) if over <= 3 else (1, 1 + over)


def seal_middle(sign: str, date: str) -> float:
    """Characters from the right edge to the middle of the date, where the seal is put (GB/T 9704 7.3.5.1)."""
    return closing(sign, date)[1] + _width(date) / 2


def _width(text: str) -> float:
    """Characters; digits and Latin letters count half."""
    return sum(0.5 if each.isascii() else 1 for each in text)


def kept_from(paragraphs: list[dict]) -> int:
    """The first paragraph that stays on the page of the signature: the last of the text, before the enclosures."""
    styles = [each["style"] for each in paragraphs]
    signed = styles.index("sign") if "sign" in styles else len(styles)
    listed = styles[:signed].count("enclosure")
    return max(signed - 1 - (listed if listed <= FEW else 0), 0)


def _contact(agency) -> str:
    office = agency.disclosure_office or "政府信息公开工作机构"
    phone = agency.disclosure_phone or agency.phone
    return f"（联系电话：{phone}　联系部门：{office}　地址：{agency.address}）"


def digest(paragraphs: list[dict], files: list[str]) -> str:
    """The digest of a frozen letter: its text and the digests of its files, in order."""
    lines = [f"{each['style']}\t{each['text']}" for each in paragraphs]
    return sha256("\n".join([*lines, *files]).encode()).hexdigest()
