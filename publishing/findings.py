"""Personal data found in a draft, shown in place on the review screen (Art 15; 个人信息保护法)."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from publishing import privacy
from publishing.models import Publication

LABELS = {
    "id_card": "身份证号",
    "mobile": "手机号",
    "bank_card": "银行卡号",
    "passport": "护照或通行证号",
    "plate": "车牌号",
    "email": "电子邮箱",
    "address": "住址",
}


@dataclass(frozen=True)
class Found:
    """`counts`: (label, how many) by kind; `html`: the text with every finding marked."""

    counts: list[tuple[str, int]]
    html: SafeString

    @property
    def total(self) -> int:
        return sum(number for _, number in self.counts)


def of(publication: Publication) -> Found:
    """What the privacy check finds in title and text."""
    text = f"{publication.title}\n{publication.text}"
    found = sorted(privacy.find(text), key=lambda finding: finding.start)
    kinds = [finding.kind for finding in found]
    counts = [(LABELS.get(kind, kind), kinds.count(kind)) for kind in dict.fromkeys(kinds)]
    return Found(counts, marked(text, found))


def marked(text: str, found) -> SafeString:
    """The text as paragraphs, every finding in <mark> with its kind said."""
    pieces, position = [], 0
    for finding in found:
        if finding.start < position:
            continue
        pieces.append(format_html("{}", text[position : finding.start]))
        label = LABELS.get(finding.kind, finding.kind)
        pieces.append(format_html('<mark title="{}">{}</mark>', label, text[finding.start : finding.end]))
        position = finding.end
    pieces.append(format_html("{}", text[position:]))
    whole = format_html_join("", "{}", ((piece,) for piece in pieces))
    return format_html_join(
        "", "<p>{}</p>", ((SafeString(line),) for line in whole.split("\n") if line.strip())
    )
