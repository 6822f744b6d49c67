"""Feeds: the marks of events in pixels: a point, or a bar that is as strong as the event is sure."""

from dataclasses import dataclass
from typing import Final, Literal

from service.feeds.picture.extents import Extent, Knot, knots, sure_at
from service.feeds.picture.scale import Scale

POINT: Final = 5.0
"""Radius of a point."""
TAIL: Final = 26.0
"""Pixels by which an open side leaves the axis."""
_SHORT: Final = 9.0
"""A bar shorter than this is a point."""

Edge = Literal["closed", "open", "cut"]
"""How a side ends: at its bound, open in time, or cut by the window."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is drawn of an event on its row. `stops` are (pixel, opacity); a point has none."""

    left: float
    right: float
    stops: tuple[tuple[float, float], ...] = ()
    start: Edge = "closed"
    end: Edge = "closed"
    crossed: tuple[float, ...] = ()
    """Middles of the breaks that the bar runs across."""

    @property
    def is_point(self) -> bool:
        """True for what is too short to be a bar."""
        return not self.stops


def point(x: float) -> Shape:
    """A point around `x`."""
    return Shape(x - POINT, x + POINT)


def shape(of: Extent, scale: Scale) -> Shape:
    """The shape of a dated event."""
    first, last = scale.stretches[0].first, scale.stretches[-1].last
    start, end = _edge(of.start.earliest, first, -1), _edge(of.end.latest, last, 1)
    line = _with_breaks(knots(of, first, last), scale)
    if not line:
        return point(scale.left if of.moments[-1] < first else scale.right)
    stops = [(scale.x(second), sure) for second, sure in line]
    if stops[-1][0] - stops[0][0] < _SHORT and start == end == "closed":
        return point((stops[0][0] + stops[-1][0]) / 2)
    stops = [*_tail(stops[0], start, -TAIL), *stops, *_tail(stops[-1], end, TAIL)]
    return Shape(stops[0][0], stops[-1][0], tuple(stops), start, end, _crossed(scale, stops[0][0], stops[-1][0]))


def _edge(bound: int | None, limit: int, way: int) -> Edge:
    if bound is None:
        return "open"
    return "cut" if (bound - limit) * way > 0 else "closed"


def _tail(stop: tuple[float, float], edge: Edge, length: float) -> list[tuple[float, float]]:
    return [(stop[0] + length, 0.0)] if edge == "open" else []


def _with_breaks(line: list[Knot], scale: Scale) -> list[Knot]:
    """Knots where the axis changes its pace, so that a fade is true on both sides of a break."""
    if not line:
        return line
    paces = [second for before, after in scale.breaks for second in (before.last, after.first)]
    added = [(second, sure_at(line, second)) for second in paces if line[0][0] < second < line[-1][0]]
    return sorted([*line, *added], key=lambda knot: knot[0])


def _crossed(scale: Scale, left: float, right: float) -> tuple[float, ...]:
    middles = [(before.right + after.left) / 2 for before, after in scale.breaks]
    return tuple(middle for middle in middles if left < middle < right)
