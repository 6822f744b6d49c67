"""Domain: opaque cursors: where a page ended, bound to the query that it was made for."""

import base64
import binascii
import json
from collections.abc import Sequence

from service.domain.errors import Invalid, invalid
from service.domain.records import encode

Key = tuple[int | str, ...]


def write_cursor(fingerprint: str, key: Sequence[int | str]) -> str:
    """The cursor behind a row with this key."""
    return base64.urlsafe_b64encode(encode([fingerprint, *key]).encode()).decode().rstrip("=")


def read_cursor(cursor: str, fingerprint: str, like: Sequence[type]) -> Key:
    """The key in a cursor, its parts of the types `like`. Raises Invalid for one that was not made for this query."""
    try:
        made_for, *key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, UnicodeError, ValueError, TypeError, RecursionError):
        raise _unreadable() from None
    if made_for != fingerprint:
        raise invalid("this cursor was made for other words; begin without it", parameter="cursor")
    if [type(part) for part in key] != list(like) or not all(_fits(part) for part in key):
        raise _unreadable()
    return tuple(key)


def _fits(part: int | str) -> bool:
    if isinstance(part, str):
        return "\0" not in part and not any("\ud800" <= letter <= "\udfff" for letter in part)
    return -(1 << 63) <= part < 1 << 63


def _unreadable() -> Invalid:
    return invalid("this cursor is not one of ours; take it from `next`, unchanged", parameter="cursor")
