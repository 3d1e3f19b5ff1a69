"""One place in a text that holds personal data."""

from dataclasses import dataclass

KINDS = {
    "id_card": "身份证件号码",
    "mobile": "手机号码",
    "bank_card": "银行卡号",
    "passport": "护照、通行证号码",
    "address": "住址",
    "plate": "车牌号码",
    "email": "电子邮箱",
}


@dataclass(frozen=True)
class Finding:
    """kind: a key of KINDS; start, end: offsets in the text as it was given, end not included."""

    kind: str
    start: int
    end: int

    @property
    def label(self) -> str:
        return KINDS[self.kind]
