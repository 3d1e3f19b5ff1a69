"""The parts of a structured interpretation, in order (国办发〔2016〕80号)."""

SECTIONS = (
    ("background", "背景依据"),
    ("aims", "目标任务"),
    ("main", "主要内容"),
    ("scope", "谁能享受"),
    ("how", "怎么办理"),
    ("changes", "新旧政策有什么不同"),
    ("next", "下一步"),
    ("qa", "问答"),
    ("text", "全文"),
)
LABELS = dict(SECTIONS)


def shown(sections: dict[str, str]) -> list[tuple[str, str, str]]:
    """(key, label, text) of the parts that have a text, in their fixed order."""
    return [(key, label, sections[key]) for key, label in SECTIONS if (sections.get(key) or "").strip()]


def compose(sections: dict[str, str]) -> str:
    """All parts as one plain text, for the index, the reviews and the register."""
    parts = shown(sections)
    if len(parts) == 1 and parts[0][0] == "text":
        return parts[0][2]
    return "\n".join(f"{label}\n{text.strip()}" for _, label, text in parts)


def questions(text: str) -> list[tuple[str, str]]:
    """(question, answer) pairs of a text written as lines of 问：… and 答：…; lines between belong to the answer."""
    pairs: list[list[str]] = []
    for line in filter(None, (raw.strip() for raw in text.splitlines())):
        mark, rest = line[:2], line[2:].strip()
        if mark in ("问：", "问:"):
            pairs.append([rest, ""])
        elif pairs:
            answer = rest if mark in ("答：", "答:") else line
            pairs[-1][1] = f"{pairs[-1][1]}\n{answer}".strip()
    return [(question, answer) for question, answer in pairs]
