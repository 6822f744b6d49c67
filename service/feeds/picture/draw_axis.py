"""Feeds: the axis drawn: ticks with their labels, grid lines, and the breaks where time is left out."""

from collections.abc import Iterator
from typing import Final

from service.feeds.picture.lettering import width_of
from service.feeds.picture.markup import empty, number, text_element
from service.feeds.picture.scale import Scale, Stretch
from service.feeds.picture.ticks import SIZE, Tick, labelled
from service.feeds.picture.years import short

HEIGHT: Final = 38.0
"""Of both lines of labels."""
_SMALL: Final = 11.0
"""Pixels of the letters in a break."""
_DAY: Final = 86_400
_YEAR: Final = 31_556_952
_UNITS: Final = ((_YEAR, "year"), (30 * _DAY, "month"), (_DAY, "day"), (3600, "hour"), (60, "minute"), (1, "second"))


def draw_grid(scale: Scale, top: float, bottom: float) -> Iterator[str]:
    """Grid lines, and a strip with zigzag sides for each break."""
    for x, _ in labelled(scale):
        yield empty("path", class_="grid", d=f"M{number(x)} {number(top)}V{number(bottom)}")
    for before, after in scale.breaks:
        yield from _break(before, after, top, bottom)


def draw_labels(scale: Scale, top: float, end: float) -> Iterator[str]:
    """The line of contexts (months, days) over the line of ticks, from `top` down; nothing is written beyond `end`."""
    placed = labelled(scale)
    for x, tick in placed:
        if tick.label:
            yield text_element("text", tick.label, class_="tick", x=x, y=top + 32, text_anchor="middle")
    yield from _contexts(placed, top + 14, end)


def _contexts(placed: list[tuple[float, Tick]], y: float, end: float) -> Iterator[str]:
    """Each context once, where it begins; one that has no room before the next is left out for the next."""
    free, said = float("-inf"), ""
    for x, tick in placed:
        width = width_of(tick.context, SIZE) * 1.08
        left = min(x - 4, end - width)
        if tick.context not in ("", said) and free <= left:
            yield text_element("text", tick.context, class_="context", x=left, y=y)
            free, said = left + width + 10, tick.context


def _break(before: Stretch, after: Stretch, top: float, bottom: float) -> Iterator[str]:
    """A strip with zigzag sides on which stands how much time it leaves out."""
    middle, length = (before.right + after.left) / 2, duration(after.first - before.last)
    left, right = middle - 9, middle + 9
    yield "<g>"
    yield text_element("title", f"The axis leaves out {length} in which nothing begins or ends")
    yield empty("rect", class_="gap", x=left, y=top, width=right - left, height=bottom - top)
    for x in (left, right):
        yield empty("path", class_="zigzag", d=zigzag(x, top, bottom))
    yield from _gap_name(length, middle, top, bottom)
    yield "</g>\n"


def _gap_name(length: str, x: float, top: float, bottom: float) -> Iterator[str]:
    """Upright where the lanes are high enough; else level, its unit under its number."""
    if width_of(length, _SMALL) <= bottom - top - 12:
        foot = f"rotate(-90 {number(x)} {number(bottom - 8)})"
        yield text_element("text", length, class_="gap-name", x=x, y=bottom - 4, transform=foot)
        return
    for index, line in enumerate(reversed(length.rsplit(" ", 1))):
        y = bottom - 6 - index * _SMALL
        yield text_element("text", line, class_="gap-name level", x=x, y=y, text_anchor="middle")


def zigzag(x: float, top: float, bottom: float) -> str:
    """Path data of a side of a break."""
    return f"M{number(x)} {number(top)}" + "l2 4l-2 4" * max(1, int((bottom - top) // 8))


def duration(length: int) -> str:
    """Seconds in the largest unit of which there are four: `33 months`, `4.47 bn years`."""
    size, unit = next((size, unit) for size, unit in _UNITS if length >= 4 * size or size == 1)
    return f"{short(round(length / size))} {unit}{'' if length == 1 else 's'}"
