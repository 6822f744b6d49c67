"""Feeds: the arrows drawn, one look for each family."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from service.domain.selections import Record
from service.feeds.picture.arrows import Detour, way
from service.feeds.picture.draw_events import Pen
from service.feeds.picture.layout import Placed
from service.feeds.picture.markup import open_tag, text_element
from service.feeds.prose import related
from service.feeds.withdrawals import fallen

HEADS: Final = {"causal": "cl-head", "sequence": "cl-head-line", "evidence": "cl-head-dot"}
"""The marker at the response's end; structure has none."""

MARKERS: Final = (
    '<marker id="cl-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 .5 10 5 0 9.5 2.5 5z"/></marker>'
    '<marker id="cl-head-line" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
    'markerUnits="userSpaceOnUse" orient="auto"><path class="head-line" stroke-width="1.5" d="M3 1 9 5 3 9"/></marker>'
    '<marker id="cl-head-dot" viewBox="0 0 10 10" refX="6" refY="5" markerWidth="7" markerHeight="7" '
    'markerUnits="userSpaceOnUse" orient="auto"><circle class="head-dot" cx="5" cy="5" r="4"/></marker>\n'
)


def draw_links(relations: Iterable[Record], placed: Mapping[str, Placed], pen: Pen, edge: float) -> Iterator[str]:
    """The arrows between events in the picture, each with its sentence; `edge` is how far left they may go."""
    heights = [item.y for item in placed.values()]
    detour = Detour(edge, max(heights, default=0.0) - min(heights, default=0.0))
    titles = {event: item.entry.event["title"] for event, item in placed.items()}
    for relation in relations:
        cause, response = placed.get(relation["cause"]), placed.get(relation["response"])
        if cause is None or response is None:
            continue
        head = HEADS.get(relation["family"])
        yield open_tag(
            "path",
            class_=f"link family-{relation['family']}{' retracted' if fallen(relation, pen.withdrawn) else ''}",
            role="img",
            data_id=relation["id"],
            data_cause=relation["cause"],
            data_response=relation["response"],
            data_family=relation["family"],
            marker_end=f"url(#{head})" if head else None,
            d=way(cause, response, detour),
        )
        yield text_element("title", related(relation, titles, pen.actors, pen.withdrawn))
        yield "</path>\n"
