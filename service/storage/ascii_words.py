"""Storage: full-text tokens as SQLite is given them."""

import re


def plain(token: str) -> str:
    """A token, or several between blanks, in ASCII: one sign a letter, so that FTS5 can neither split nor fold it."""
    return token if token.isascii() else "".join(c if c.isascii() else f"_{ord(c):06x}" for c in token)


def spoken(sign: str) -> str:
    """The token of which `plain` made this; a mark, which begins with two strokes, it left alone."""
    return sign if sign.startswith("__") else re.sub("_([0-9a-f]{6})", lambda hit: chr(int(hit[1], 16)), sign)
