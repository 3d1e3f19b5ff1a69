"""What an application must contain (条例第二十九条), checked the same way at the counter and online."""

import re
from datetime import date

from agencies.creditcodes import compact

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECK = "10X98765432"
WANTED_LIMIT = 5000
WANTED_LEAST = 6


def resident_id_problem(number: str, on: date) -> str:
    """What is wrong with a 居民身份证 number on the day `on`, in one sentence; "" when nothing (GB 11643)."""
    number = compact(number)
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return "居民身份证号码是 18 位，由数字组成，最后一位可以是 X"
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "居民身份证号码第 7 至 14 位应当是出生日期，核对一下"
    if not date(1900, 1, 1) <= born <= on:
        return "居民身份证号码第 7 至 14 位应当是出生日期，核对一下"
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], RESIDENT_WEIGHTS, strict=True))
    if RESIDENT_CHECK[total % 11] != number[17]:
        return "居民身份证号码有一位写错了，对照证件核对一下"
    return ""


def phone_problem(phone: str) -> str:
    """What is wrong with a phone number; "" when nothing."""
    digits = re.sub(r"[\s\-－—()（）+转]", "", phone)
    if not digits.isdigit() or not 7 <= len(digits) <= 18:
        return "电话号码写全，例如 13800000000 或者 0999-8000000"
    return ""


def postcode_problem(postcode: str) -> str:
    """What is wrong with a postal code; "" when nothing."""
    return "" if re.fullmatch(r"\d{6}", compact(postcode)) else "邮政编码是 6 位数字"


def wanted_problem(text: str) -> str:
    """What is wrong with the description of the information (Art 29(2)2); "" when nothing."""
    text = text.strip()
    if not text:
        return "写明要哪些政府信息，例如名称、文号、时间、地点或者项目"
    if len(text) < WANTED_LEAST:
        return "再写具体一些，让工作人员能找到这份信息"
    if len(text) > WANTED_LIMIT:
        return f"内容描述最多 {WANTED_LIMIT} 字，现在是 {len(text)} 字；较多的内容可以分几次申请"
    return ""


def contact_problems(contact: dict) -> dict[str, str]:
    """Problems of phone, email, address, postcode: at least one way to be reached (Art 29(2)1).

    `contact` holds `phone email address postcode`, `delivery` (or "") and says what that way needs.
    """
    problems: dict[str, str] = {}
    if not any(contact.get(name) for name in ("phone", "email", "address")):
        problems["phone"] = "电话、电子邮箱、通信地址至少填写一项，方便与您联系"
    if contact.get("phone") and phone_problem(contact["phone"]):
        problems["phone"] = phone_problem(contact["phone"])
    if contact.get("postcode") and postcode_problem(contact["postcode"]):
        problems["postcode"] = postcode_problem(contact["postcode"])
    return problems


def delivery_problems(delivery: str, contact: dict) -> dict[str, str]:
    """What the chosen way of receiving the answer needs and is not there (Art 40)."""
    if delivery == "email" and not contact.get("email"):
        return {"email": "选择电子邮件，要填写电子邮箱"}
    if delivery == "post" and not contact.get("address"):
        return {"address": "选择邮寄，要填写收信地址"}
    if delivery == "hand" and not contact.get("phone"):
        return {"phone": "选择到窗口领取，要填写电话，办好后通知您"}
    return {}


def form_problem(form: str, delivery: str) -> str:
    """Why the information cannot be given in this form by this way (Art 29(2)3, 40); "" when it can."""
    if form == "paper" and delivery in ("download", "email"):
        return "纸质的不能从网上或者用电子邮件获取：提供形式改为电子文档，或者获取方式改为邮寄、到窗口领取、现场查阅"
    return ""


def letter_number_problem(text: str) -> str:
    """What is wrong with a letter's number typed by hand (GB/T 9704: 机关代字〔年份〕序号); "" when nothing."""
    if not text or re.fullmatch(r"[^\s〔〕\d][^\s〔〕]{0,49}〔(19|20)\d\d〕[1-9]\d{0,4}号", text):
        return ""
    return "文号写成“澄民公开复〔2026〕3号”的样子：机关代字、六角括号里的年份、序号（不加“第”，不写成 03）"


def excessive(requests_this_month: int) -> bool:
    """Whether so many requests of one applicant in a month look past what is reasonable (Art 35): a hint only.

    The mark is where the processing fee begins (国办函〔2020〕109号 4); whether it is excessive a person decides.
    """
    return requests_this_month > 10


COMPLAINT, ADVICE = "complaint", "advice"
OFF_TOPIC = {
    COMPLAINT: ("投诉", "举报", "信访", "要求处理", "要求赔偿", "控告"),
    ADVICE: ("请问", "咨询", "怎么办理", "如何办理", "怎样办理"),
}
MOST_PARTS = 20


def off_topic(text: str) -> str:
    """COMPLAINT or ADVICE when the text reads like one rather than a request (Art 39(1)): a hint only; else ""."""
    return next((kind for kind, words in OFF_TOPIC.items() if any(word in text for word in words)), "")


def parts_of(text: str) -> list[str]:
    """The parts of a text that a clerk has set apart by blank lines."""
    return [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def proposed_parts(text: str) -> str:
    """The text with a blank line before each line that begins like a point of a list (一、 （1） 2.): a proposal."""
    point = r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、](?!\d))"
    return re.sub(rf"\n+\s*(?={point})", "\n\n", text.replace("\r\n", "\n").strip())


def split_problem(parts: list[str]) -> str:
    """Why a text cannot be handled as these parts (国办函〔2020〕109号 4: 以合理最小单位拆分); "" when it can."""
    if len(parts) < 2:
        return "至少分成两项，每两项之间空一行"
    if len(parts) > MOST_PARTS:
        return f"最多分成 {MOST_PARTS} 项"
    short = [part for part in parts if len(part) < WANTED_LEAST]
    return f"“{short[0]}”太短，看不出要什么信息" if short else ""


def missing(form: dict) -> list[str]:
    """The elements of Art 29(2) that an application lacks: `identity`, `contact`, `wanted`, `form`."""
    lacks = []
    if not (form.get("name") and (form.get("id_number") or form.get("credit_code") or form.get("no_code"))):
        lacks.append("identity")
    if not any(form.get(name) for name in ("phone", "email", "address")):
        lacks.append("contact")
    if not form.get("wanted"):
        lacks.append("wanted")
    if not (form.get("form") and form.get("delivery")):
        lacks.append("form")
    return lacks
