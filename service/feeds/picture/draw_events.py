"""Feeds: an event drawn: its mark, its letters, and a name for those who do not see it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from service.domain.selections import Record
from service.feeds.picture.fades import Fades
from service.feeds.picture.layout import BAR, LETTERS, LINE, MARK, Placed
from service.feeds.picture.markup import empty, number, open_tag, text_element
from service.feeds.picture.shapes import POINT
from service.feeds.picture.style import tone_of
from service.feeds.prose import described

_HALF: Final = BAR / 2
_OUTLINED: Final = ("planned", "hypothetical", "disputed", "refuted", "cancelled")
"""Statuses whose mark gets a line around it."""
_STRUCK: Final = ("refuted", "cancelled")
"""Statuses whose title is struck out."""
HATCH: Final = "url(#cl-hatch)"
"""Over the mark of what has no source left."""
PATTERN: Final = (
    '<pattern id="cl-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="cut" stroke-width="4.4" d="M0 0v5"/></pattern>\n'
)
"""What it is painted with."""


@dataclass(frozen=True, slots=True)
class Pen:
    """What drawing an event needs to know beside the event."""

    base_url: str
    kinds: Mapping[str, Record]
    actors: Mapping[str, str]
    withdrawn: Collection[str] = ()
    fades: Fades = field(default_factory=Fades)

    def tone(self, event: Record) -> str:
        """The class that colours an event: its kind's quad."""
        return tone_of(self.kinds.get(event["kind"]))

    def label(self, kind: str) -> str:
        """What a kind is called."""
        return str((self.kinds.get(kind) or {}).get("label") or kind)


def draw_event(item: Placed, pen: Pen) -> Iterator[str]:
    """A link to the event that holds an image with a name."""
    event, tone = item.entry.event, pen.tone(item.entry.event)
    soft = " qualified" if item.entry.extent.qualified else ""
    fallen = " retracted" if item.entry.fallen else ""

    yield open_tag(
        "a",
        class_=f"event kind-{event['kind']} status-{event['status']} tone-{tone}{soft}{fallen}",
        data_id=event["id"],
        href=f"{pen.base_url}/events/{event['id']}",
    )
    yield open_tag("g", role="img")
    yield text_element("title", event["title"])
    yield text_element("desc", described(event, pen.label(event["kind"]), pen.actors, pen.withdrawn))
    yield _hit(item)
    yield open_tag("g", class_="mark")
    yield from _point(item) if item.shape.is_point else _bar(item, tone, pen.fades)
    yield "</g>"
    yield from _letters(item)
    yield "</g></a>\n"


def _hit(item: Placed) -> str:
    """What the pointer can meet: the mark and the letters."""
    left, right = item.reach
    top = item.y - item.height + MARK
    return empty("rect", class_="hit", x=left - 3, y=top, width=right - left + 6, height=item.height - 2, rx=4)


def _point(item: Placed) -> Iterator[str]:
    x = (item.shape.left + item.shape.right) / 2
    if item.entry.extent.qualified:
        yield empty("circle", class_="ink halo", cx=x, cy=item.y, r=POINT + 2.5, fill_opacity=".25")
    yield empty("circle", class_="ink body", cx=x, cy=item.y, r=POINT - 0.5)
    if item.entry.fallen:
        yield empty("circle", cx=x, cy=item.y, r=POINT, fill=HATCH)
    if item.entry.event["status"] in _OUTLINED:
        yield empty("circle", class_="line outline", cx=x, cy=item.y, r=POINT + 1.5)


def _bar(item: Placed, tone: str, fades: Fades) -> Iterator[str]:
    drawn, y = item.shape, item.y
    box = {"x": drawn.left, "width": drawn.right - drawn.left}
    if item.entry.extent.fuzzy or "open" in (drawn.start, drawn.end):
        yield empty("path", class_="line whisker", d=f"M{number(drawn.left)} {number(y)}H{number(drawn.right)}")
    fill, round_ = fades.fill(drawn.stops, tone), None if "cut" in (drawn.start, drawn.end) else _HALF
    yield empty("rect", class_="body" if fill else "ink body", **box, y=y - _HALF, height=BAR, rx=round_, fill=fill)
    if item.entry.fallen:
        yield empty("rect", **box, y=y - _HALF, height=BAR, fill=HATCH)
    if item.entry.event["status"] in _OUTLINED:
        yield empty("rect", class_="line outline", **box, y=y - _HALF - 1.5, height=BAR + 3, rx=_HALF + 1.5)
    for middle in drawn.crossed:
        slash = f"M{number(middle - 3)} {number(y + 7)}L{number(middle + 3)} {number(y - 7)}"
        yield empty("path", class_="cut", stroke_width=5, d=slash)
    yield from _edges(item)


def _edges(item: Placed) -> Iterator[str]:
    for edge, x, way in ((item.shape.start, item.shape.left, -1), (item.shape.end, item.shape.right, 1)):
        if edge == "open":
            yield chevron(x, item.y, way)
        elif edge == "cut":
            yield clip(x, item.y, way)


def chevron(x: float, y: float, way: int) -> str:
    """The point of an arrow: time is open on this side; `way` is 1 to the right and -1 to the left."""
    return empty(
        "path", class_="line chevron", d=f"M{number(x - way * 5)} {number(y - 4.5)}l{way * 5} 4.5l{way * -5} 4.5"
    )


def clip(x: float, y: float, way: int) -> str:
    """Two strokes: the window cuts what goes on."""
    return empty("path", class_="line clip", d=f"M{number(x + way * 3)} {number(y - 4.5)}v9m{way * 3.5} -8v7")


def _letters(item: Placed) -> Iterator[str]:
    first = item.y + MARK - item.height + LETTERS
    for index, line in enumerate(item.lines):
        yield open_tag("text", class_="label", x=item.label, y=first + index * LINE)
        yield text_element("tspan", line, class_="struck" if item.entry.event["status"] in _STRUCK else None)
        if item.word and index + 1 == len(item.lines):
            yield text_element("tspan", item.word, class_="word", dx=6)
        yield "</text>"
