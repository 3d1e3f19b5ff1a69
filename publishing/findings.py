"""Personal data found in a draft and its files, shown in place on the review screen (Art 15; 个人信息保护法)."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from publishing import notices, privacy
from publishing.models import Publication
from publishing.records import world

LABELS = {
    "id_card": "身份证号",
    "mobile": "手机号",
    "bank_card": "银行卡号",
    "passport": "护照或通行证号",
    "plate": "车牌号",
    "email": "电子邮箱",
    "address": "住址",
}
AROUND = 30  # characters shown on either side of what was found in a file


@dataclass(frozen=True)
class InFile:
    """One attachment: `places`, pieces of its text with the finding marked; what is hidden; why it was not read;
    `coverable`: one click would cover something."""

    name: str
    places: list[SafeString]
    hidden: list[str]
    unreadable: str
    pk: int = 0
    coverable: bool = False


@dataclass(frozen=True)
class Found:
    """`counts`: (label, how many) by kind, in text and files; `html`: the text with every finding marked."""

    counts: list[tuple[str, int]]
    html: SafeString
    files: list[InFile] = field(default_factory=list)
    in_text: int = 0

    @property
    def total(self) -> int:
        return sum(number for _, number in self.counts)

    @property
    def unseen(self) -> list[str]:
        """Sentences on what somebody has to look at: hidden contents, and files that no check can read."""
        return [
            f"{file.name}：{sentence}"
            for file in self.files
            for sentence in [*file.hidden, *filter(None, [file.unreadable])]
        ]


def of(publication: Publication) -> Found:
    """What the privacy check finds in title, text and attachments."""
    text = f"{publication.title}\n{world.whole_text(publication)}\n{notices.list_shown(publication)}"
    found = sorted(privacy.find(text), key=lambda finding: finding.start)
    kinds = Counter(finding.kind for finding in found)
    files = []
    for attachment in publication.attachments.all():
        inside = privacy.find(attachment.text)
        kinds.update(finding.kind for finding in inside)
        places = [place(attachment.text, finding) for finding in inside[:50]]
        said = (attachment.name, places, attachment.hidden, attachment.unreadable)
        covers = notices.masker(publication, listed=attachment.personal)(attachment.text) != attachment.text
        files.append(InFile(*said, attachment.pk, covers))
    counts = [(LABELS.get(kind, kind), number) for kind, number in kinds.items()]
    return Found(counts, marked(text, found), files, len(found))


def within(text: str) -> Found:
    """What the privacy check finds in any short text about to be made public (Art 15)."""
    found = sorted(privacy.find(text), key=lambda finding: finding.start)
    kinds = Counter(finding.kind for finding in found)
    counts = [(LABELS.get(kind, kind), number) for kind, number in kinds.items()]
    return Found(counts, marked(text, found), in_text=len(found))


def place(text: str, finding) -> SafeString:
    """The finding with the words around it, on one line."""
    before = " ".join(text[max(0, finding.start - AROUND) : finding.start].split())
    after = " ".join(text[finding.end : finding.end + AROUND].split())
    return format_html("…{}{}{}…", before, _mark(text, finding), after)


def marked(text: str, found) -> SafeString:
    """The text as paragraphs, every finding in <mark> with its kind said."""
    pieces, position = [], 0
    for finding in found:
        if finding.start < position:
            continue
        pieces.append(format_html("{}", text[position : finding.start]))
        pieces.append(_mark(text, finding))
        position = finding.end
    pieces.append(format_html("{}", text[position:]))
    whole = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html_join(
        "",
        "<p>{}</p>",
        ((SafeString(line),) for line in whole.split("\n") if line.strip()),  # nosec B308 B703 - made of escaped parts
    )


def _mark(text: str, finding) -> SafeString:
    label = LABELS.get(finding.kind, finding.kind)
    return format_html('<mark title="{}">{}</mark>', label, text[finding.start : finding.end])
