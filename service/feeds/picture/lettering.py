"""Feeds: how wide text will be, and making it fit; the reader's font is not known, so widths err on the wide side."""

import unicodedata
from functools import lru_cache
from typing import Final

_NARROW: Final = "fijlrtI.,:;'|!()[] "
_BROAD: Final = "mwMW@%—"
_EM: Final = {"narrow": 0.33, "broad": 0.92, "upper": 0.72, "plain": 0.57, "full": 1.05}
"""Widths in em of sans-serif classes, a little above those of Helvetica and its kin."""

ELLIPSIS: Final = "…"


def width_of(text: str, size: float) -> float:
    """An upper estimate of the width in pixels."""
    return sum(_em(character) for character in text) * size


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if character in _NARROW:
        return _EM["narrow"]
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0x1F000:
        return _EM["full"]
    if character in _BROAD:
        return _EM["broad"]
    return _EM["upper"] if character.isupper() else _EM["plain"]


def shorten(text: str, room: float, size: float) -> str:
    """The text, or as much of it as fits into `room` pixels with an ellipsis; '' when not even that fits."""
    if width_of(text, size) <= room:
        return text
    left = room - width_of(ELLIPSIS, size)
    end = 0
    while end < len(text) and (left := left - _em(text[end]) * size) >= 0:
        end += 1
    return text[:end].rstrip(" ,.;:—–-") + ELLIPSIS if end else ""


def wrap(text: str, room: float, size: float, *, lines: int) -> list[str]:
    """The text in at most `lines` lines of `room` pixels, broken between words; the last one is shortened."""
    rest = text.split()
    wrapped: list[str] = []
    while rest and len(wrapped) < lines - 1:
        count = _words_that_fit(rest, room, size)
        wrapped.append(shorten(" ".join(rest[:count]), room, size))
        rest = rest[count:]
    return [*wrapped, shorten(" ".join(rest), room, size)] if rest else wrapped


def balanced(text: str, room: float, size: float, *, lines: int) -> list[str]:
    """Like `wrap`, with lines of about one length, so that no word stands alone."""
    wrapped = wrap(text, room, size, lines=lines)
    even = max(
        1.12 * width_of(text, size) / max(1, len(wrapped)), *(width_of(word, size) for word in ["", *text.split()])
    )
    rewrapped = wrap(text, min(room, even), size, lines=lines)
    return rewrapped if " ".join(rewrapped) == " ".join(wrapped) else wrapped


def _words_that_fit(words: list[str], room: float, size: float) -> int:
    """At least one, so that a line always moves on."""
    used, blank = 0.0, width_of(" ", size)
    for count, word in enumerate(words):
        used += width_of(word, size) + (blank if count else 0)
        if used > room and count:
            return count
    return len(words)
