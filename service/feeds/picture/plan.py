"""Feeds: what stands where in a picture from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.domain.selections import Selection
from service.feeds.picture.canvas import Canvas
from service.feeds.picture.draw_axis import HEIGHT
from service.feeds.picture.draw_events import Pen
from service.feeds.picture.draw_frame import heading_height
from service.feeds.picture.layout import Band, Placed, bands
from service.feeds.picture.legend import LINE, Row, explained, lines, signs

_TALL: Final = 620
"""Lanes that are taller get the axis at their foot as well."""
_DENSE: Final = (("packed", 400), ("dense", 100))
"""With more arrows than this, they are drawn thin and faint."""
_NOTE: Final = 16.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Tops of the parts, in pixels, and what they hold."""

    legend: Sequence[Row]
    legend_top: float
    axis: float
    bands: Sequence[Band]
    foot: float
    """Where the last lane ends."""
    notes: Sequence[str]
    density: str
    """A class for the arrows where they are many; else ''."""

    @property
    def axes(self) -> tuple[float, ...]:
        """Where the axis gets its labels."""
        return () if not self.bands else (self.axis, self.foot) if self.foot - self.axis > _TALL else (self.axis,)

    @property
    def notes_top(self) -> float:
        """Where the first note stands."""
        return self.foot + (HEIGHT if len(self.axes) > 1 else 0.0) + 20

    @property
    def height(self) -> float:
        """Of the whole picture."""
        return self.notes_top + len(self.notes) * _NOTE + 4

    @property
    def placed(self) -> dict[str, Placed]:
        """Every event in its place, by its id."""
        return {item.entry.event["id"]: item for band in self.bands for item in band.items}


def plan(selection: Selection, canvas: Canvas, pen: Pen) -> Plan:
    """The plan of a picture."""
    items, frame = canvas.items, canvas.frame
    drawn = {item.entry.event["id"] for item in items}
    families = [link["family"] for link in canvas.relations if {link["cause"], link["response"]} <= drawn]
    entries = signs(items, (pen.tone(item.entry.event) for item in items), families, canvas.scale)
    legend = lines(explained(entries, selection.options["legend"]), frame.width - 2 * frame.margin)
    legend_top = heading_height(selection, frame)
    axis = legend_top + len(legend) * LINE + 12
    found = bands(canvas.rows, axis + HEIGHT, heading=not frame.gutter)
    foot = found[-1].bottom if found else axis + 12
    density = next((name for name, most in _DENSE if len(families) > most), "")
    arrows = len(families) if density else 0
    return Plan(legend, legend_top, axis, found, foot, _notes(selection, found, arrows), density)


def _notes(selection: Selection, found: Sequence[Band], arrows: int) -> list[str]:
    """`arrows` is their number where they are too many to be told apart."""
    items = [item for band in found for item in band.items]
    bare = sum(1 for item in items if not item.lines)
    said = {
        "No events to show.": not items,
        f"{bare} events stand without their titles, for want of room: point at them, or look closer.": bare,
        f"{arrows} arrows are drawn faintly, for they are many: filter to see fewer.": arrows,
        f"Only the first {len(items)} events are drawn; a narrower selection shows the others.": selection.truncated,
    }
    return [note for note, holds in said.items() if holds]
