"""How identity data is shown where it does not have to be read."""


def masked_name(name: str) -> str:
    """`张*` for a person: the first character only."""
    name = name.strip()
    return name[:1] + "*" * min(max(len(name) - 1, 1), 2) if name else ""


def masked_organisation(name: str) -> str:
    """`澄溪县****公司`: the beginning and the last two characters."""
    name = name.strip()
    if len(name) <= 4:
        return name[:1] + "*" * max(len(name) - 1, 1)
    return name[:3] + "****" + name[-2:]


def masked_number(number: str) -> str:
    """`1101**********1234`: an identity or credit number without its middle."""
    number = number.strip()
    if len(number) <= 6:
        return "*" * len(number)
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def masked_phone(phone: str) -> str:
    """`138****5678`."""
    phone = phone.strip()
    if len(phone) < 7:
        return "*" * len(phone)
    return phone[:3] + "*" * (len(phone) - 7) + phone[-4:]


def masked_email(email: str) -> str:
    """`w***@example.cn`."""
    head, at, host = email.strip().partition("@")
    return f"{head[:1]}***{at}{host}" if at else "***"


def masked_address(address: str) -> str:
    """`澄溪县****`: the first three characters."""
    address = address.strip()
    return address[:3] + "****" if address else ""


def without(paragraphs: list[dict], name: str, masked: str) -> list[dict]:
    """The paragraphs of a letter with the masked name in the place of the full one."""
    if not name:
        return paragraphs
    return [each | {"text": each["text"].replace(name, masked)} for each in paragraphs]
