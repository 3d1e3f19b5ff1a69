"""Cover what was found, so that the shape stays and the person does not."""

from publishing.privacy.finding import Finding

# How many characters stay at either end; blanks, dashes and line ends always stay.
KEPT = {"id_card": (4, 2), "mobile": (3, 4), "bank_card": (0, 4), "passport": (1, 2), "plate": (2, 1)}
NUMERALS = "一二三四五六七八九十百〇零"


def mask(text: str, findings: list[Finding]) -> str:
    """text with every finding covered by asterisks; as long as before, so that the offsets of other findings still hold."""
    out = list(text)
    for finding in findings:
        out[finding.start : finding.end] = _cover(finding.kind, text[finding.start : finding.end])
    return "".join(out)


def _cover(kind: str, piece: str) -> list[str]:
    if kind == "address":
        return ["*" if c.isdigit() or c in NUMERALS else c for c in piece]
    if kind == "email":
        at = max(piece.find("@"), piece.find("＠"))
        return ["*" if 0 < i < at and not c.isspace() else c for i, c in enumerate(piece)]
    places = [i for i, c in enumerate(piece) if c.isalnum()]
    first, final = KEPT[kind]
    hidden = set(places[first : len(places) - final])
    return ["*" if i in hidden else c for i, c in enumerate(piece)]
