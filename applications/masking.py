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


def masked_contact(text: str) -> str:
    """`138****5678` for a number, `w***@example.cn` for an address, the beginning of anything else."""
    text = text.strip()
    name, at, host = text.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    if len(text) < 8:
        return text[:2] + "***"
    return f"{text[:3]}****{text[-4:]}"


def without(paragraphs: list[dict], name: str, masked: str) -> list[dict]:
    """The paragraphs of a letter with the masked name in the place of the full one."""
    if not name:
        return paragraphs
    return [each | {"text": each["text"].replace(name, masked)} for each in paragraphs]
