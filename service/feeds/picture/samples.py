"""Feeds: the little drawings of the legend."""

from collections.abc import Callable, Iterator
from typing import Final

from service.feeds.picture.draw_axis import zigzag
from service.feeds.picture.draw_events import HATCH, chevron, clip
from service.feeds.picture.draw_links import HEADS
from service.feeds.picture.extents import FAINT
from service.feeds.picture.fades import Fades
from service.feeds.picture.markup import empty, number, open_tag

SAMPLE: Final = 34.0
"""Width of a drawing."""
SWATCH: Final = 20.0
"""Width of one that shows a colour or a point."""


def draw_sample(name: str, x: float, y: float, fades: Fades) -> Iterator[str]:
    """The drawing of a sign from `x` on, around `y`."""
    if name.startswith("family-"):
        head = HEADS.get(name.removeprefix("family-"))
        end = f"url(#{head})" if head else None
        yield empty("path", class_=f"link {name}", marker_end=end, d=f"M{number(x)} {number(y)}h{number(SAMPLE)}")
        return
    tone = name if name.startswith("tone-") else "tone-plain"
    yield open_tag("g", class_=f"{tone} qualified" if name == "soft" else tone)
    yield from _DRAWN.get(name, _swatch)(x, y, fades)
    yield "</g>"


def _swatch(x: float, y: float, _: Fades) -> Iterator[str]:
    yield empty("rect", class_="ink", x=x, y=y - 3.5, width=SWATCH, height=7, rx=3.5)


def _fade(x: float, y: float, fades: Fades) -> Iterator[str]:
    fill = fades.fill(((x, FAINT), (x + SAMPLE / 2, 1.0), (x + SAMPLE, FAINT)), "plain")
    yield empty("rect", x=x, y=y - 3.5, width=SAMPLE, height=7, rx=3.5, fill=fill)


def _soft(x: float, y: float, _: Fades) -> Iterator[str]:
    yield open_tag("g", class_="mark")
    yield empty("circle", class_="ink", cx=x + 10, cy=y, r=7.5, fill_opacity=".25")
    yield empty("circle", class_="ink", cx=x + 10, cy=y, r=4.5)
    yield "</g>"


def _withdrawn(x: float, y: float, _: Fades) -> Iterator[str]:
    for paint in ({"class_": "ink"}, {"fill": HATCH}):
        yield empty("rect", **paint, x=x, y=y - 3.5, width=SAMPLE, height=7)


def _open(x: float, y: float, fades: Fades) -> Iterator[str]:
    fill = fades.fill(((x, 1.0), (x + SAMPLE, 0.0)), "plain")
    yield empty("rect", x=x, y=y - 3.5, width=SAMPLE, height=7, fill=fill)
    yield chevron(x + SAMPLE, y, 1)


def _clip(x: float, y: float, _: Fades) -> Iterator[str]:
    yield empty("rect", class_="ink", x=x, y=y - 3.5, width=SAMPLE - 8, height=7)
    yield clip(x + SAMPLE - 8, y, 1)


def _break(x: float, y: float, _: Fades) -> Iterator[str]:
    yield empty("rect", class_="gap", x=x + 11, y=y - 8, width=12, height=16)
    for side in (x + 11, x + 23):
        yield empty("path", class_="zigzag", d=zigzag(side, y - 8, y + 8))


_DRAWN: Final[dict[str, Callable[[float, float, Fades], Iterator[str]]]] = {
    "fade": _fade,
    "soft": _soft,
    "withdrawn": _withdrawn,
    "open": _open,
    "clip": _clip,
    "break": _break,
}
