"""Domain: full-text tokens, the same for both engines and for the question as for the text."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_FOLD: Final[dict[int, str]] = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "n"}
)
"""Letters that no Unicode decomposition takes apart, though readers search for them without their strokes."""

_RUN: Final = re.compile(r"[^\W_]+")
_BLANKS: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
"""The same of ASCII, in a third of the time."""
_LONGEST: Final = 64
"""A longer run is cut: no reader types it, and an index entry has a size limit on both engines."""


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    marks = [ord(char) for char in set(decomposed) if unicodedata.category(char).startswith("M")]
    return decomposed.translate(_FOLD | dict.fromkeys(marks, ""))


def words(text: str) -> list[str]:
    """Tokens of a text in order: NFKD, case folded, without marks, runs of letters and digits."""
    runs = text.lower().translate(_BLANKS).split() if text.isascii() else _RUN.findall(_fold(text))
    return [run[:_LONGEST] for run in runs]


def tokens(texts: Iterable[str | None], marks: Iterable[str] = ()) -> tuple[str, ...]:
    """The distinct tokens of some texts, and some marks, in order."""
    return tuple(sorted({*words("\n".join(filter(None, texts))), *marks}))


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
