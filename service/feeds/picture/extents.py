"""Feeds: how sure a picture can be, second by second, that an event was under way.

The certain part of an event counts 1. A side that is known only between two bounds rises or falls evenly between
them. An event without an end happened at one moment between its bounds: it is surest in their middle.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from service.domain.bounds import Bounds
from service.domain.selections import Record
from service.domain.spans import ONGOING, span

FAINT: Final = 0.1
"""What is left at a bound: enough to see where it is."""
TAIL: Final = 0.45
"""What is left where an open side leaves the axis."""

Knot = tuple[int, float]
"""A second and how sure one can be there; even in between."""


@dataclass(frozen=True, slots=True)
class Extent:
    """An event in time."""

    start: Bounds
    end: Bounds
    qualified: bool
    going_on: bool
    """True where the end is said to be open, not merely unknown."""

    @property
    def undated(self) -> bool:
        """No bound at all: it has no place on an axis."""
        return not self.moments

    @property
    def moments(self) -> tuple[int, ...]:
        """The bounds that are known, in seconds."""
        bounds = (self.start.earliest, self.start.latest, self.end.earliest, self.end.latest)
        return tuple(second for second in bounds if second is not None)

    @property
    def fuzzy(self) -> bool:
        """True when a side is known only between two bounds."""
        return any(side.earliest != side.latest for side in (self.start, self.end))


def extent(event: Record) -> Extent:
    """The extent of a stored event."""
    found = span(event["start"], event["end"])
    going_on = event["end"] == ONGOING or event["start"].endswith(f"/{ONGOING}")
    return Extent(found.start, found.end, qualified=found.qualified, going_on=going_on)


def knots(of: Extent, first: int, last: int) -> list[Knot]:
    """From left to right, cut to the axis from `first` to `last`, with a knot at both ends of what is seen."""
    return _cut(_moment(of.start, first, last) if of.start == of.end else _span(of, first, last), first, last)


def _moment(bounds: Bounds, first: int, last: int) -> list[Knot]:
    low, high = bounds.earliest, bounds.latest
    if low is None:
        assert high is not None, "an undated event has no knots"
        return [(min(first, high), TAIL), (high, 1.0)]
    if high is None:
        return [(low, 1.0), (max(last, low), TAIL)]
    if low < first and last < high:  # it lies in what is seen with the chance of a moment in all that may be
        chance = max(FAINT, (last - first) / (high - low))
        return [(low, chance), (high, chance)]
    return [(low, 1.0)] if low == high else [(low, FAINT), ((low + high) // 2, 1.0), (high, FAINT)]


def _span(of: Extent, first: int, last: int) -> list[Knot]:
    rise = _rise(of.start, min(first, *of.moments))
    edge = max(last, *of.moments)
    fall = [(edge, 1.0)] if of.going_on else _turned(_rise(_mirrored(of.end), -edge))
    if rise[-1][0] <= fall[0][0]:
        return [*rise, *fall]
    return [rise[0], ((rise[-1][0] + fall[0][0]) // 2, 1.0), fall[-1]]


def _rise(start: Bounds, edge: int) -> list[Knot]:
    """How a start comes about; `edge` stands in for what is open."""
    if start.earliest is None and start.latest is None:
        return [(edge, 1.0)]
    if start.earliest is None:
        return [(edge, TAIL), (start.latest or 0, 1.0)]
    if start.latest in (None, start.earliest):
        return [(start.earliest, 1.0)]
    assert start.latest is not None
    return [(start.earliest, FAINT), (start.latest, 1.0)]


def _mirrored(end: Bounds) -> Bounds:
    """An end looked at from the other side of time."""
    return Bounds(*(None if second is None else -second for second in (end.latest, end.earliest)))


def _turned(line: list[Knot]) -> list[Knot]:
    return [(-second, sure) for second, sure in reversed(line)]


def _cut(line: list[Knot], first: int, last: int) -> list[Knot]:
    line = sorted(line, key=lambda knot: knot[0])
    (start, _), (end, _) = line[0], line[-1]
    inside = [knot for knot in line if first <= knot[0] <= last]
    before = [(first, sure_at(line, first))] if start < first <= end else []
    after = [(last, sure_at(line, last))] if start <= last < end else []
    return [*before, *inside, *after]


def sure_at(line: list[Knot], second: int) -> float:
    """The value of a line of knots at a second; flat beyond its ends."""
    for (left, low), (right, high) in pairwise(line):
        if left <= second <= right:
            return low + (high - low) * (second - left) / max(1, right - left)
    return line[0][1] if second < line[0][0] else line[-1][1]
