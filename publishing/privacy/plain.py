"""The text as the rules read it: half-width, one kind of dash, one kind of blank, every offset unchanged."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30fc\uff0d\uff70\ufe63\u00ad"
BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\r"
DOTS = "\u2022\u30fb\u2027\u2219\u22c5\uff65\u25cf"
BREAKS = "\u2028\u2029\u0085\v\f"

TABLE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
TABLE.update({ord(c): "-" for c in DASHES})
TABLE.update({ord(c): " " for c in BLANKS + UNSEEN})
TABLE.update({ord(c): "·" for c in DOTS})
TABLE.update({ord(c): "\n" for c in BREAKS})


def plain(text: str) -> str:
    """text with each character replaced by its simple form; as long as the original."""
    return text.translate(TABLE)
