"""Feeds: timeline.svg, a picture of events in lanes, with arrows from cause to response."""

from collections.abc import Iterator, Sequence
from typing import Final

from service.domain.selections import Selection
from service.domain.wordlist import Word, choice, whole
from service.feeds.feed import Feed
from service.feeds.picture.canvas import Canvas, canvas
from service.feeds.picture.draw_axis import HEIGHT, draw_grid, draw_labels
from service.feeds.picture.draw_events import Pen, draw_event
from service.feeds.picture.draw_frame import draw_heading, draw_name, draw_notes, draw_rule, heading_height, knots_of
from service.feeds.picture.draw_links import MARKERS, draw_links
from service.feeds.picture.lanes import LANES
from service.feeds.picture.layout import Band, bands
from service.feeds.picture.legend import LINE, draw_legend, lines, signs
from service.feeds.picture.markup import empty, number, open_tag, text_element
from service.feeds.picture.style import STYLE

_TALL: Final = 620
"""Lanes that are taller get the axis at their foot as well."""
_DENSE: Final = 150
"""With more arrows than this, they are drawn faintly."""


def render(selection: Selection) -> Iterator[str]:
    """The picture; it needs nothing from outside, and follows the reader's choice of light or dark."""
    plan = canvas(selection)
    pen = Pen(selection.base_url, plan.kinds, plan.actors)
    items = [item for _, inside in plan.lanes for item in inside]
    drawn = {item.entry.event["id"] for item in items}
    families = [link["family"] for link in plan.relations if {link["cause"], link["response"]} <= drawn]
    legend = lines(signs(items, (pen.tone(item.entry.event) for item in items), families, plan.scale),
                   plan.frame.width - 2 * plan.frame.margin)  # fmt: skip
    legend_top = heading_height(selection, plan.frame)
    axis = legend_top + len(legend) * LINE + 12
    found = bands(plan.lanes, axis + HEIGHT, heading=not plan.frame.gutter)
    foot = found[-1].bottom if found else axis + HEIGHT + 60
    notes = _notes(selection, found)
    tall = foot - axis > _TALL
    height = foot + (HEIGHT if tall else 0) + 16 * len(notes) + 24
    yield from _opening(selection, plan, height, dense=len(families) > _DENSE)
    yield from draw_heading(selection, plan.frame)
    yield from draw_legend(legend, plan.frame.margin, legend_top, pen.fades)
    if found:
        yield from draw_grid(plan.scale, axis + HEIGHT, foot)
        yield from draw_labels(plan.scale, axis, plan.frame.label_end)
        yield from draw_labels(plan.scale, foot, plan.frame.label_end) if tall else ()
    yield from _content(plan, pen, found)
    yield from draw_notes(notes, plan.frame, foot + (HEIGHT if tall else 0) + 20)
    yield f"<defs>{MARKERS}"
    yield from pen.fades.draw()
    yield "</defs></svg>\n"


def _opening(selection: Selection, plan: Canvas, height: float, *, dense: bool) -> Iterator[str]:
    width = plan.frame.width
    yield open_tag(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        class_="cl dense" if dense else "cl",
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group",
        aria_labelledby="cl-title cl-desc",
        data_knots=knots_of(plan.scale),
    )
    yield text_element("title", selection.title, id="cl-title")
    count = sum(len(inside) for _, inside in plan.lanes)
    yield text_element("desc", f"A timeline of {count} events. {selection.summary}", id="cl-desc")
    yield f"\n<style>{STYLE}</style>\n"
    yield empty("rect", class_="paper", width=width, height=height)


def _content(plan: Canvas, pen: Pen, found: Sequence[Band]) -> Iterator[str]:
    """Arrows below events, so that letters stay readable."""
    for band in found:
        yield from draw_rule(band, plan.frame)
    placed = {item.entry.event["id"]: item for band in found for item in band.items}
    yield '<g class="links">\n'
    yield from draw_links(plan.relations, placed, plan.actors, plan.frame.arrow_edge)
    yield '</g>\n<g class="events">\n'
    for item in placed.values():
        yield from draw_event(item, pen)
    yield "</g>\n"
    for band in found:
        yield from draw_name(band, plan.frame)


def _notes(selection: Selection, found: Sequence[Band]) -> list[str]:
    items = [item for band in found for item in band.items]
    bare = sum(1 for item in items if not item.lines)
    said = {
        "No events to show.": not items,
        f"{bare} events stand without their titles, for want of room: point at them, or look closer.": bare,
        f"Only the first {len(items)} events are drawn; a narrower selection shows the others.": selection.truncated,
    }
    return [note for note, holds in said.items() if holds]


FEED: Final = Feed(
    name="timeline.svg",
    media_type="image/svg+xml",
    summary="A picture of the events in lanes: fuzzy dates fade, arrows run from cause to response.",
    render=render,
    words=(
        Word("width", "Width of the picture in pixels.", default=1200, **whole(320, 4000)),
        Word("lane", "What a lane stands for.", default="kind", **choice(*LANES)),
    ),
)
