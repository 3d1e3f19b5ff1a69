"""Invented applicants. Their numbers pass the check digit but name a place that does not exist (000000)."""

from zlib import crc32

from agencies.creditcodes import CREDIT_ALPHABET
from applications.choices import DeliveryMethod
from applications.intake import RESIDENT_CHECK, RESIDENT_WEIGHTS

NOWHERE = "000000"
TOWNS = ("云栎镇栎园路", "青蓼镇蓼花街", "石澜镇澜河路", "澄阳街道朝阳路", "汀兰街道兰汀路", "竹沄镇竹海路")
DELIVERIES = {
    "网上": DeliveryMethod.ONLINE,
    "邮寄": DeliveryMethod.POST,
    "窗口": DeliveryMethod.HAND,
    "电子邮件": DeliveryMethod.EMAIL,
}
TYPES = {
    "商业企业": "business", "科研机构": "research", "社会公益组织": "welfare", "法律服务机构": "legal", "其他": "other",
}  # fmt: skip


def resident_id(name: str) -> str:
    """A resident number of nobody: place 000000, a birthday and a serial made from the name."""
    seed = crc32(name.encode())
    born = f"{1950 + seed % 55}{1 + seed % 12:02}{1 + seed // 12 % 28:02}"
    body = f"{NOWHERE}{born}{seed % 1000:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, RESIDENT_WEIGHTS, strict=True))
    return body + RESIDENT_CHECK[total % 11]


def credit_code(name: str) -> str:
    """A credit code of nobody, with a right check character."""
    body = f"91{NOWHERE}{crc32(name.encode()) % 10**9:09}"
    total = sum(CREDIT_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + CREDIT_ALPHABET[(31 - total % 31) % 31]


def form(name: str, genre: str, delivery: str) -> dict[str, str]:
    """What the applicant fills in about themselves; `genre` is 公民 or a kind of organisation."""
    seed = crc32(name.encode())
    contact = {
        "name": name,
        "phone": f"0999-77{seed % 100000:05}",
        "email": f"reader{seed % 10000}@example.com",
        "address": f"澄溪县{TOWNS[seed % len(TOWNS)]}{seed % 200 + 1}号",
        "postcode": "099900",
        "delivery": DELIVERIES[delivery],
        "form": "paper" if delivery in ("邮寄", "窗口") else "electronic",
    }
    if genre == "公民":
        return contact | {"kind": "citizen", "id_kind": "resident", "id_number": resident_id(name)}
    return contact | {
        "kind": "legal_person",
        "applicant_type": TYPES[genre],
        "credit_code": credit_code(name),
        "legal_rep": "佚名",
        "contact_name": "佚名",
    }
