"""Domain: EDTF values in words, for people."""

import re
from functools import lru_cache
from typing import Final

from service.domain.edtf.syntax import read
from service.domain.edtf.tree import Edge, Expression, Moment, Range, Side
from service.domain.edtf.words import moment_in_words, plain_in_words

_USUAL: Final = re.compile(
    "([0-9]{4}(?:-[01][0-9](?:-[0-3][0-9])?)?)"
    "(?:(?<=-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})Z|/([0-9]{4}(?:-[01][0-9](?:-[0-3][0-9])?)?))?"
)
"""A plain date, a time in UTC on a day, or an interval between plain dates."""


@lru_cache(maxsize=16_384)
def in_words(text: str) -> str:
    """A valid EDTF value as a short English phrase: `2024-11~` is "about November 2024"."""
    return _usual(text) or _read(text)


def _usual(text: str) -> str | None:
    """What most dates are: the grammar reads the same, and takes ten times as long; None for all else."""
    found = _USUAL.fullmatch(text)
    if found is None:
        return None
    first, time, last = found.groups()
    if last:
        return f"{plain_in_words(first)} to {plain_in_words(last)}"
    return f"{plain_in_words(first)}, {time.removesuffix(':00')} UTC" if time else plain_in_words(first)


def _read(text: str) -> str:
    expression = read(text)
    return _set(expression) if expression.shape in ("one_of", "all_of") else _range(expression.members[0])


def _set(expression: Expression) -> str:
    one = expression.shape == "one_of"
    *most, last = [_choice(member) if one else _range(member) for member in expression.members]
    return f"{', '.join(most)} {'or' if one else 'and'} {last}" if most else last


def _range(member: Range) -> str:
    left, right = member.left, member.right
    if left is right:
        return _side(left)
    if right is Edge.OPEN:
        return f"since {_side(left)}"
    return f"until {_side(right)}" if left is Edge.OPEN else f"{_side(left)} to {_side(right)}"


def _choice(member: Range) -> str:
    """A member of `[…]`: one date is meant, the sides included."""
    left, right = member.left, member.right
    if left is right:
        return _side(left)
    if isinstance(left, Moment) and isinstance(right, Moment):
        return f"between {_side(left)} and {_side(right)}"
    stated = member.moments[0]
    place = "at" if stated.clock else "on" if stated.day else "in"
    return f"{place} or {'before' if left is Edge.OPEN else 'after'} {moment_in_words(stated)}"


def _side(side: Side) -> str:
    if isinstance(side, Moment):
        return moment_in_words(side)
    return "any time" if side is Edge.OPEN else "an unknown date"
