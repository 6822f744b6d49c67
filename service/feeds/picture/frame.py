"""Feeds: the fixed measures of a picture, by its width."""

from dataclasses import dataclass
from typing import Final

_NARROW: Final = 640
"""Below this, lane names stand over their lanes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand from left to right, in pixels."""

    width: float
    margin: float
    gutter: float
    """Width of the column of lane names; 0 puts them over the lanes."""
    channel: float
    """Room on the left of the axis for arrows that go back to its beginning, and for open tails."""

    @property
    def left(self) -> float:
        """Where the axis begins."""
        return self.margin + self.gutter + self.channel

    @property
    def right(self) -> float:
        """Where the axis ends; an open tail still fits behind it."""
        return self.width - self.margin - 30

    @property
    def arrow_edge(self) -> float:
        """How far left arrows may go round."""
        return self.margin + self.gutter if self.gutter else self.margin / 2

    @property
    def label_end(self) -> float:
        """Where the last letter may stand."""
        return self.width - self.margin

    @property
    def label_room(self) -> float:
        """The widest label beside others on a row."""
        return min(self.label_end - self.left, max(240.0, 0.5 * (self.right - self.left)))


def frame(width: int) -> Frame:
    """The measures of a picture of this width."""
    if width < _NARROW:
        return Frame(width, margin=min(14.0, width / 24), gutter=0, channel=min(40.0, width / 9))
    return Frame(width, margin=24, gutter=min(150.0, max(100.0, width * 0.12)), channel=88)
