"""Feeds: lines of iCalendar, folded as the icalendar package folds them, which takes each character by itself."""

from collections.abc import Iterable, Iterator
from typing import Final

_OCTETS: Final = 74
"""Of a line, without its end (RFC 5545, 3.1, allows one more)."""
_NO_START: Final = 0b10
"""The upper two bits of an octet in which no character of UTF-8 starts."""
_ESCAPES: Final = b"\\^"
"""They stay on one line with what they escape."""


def folded(lines: Iterable[str]) -> str:
    """Every line that is not empty, with its end."""
    return "".join(f"{_folded(line)}\r\n" for line in lines if line)


def _folded(line: str) -> str:
    octets = line.encode()
    return line if len(octets) <= _OCTETS else "\r\n ".join(part.decode() for part in _parts(octets))


def _parts(octets: bytes) -> Iterator[bytes]:
    start = 0
    while len(octets) - start > _OCTETS:
        end = start + _OCTETS
        while octets[end] >> 6 == _NO_START:
            end -= 1
        end -= octets[end - 1] in _ESCAPES
        yield octets[start:end]
        start = end
    yield octets[start:]
