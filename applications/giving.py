"""The form and the way in which information is given: as it was asked for, or another with its reason (Art 40). Pure."""

from collections.abc import Mapping

from applications import intake

FORM, WAY, WHY = "given_form", "given_by", "given_why"
NAMES = (FORM, WAY, WHY)


def settled(data: Mapping, form: str, way: str) -> dict:
    """`data` with the form and the way that were asked for, where it names no other (Art 40)."""
    return {**data, FORM: data.get(FORM) or form, WAY: data.get(WAY) or way}


def problems(data: Mapping, form: str, way: str) -> dict[str, str]:
    """What is wrong with how it is given, by field; `form`, `way`: what was asked for (Art 40)."""
    given, found = settled(data, form, way), {}
    if sentence := intake.form_problem(given[FORM], given[WAY]):
        found[WAY] = sentence
    if (given[FORM], given[WAY]) != (form, way) and not str(given.get(WHY) or "").strip():
        found[WHY] = "与申请人要求的形式不同，写明为什么（第四十条）"
    return found


def sentence(asked: str, given: str, why: str, what: str = "以下信息") -> str:
    """How a letter says it; `asked`, `given` are form and way in words (Art 40)."""
    if asked == given:
        return f"现按照您要求的形式（{asked}）提供{what}："
    return f"您要求的形式是{asked}；{why.rstrip('。；')}，依照该条例第四十条，现改以{given}的形式提供{what}："
