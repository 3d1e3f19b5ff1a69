"""Does an interpretation merely copy its document? Pure; a hint for people, never an obstacle."""

import re

TOO_MUCH = 0.6
SHORTEST = 10


def sentences(text: str) -> list[str]:
    """Sentences of at least 10 characters, without blanks and punctuation."""
    parts = re.split(r"[。！？；;!?\n]", text)
    plain = (re.sub(r"[\s，,、：:“”‘’（）()《》]", "", part) for part in parts)
    return [part for part in plain if len(part) >= SHORTEST]


def copied(interpretation: str, document: str) -> float:
    """Share (0 to 1) of the interpretation's sentences, by length, that stand word for word in the document."""
    own = sentences(interpretation)
    whole = re.sub(r"[\s，,、：:“”‘’（）()《》]", "", document)
    total = sum(map(len, own))
    return sum(len(part) for part in own if part in whole) / total if total else 0.0


def hint(interpretation: str, document: str) -> str:
    """A sentence when most of it is copied, else empty."""
    share = copied(interpretation, document)
    if share < TOO_MUCH:
        return ""
    return f"约 {share:.0%} 的文字与文件原文相同，看起来像摘抄。请用自己的话说明背景、对象、标准和办法。"
