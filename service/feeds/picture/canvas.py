"""Feeds: a whole picture: what stands where, before anything is drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.domain.selections import Record, Selection
from service.feeds.picture.chains import ranks
from service.feeds.picture.extents import extent
from service.feeds.picture.frame import Frame, frame
from service.feeds.picture.lanes import Entry, in_order, lanes
from service.feeds.picture.layout import Placed, beside, label
from service.feeds.picture.scale import Scale, scale
from service.feeds.picture.shapes import shape

UNDATED = "No date"


@dataclass(frozen=True, slots=True)
class Canvas:
    """The parts of a picture."""

    frame: Frame
    scale: Scale
    lanes: tuple[tuple[str, Sequence[Placed]], ...]
    """Names and items from top to bottom; items are not yet on their rows."""
    relations: tuple[Record, ...]
    kinds: Mapping[str, Record]
    actors: Mapping[str, str]


def canvas(selection: Selection) -> Canvas:
    """The canvas of a selection."""
    relations = tuple(selection.relations)
    kinds, actors = (
        {kind["id"]: kind for kind in selection.kinds},
        {actor["id"]: actor["name"] for actor in selection.actors},
    )
    lane_by, measures = selection.options["lane"], frame(selection.options["width"])
    entries = in_order((Entry(event, extent(event)) for event in selection.events), ranks(relations))
    dated = [entry for entry in entries if not entry.extent.undated]
    moments = [second for entry in dated for second in entry.extent.moments]
    axis = scale(moments, left=measures.left, right=measures.right, window=(selection.since, selection.until))
    names = actors if lane_by == "actor" else {kind: record["label"] for kind, record in kinds.items()}
    found: list[tuple[str, Sequence[Placed]]] = [
        (lane.name, [label(entry, shape(entry.extent, axis), measures) for entry in lane.entries])
        for lane in lanes(lane_by, dated, names)
    ]
    undated = list(beside((entry for entry in entries if entry.extent.undated), measures))
    return Canvas(measures, axis, (*found, *([(UNDATED, undated)] if undated else [])), relations, kinds, actors)
