"""Titles within other words: between 《》, and cut to a length (pure)."""

OPENING, CLOSING = {"《": "》", "〈": "〉"}, "》〉"
CRUMB = 24  # characters


def cited(title: str) -> str:
    """The title between 《》; marks inside it alternate 〈〉 and 《》 by depth (GB/T 15834)."""
    out, depth = [], 1
    for character in title:
        if character in OPENING:
            depth += 1
            character = "《" if depth % 2 else "〈"
        elif character in CLOSING and depth > 1:
            character = "》" if depth % 2 else "〉"
            depth -= 1
        out.append(character)
    return f"《{''.join(out)}》"


def shortened(title: str, length: int = CRUMB) -> str:
    """At most about `length` characters, with … where it was cut and every 《 closed."""
    if len(title) <= length:
        return title
    kept, missing = title[: length - 1].rstrip("《〈"), []
    for character in kept:
        if character in OPENING:
            missing.append(OPENING[character])
        elif character in CLOSING and missing:
            missing.pop()
    return f"{kept}…{''.join(reversed(missing))}"
