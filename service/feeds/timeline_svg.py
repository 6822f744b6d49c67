"""Feeds: timeline.svg, a picture of events in lanes, with arrows from cause to response."""

from collections.abc import Iterator
from typing import Final

from service.domain.selections import Selection
from service.domain.wordlist import Word, choice, truth, whole
from service.feeds.direction import steady
from service.feeds.feed import Feed
from service.feeds.losses import Loss
from service.feeds.marks import ONE_SPAN, has_gaps
from service.feeds.picture.canvas import Canvas, canvas
from service.feeds.picture.draw_axis import draw_grid, draw_labels
from service.feeds.picture.draw_events import PATTERN, Pen, draw_event
from service.feeds.picture.draw_frame import draw_heading, draw_name, draw_notes, draw_rule, knots_of
from service.feeds.picture.draw_links import MARKERS, draw_links
from service.feeds.picture.lanes import LANES
from service.feeds.picture.legend import LEGENDS, draw_legend
from service.feeds.picture.markup import empty, number, open_tag, text_element
from service.feeds.picture.plan import Plan, plan
from service.feeds.picture.style import STYLE


def render(selection: Selection) -> Iterator[str]:
    """The picture; it needs nothing from outside, and follows the reader's choice of light or dark."""
    across = canvas(selection)
    pen = Pen(selection.base_url, across.kinds, across.actors, across.withdrawn)
    down = plan(selection, across, pen)
    yield from _opening(selection, across, down)
    yield from draw_heading(selection, across.frame)
    yield from draw_legend(down.legend, across.frame.margin, down.legend_top, pen.fades)
    yield from _axis(across, down)
    yield from _content(across, down, pen)
    yield from draw_notes(down.notes, across.frame, down.notes_top)
    yield f"<defs>{MARKERS}{PATTERN if any(item.entry.fallen for item in across.items) else ''}"
    yield from pen.fades.draw()
    yield "</defs></svg>\n"


def _opening(selection: Selection, across: Canvas, down: Plan) -> Iterator[str]:
    width, height = across.frame.width, down.height
    yield open_tag(
        "svg",
        xmlns="http://www.w3.org/2000/svg",
        class_=f"cl {down.density}".rstrip(),
        width=width,
        height=height,
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="group",
        aria_labelledby="cl-title cl-desc",
        data_knots=knots_of(across.scale),
    )
    yield text_element("title", selection.title, id="cl-title")
    yield text_element("desc", f"A timeline of {len(across.items)} events. {selection.summary}", id="cl-desc")
    yield f"\n<style>{STYLE}</style>\n"
    yield empty("rect", class_="paper", width=width, height=height)


def _axis(across: Canvas, down: Plan) -> Iterator[str]:
    dated = down.bands[: len(across.dated)]
    if dated:
        yield from draw_grid(across.scale, dated[0].top, dated[-1].bottom)
        for top in down.axes:
            yield from draw_labels(across.scale, top, across.frame.label_end)


def _content(across: Canvas, down: Plan, pen: Pen) -> Iterator[str]:
    """Arrows below events, so that letters stay readable."""
    for band in down.bands:
        yield from draw_rule(band, across.frame)
    yield '<g class="links">\n'
    yield from draw_links(across.relations, down.placed, pen, across.frame.arrow_edge)
    yield '</g>\n<g class="events">\n'
    for item in down.placed.values():
        yield from draw_event(item, pen)
    yield "</g>\n"
    for band in down.bands:
        yield from draw_name(band, across.frame)


def _alters(selection: Selection) -> Iterator[Loss]:
    across = canvas(selection)
    for item in plan(selection, across, Pen("", across.kinds, across.actors)).placed.values():
        event = item.entry.event
        if " ".join(item.lines) != " ".join(steady(event["title"]).split()):
            yield Loss(event["id"], "there is no room for the whole title: pointing at the mark shows it", "title")
        if has_gaps(event):
            yield Loss(event["id"], ONE_SPAN, "start")


FEED: Final = Feed(
    name="timeline.svg",
    media_type="image/svg+xml",
    summary="A picture of the events in lanes: fuzzy dates fade, arrows run from cause to response.",
    render=render,
    alters=_alters,
    omits=("summary", "lang", "date_text", "figures", "media", "tags", "identifiers", "sources"),
    words=(
        Word("width", "Width of the picture in pixels.", default=1200, **whole(320, 4000)),
        Word("lane", "What a lane stands for.", default="kind", **choice(*LANES)),
        Word("heading", "Whether title and summary stand over it.", default=True, **truth()),
        Word(
            "legend", "What it explains: everything, lines without colours, or none.", default="all", **choice(*LEGENDS)
        ),
    ),
)
