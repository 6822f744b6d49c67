"""Domain: full-text tokens, the same for both engines and for the question as for the text."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_FOLD: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n"}
)
"""Letters that no Unicode decomposition takes apart, though readers search for them without their strokes."""

_RUN: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 64
"""A longer run is cut: no reader types it, and an index entry has a size limit on both engines."""


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M")).translate(_FOLD)


def words(text: str) -> list[str]:
    """Tokens of a text in order: NFKD, case folded, without marks, runs of letters and digits."""
    return [run[:_LONGEST] for run in _RUN.findall(_fold(text))]


def tokens(texts: Iterable[str | None]) -> frozenset[str]:
    """The distinct tokens of some texts."""
    return frozenset(token for text in texts if text for token in words(text))


@lru_cache(maxsize=65_536)
def mark(word: str, value: str) -> str:
    """The token under which an event is found by something else than its text, such as an actor: no text has it."""
    return "__" + hashlib.sha256(f"{word} {value}".encode()).hexdigest()[:16]


def question(text: str) -> tuple[tuple[str, bool], ...]:
    """What a reader asks for: (token, is_prefix) pairs, all of which must be found.

    A trailing `*` makes the last token of its run a prefix. Raises ValueError where no letter or digit is left.
    """
    asked = {
        (token, part.endswith("*") and token is parts[-1])
        for part in text.split()
        if (parts := words(part))
        for token in parts
    }
    if not asked:
        raise ValueError("q needs at least one letter or digit")
    return tuple(sorted(asked))
