"""Text as letters can hold it: the control characters that XML 1.0 refuses are taken out."""

CONTROLS = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])


def printable(text: str) -> str:
    """The text without control characters; tabs and line ends stay."""
    return text.translate(CONTROLS)
