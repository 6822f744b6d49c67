"""Domain: what an EDTF value means on the time line: bounds of its start and of its end."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

from service.domain.bounds import HALF_DAY, OPEN, Bounds, days_in_month, precedes, seconds
from service.domain.edtf.bounds import bounds_of
from service.domain.edtf.syntax import read
from service.domain.edtf.tree import DateFault, Edge, Moment, Range, Shape, Side

__all__ = ["DateFault", "Edtf", "parse"]

_PLAIN: Final = re.compile("([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
_INSTANT: Final = re.compile("([^T]{10})T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])Z")
_ROUND_YEARS: Final = {1: "decade", 2: "century", 3: "millennium"}
"""Precision of a year by the number of X at its end."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """An EDTF value; a date and a `one_of` set have the same bounds on both sides."""

    text: str
    shape: Shape
    start: Bounds
    end: Bounds
    qualified: bool
    """True with `?`, `~` or `%` anywhere."""
    start_zoned: bool
    """True when the start is an instant: a time with Z or an offset."""
    end_zoned: bool
    precision: str
    """Deepest part that the start states: millennium, century, decade, year, season, month, day, minute or second."""


class _Point(NamedTuple):
    """One end of a member."""

    bounds: Bounds
    zoned: bool


_Extent = tuple[_Point, _Point]
"""Start and end."""


@lru_cache(maxsize=16_384)
def parse(text: str) -> Edtf:
    """The meaning of an EDTF value; DateFault with the position of the fault where it is none."""
    return _usual(text) or _read(text)


def _usual(text: str) -> Edtf | None:
    """What most dates are: the grammar reads the same, and takes ten times as long; None for all else."""
    if text.endswith("Z"):
        return _instant(text)
    first, slash, last = text.partition("/")
    return _interval(text, _plain(first), _plain(last)) if slash else _plain(text)


def _instant(text: str) -> Edtf | None:
    """A time in UTC."""
    found = _INSTANT.fullmatch(text)
    day = _plain(found[1]) if found else None
    if found is None or day is None or day.start.earliest is None:
        return None
    second = day.start.earliest + int(found[2]) * 3600 + int(found[3]) * 60 + int(found[4])
    at = Bounds(second, second)
    return Edtf(text, "date", at, at, qualified=False, start_zoned=True, end_zoned=True, precision="second")


def _interval(text: str, first: Edtf | None, last: Edtf | None) -> Edtf | None:
    """From one plain date to another that is not before it."""
    if first is None or last is None or precedes(last.start, first.start):
        return None
    return replace(first, text=text, shape="interval", end=last.end)


def _plain(text: str) -> Edtf | None:
    """A year, a month or a day."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    if day and day > days_in_month(year, month):
        return None
    begin = seconds(year, month or 1, day or 1)
    after = seconds(year, month, day + 1) if day else seconds(year, month + 1) if month else seconds(year + 1)
    bounds, precision = Bounds(begin, after - 1), "day" if day else "month" if month else "year"
    return Edtf(text, "date", bounds, bounds, qualified=False, start_zoned=False, end_zoned=False, precision=precision)


def _read(text: str) -> Edtf:
    expression = read(text)
    members = expression.members
    start, end = _extent(members[0]) if len(members) == 1 else _whole([_extent(member) for member in members])
    if expression.shape == "one_of":
        start = end = _Point(Bounds(start.bounds.earliest, end.bounds.latest), start.zoned and end.zoned)
    moments = [moment for member in members for moment in member.moments]
    return Edtf(
        text=text,
        shape=expression.shape,
        start=start.bounds,
        end=end.bounds,
        qualified=any(moment.qualified for moment in moments),
        start_zoned=start.zoned,
        end_zoned=end.zoned,
        precision=_precision(moments[0]) if moments else "year",
    )


def _extent(member: Range) -> _Extent:
    """Of one member; an open or unknown side reaches from the other one without a bound."""
    left = _point(member.left)
    if member.right is member.left:
        return left, left
    right = _point(member.right)
    slack = HALF_DAY if left.zoned != right.zoned else 0
    if precedes(right.bounds, left.bounds, slack=slack):
        raise DateFault("expected an end that is not before the start", member.at)
    if isinstance(member.left, Edge):
        left = right._replace(bounds=Bounds(None, right.bounds.latest))
    if isinstance(member.right, Edge):
        right = left._replace(bounds=Bounds(left.bounds.earliest, None))
    return left, right


def _point(side: Side) -> _Point:
    return _Point(OPEN, zoned=False) if isinstance(side, Edge) else _Point(bounds_of(side), side.zoned)


def _whole(extents: list[_Extent]) -> _Extent:
    """From the first start to the last end of several members."""
    starts, ends = zip(*extents, strict=True)
    return _reduced(starts, min), _reduced(ends, max)


def _reduced(points: Sequence[_Point], choose: Callable[[list[int]], int]) -> _Point:
    """Each bound chosen among all; open as soon as one of them is."""
    earliest = [point.bounds.earliest for point in points if point.bounds.earliest is not None]
    latest = [point.bounds.latest for point in points if point.bounds.latest is not None]
    bounds = Bounds(
        choose(earliest) if len(earliest) == len(points) else None,
        choose(latest) if len(latest) == len(points) else None,
    )
    return _Point(bounds, all(point.zoned for point in points))


def _precision(moment: Moment) -> str:
    if moment.clock:
        return "minute" if moment.clock.second is None else "second"
    if moment.day and moment.day.pattern != "XX":
        return "day"
    if moment.month and moment.month.pattern != "XX":
        return "season" if moment.has_season else "month"
    year = moment.year.stated
    return _ROUND_YEARS.get(len(year) - len(year.rstrip("X")), "year")
