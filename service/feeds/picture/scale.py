"""Feeds: from seconds to pixels, on an axis that is broken where long stretches are empty.

Between two breaks time runs evenly. What a break leaves out is drawn as a break, never hidden.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

BREAK: Final = 42.0
"""Pixels that a break takes."""
_LONELY: Final = 46.0
"""Pixels of a stretch that is too short to be seen beside the others."""
_MOST_BREAKS: Final = 4
_EMPTY_SHARE: Final = 0.8
"""A gap is left out when it would take more than this share of the axis."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the axis on which time runs evenly."""

    first: int
    last: int
    left: float
    right: float

    @property
    def rate(self) -> float:
        """Pixels in a second."""
        return (self.right - self.left) / max(1, self.last - self.first)

    def x(self, second: int) -> float:
        """Where a second of this stretch lies."""
        return self.left + (second - self.first) * self.rate


@dataclass(frozen=True, slots=True)
class Scale:
    """Stretches from left to right; the pixels between two are a break."""

    stretches: tuple[Stretch, ...]

    @property
    def left(self) -> float:
        """The first pixel."""
        return self.stretches[0].left

    @property
    def right(self) -> float:
        """The last pixel."""
        return self.stretches[-1].right

    @property
    def breaks(self) -> tuple[tuple[Stretch, Stretch], ...]:
        """The stretches on both sides of each break."""
        return tuple(pairwise(self.stretches))

    def x(self, second: int) -> float:
        """The pixel of a second; before the axis its first, after it its last; inside a break in proportion."""
        if second <= self.stretches[0].first:
            return self.left
        at = bisect_right(self.stretches, second, key=lambda stretch: stretch.first) - 1
        here = self.stretches[at]
        if second <= here.last:
            return here.x(second)
        if at + 1 == len(self.stretches):
            return self.right
        after = self.stretches[at + 1]
        return Stretch(here.last, after.first, here.right, after.left).x(second)


def scale(moments: Iterable[int], *, left: float, right: float, window: tuple[int | None, int | None]) -> Scale:
    """An axis that shows every moment inside the window; a window's open side ends at the outermost moment."""
    since, until = window
    inside = sorted({m for m in moments if (since is None or m >= since) and (until is None or m <= until)})
    first, last = _ends(inside, since, until)
    pieces = _pieces([first, *inside, last], breakable=inside)
    return Scale(tuple(_placed(pieces, left, right)))


def _ends(inside: list[int], since: int | None, until: int | None) -> tuple[int, int]:
    first = since if since is not None else inside[0] if inside else (until or 0)
    last = until if until is not None else inside[-1] if inside else first
    if first >= last:
        return first - 43_200, first + 43_200
    return first, last


def _pieces(points: list[int], breakable: list[int]) -> list[tuple[int, int]]:
    """The axis cut at its empty gaps, widest first, as long as a gap would rule the picture."""
    shown = points[-1] - points[0]
    gaps = sorted(pairwise(breakable), key=lambda gap: (gap[0] - gap[1], gap[0]))
    cut = []
    for gap in gaps[:_MOST_BREAKS] if len(breakable) > 3 else []:
        if gap[1] - gap[0] < _EMPTY_SHARE * shown:
            break
        cut.append(gap)
        shown -= gap[1] - gap[0]
    cut.sort()
    starts = [points[0], *(after for _, after in cut)]
    return list(zip(starts, [*(before for before, _ in cut), points[-1]], strict=True))


def _placed(pieces: list[tuple[int, int]], left: float, right: float) -> list[Stretch]:
    """Each piece gets room by its length, none less than it takes to be seen."""
    room = right - left - BREAK * (len(pieces) - 1)
    least = min(_LONELY, room / len(pieces))
    shown = sum(last - first for first, last in pieces)
    shares = [max(least, room * (last - first) / max(1, shown)) for first, last in pieces]
    spare = room - least * len(pieces)
    over = sum(shares) - least * len(pieces)
    widths = [least + (share - least) * (spare / over if over else 0) for share in shares]
    stretches = []
    for (first, last), width in zip(pieces, widths, strict=True):
        stretches.append(Stretch(first, last, left, left + width))
        left += width + BREAK
    return stretches
