"""Feeds: a whole picture: what stands where, before anything is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from service.domain.retractions import days
from service.domain.selections import Record, Selection
from service.feeds.picture.chains import ranks
from service.feeds.picture.extents import extent
from service.feeds.picture.frame import Frame, frame
from service.feeds.picture.lanes import Entry, in_order, lanes
from service.feeds.picture.layout import Placed, beside, label
from service.feeds.picture.scale import Scale, scale
from service.feeds.picture.shapes import shape
from service.feeds.withdrawals import fallen

_UNDATED: Final = "No date"

Row = tuple[str, Sequence[Placed]]
"""A lane's name and its items."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The parts of a picture."""

    frame: Frame
    scale: Scale
    dated: tuple[Row, ...]
    """From top to bottom; items are not yet on their rows."""
    undated: tuple[Placed, ...]
    """What has no place on the axis."""
    relations: tuple[Record, ...]
    kinds: Mapping[str, Record]
    actors: Mapping[str, str]
    withdrawn: Mapping[str, str]
    """The withdrawn sources, with their days."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All lanes, that of what has no date last."""
        return (*self.dated, (_UNDATED, self.undated)) if self.undated else self.dated

    @property
    def items(self) -> list[Placed]:
        """All events."""
        return [item for _, items in self.rows for item in items]


def canvas(selection: Selection) -> Canvas:
    """The canvas of a selection."""
    relations, withdrawn = tuple(selection.relations), days(selection.sources)
    measures = frame(selection.options["width"])
    found = (Entry(event, extent(event), fallen=fallen(event, withdrawn)) for event in selection.events)
    entries = in_order(found, ranks(relations))
    moments = [second for entry in entries for second in entry.extent.moments]
    axis = scale(moments, left=measures.left, right=measures.right, window=(selection.since, selection.until))
    return Canvas(
        frame=measures,
        scale=axis,
        dated=tuple(_dated(selection, entries, axis, measures)),
        undated=tuple(beside((entry for entry in entries if entry.extent.undated), measures)),
        relations=relations,
        kinds={kind["id"]: kind for kind in selection.kinds},
        actors={actor["id"]: actor["name"] for actor in selection.actors},
        withdrawn=withdrawn,
    )


def _dated(selection: Selection, entries: list[Entry], axis: Scale, measures: Frame) -> Iterator[Row]:
    by = selection.options["lane"]
    named = {"actor": selection.actors, "kind": selection.kinds}.get(by, ())
    names = {record["id"]: str(record.get("label") or record.get("name")) for record in named}
    for lane in lanes(by, (entry for entry in entries if not entry.extent.undated), names):
        yield lane.name, [label(entry, shape(entry.extent, axis), measures) for entry in lane.entries]
