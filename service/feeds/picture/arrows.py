"""Feeds: the ways that arrows take from a cause to its response."""

from dataclasses import dataclass
from typing import Final

from service.feeds.picture.layout import BAR, Placed
from service.feeds.picture.markup import number

_AHEAD: Final = 16.0
"""Pixels by which a response must begin after its cause for an arrow to run forward."""
_WIDEST: Final = 84.0
"""Pixels that an arrow goes out at most."""
_TIP: Final = 2.0
"""Pixels between an arrow's point and the mark."""


@dataclass(frozen=True, slots=True)
class Detour:
    """How far arrows may go round: to the pixel `limit`, from marks that are at most `height` apart."""

    limit: float
    height: float


def way(cause: Placed, response: Placed, detour: Detour) -> str:
    """Path data. Time runs to the right, so an arrow leaves a mark's end and enters a mark's beginning.

    Where the response begins inside the cause, it leaves the cause's edge just before; where neither is first, it
    goes round on the left, the wider the farther.
    """
    begin = response.shape.left - _TIP
    if begin >= cause.shape.right + _AHEAD:
        return _forward(cause.shape.right + _TIP, cause.y, begin, response.y)
    if begin >= cause.shape.left + _AHEAD and cause.y != response.y:
        return _branch(cause, begin, response.y)
    return _round(cause.shape.left - _TIP, cause.y, begin, response.y, detour)


def _forward(x: float, y: float, end: float, level: float) -> str:
    """An S; on one level a shallow bow under whatever stands between."""
    half = (end - x) / 2
    dip = 16.0 if y == level else 0.0
    return _curve(x, y, x + half, y + dip, end - half, level + dip, end, level)


def _branch(cause: Placed, end: float, level: float) -> str:
    down = 1 if level > cause.y else -1
    x, y = max(cause.shape.left, end - 22.0), cause.y + down * (BAR / 2 + 1)
    return _curve(x, y, x, y + 0.8 * (level - y), x + 0.2 * (end - x), level, end, level)


def _round(x: float, y: float, end: float, level: float, detour: Detour) -> str:
    near = min(x, end)
    room = min(max(8.0, near - detour.limit), _WIDEST)
    out = min(room, 10.0 + (room - 10.0) * (abs(level - y) / max(detour.height, 1.0)) ** 0.6)
    bow = near - out * 4 / 3
    return _curve(x, y, bow, y, bow, level, end, level)


def _curve(*points: float) -> str:
    x, y, *rest = (number(value) for value in points)
    return f"M{x} {y}C{' '.join(rest)}"
