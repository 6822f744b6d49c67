"""Feeds: text that runs from right to left, kept from turning round what stands beside it (Unicode, UAX #9)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_CONTROLS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates; the marks that take no text along stay."""
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"


def steady(text: str) -> str:
    """Text without controls that would reach beyond it; its letters keep their own direction."""
    return _CONTROLS.sub("", text)


@lru_cache(maxsize=4096)
def isolated(text: str) -> str:
    """Text for the middle of a plain sentence; unchanged where nothing in it runs from right to left."""
    if text.isascii():
        return text
    text = steady(text)
    turning = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if turning else text
