"""Feeds: items, groups and arrows for vis-timeline and its plugin timeline-arrows.

vis-timeline takes content and tooltips as HTML, draws no item whose group is missing, and needs dates: bounds are sent,
without an offset, so that a calendar date is the same day in every reader's time zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from service.domain.bounds import DAY, iso, seconds
from service.domain.relations import TYPES
from service.domain.selections import Record, Selection
from service.domain.spans import Span, span
from service.feeds.browser import object_key
from service.feeds.feed import Feed
from service.feeds.json_text import html_within, json_text
from service.feeds.losses import Loss, loose_ends
from service.feeds.marks import ONE_SPAN, classes, has_gaps, is_fuzzy, open_field
from service.feeds.sentences import Names, names_in, qualities, verb, when
from service.feeds.withdrawals import left

_FIRST: Final = seconds(-271_820)
_LAST: Final = seconds(275_760) - 1
"""What a JavaScript date can hold, in whole years; an event beyond it is left out, and named."""
_COLOURS: Final = {"causal": "#b3261e", "sequence": "#1d5fa8", "evidence": "#6a3fa0", "structure": "#5f6368"}
_SOLID, _DASHED = 0, 1
_NO_HEAD, _FORWARD = 0, 1


_LOOKS: Final = {
    name: f'"color":"{_COLOURS[said.family]}","line":{_SOLID if said.family == "causal" else _DASHED},'
    f'"direction":{_NO_HEAD if name == "same_as" else _FORWARD}'
    for name, said in TYPES.items()
}
"""How an arrow of each type looks, as JSON."""


@dataclass(frozen=True, slots=True)
class _Date:
    """All that is drawn and told of a date; many events have the same."""

    extent: Span
    known: tuple[int, ...]
    fits: bool
    words: str
    """As HTML, behind a line break."""
    place: str | None
    """As JSON; None where a side is open, which is drawn as far as the selection asks."""


@lru_cache(maxsize=16_384)
def _date(start: str, end: str | None) -> _Date:
    extent = span(start, end)
    bounds = (extent.start.earliest, extent.start.latest, extent.end.earliest, extent.end.latest)
    known = tuple(second for second in bounds if second is not None)
    fits = all(_FIRST <= second <= _LAST for second in known)
    first, last = extent.start.earliest, extent.end.latest
    place = None if first is None or last is None or not fits else _place(extent, first, last)
    return _Date(extent, known, fits, _line(when({"start": start, "end": end})), place)


def _date_of(event: Record) -> _Date:
    return _date(event["start"], event["end"])


def render(selection: Selection) -> Iterator[str]:
    """One JSON document: `items`, `groups`, `arrows`, and what is missing: `left_out` (ids), `truncated`.

    It is written as text: thousands of objects would cost more than what stands in them. Texts pass `html_within`; ids,
    kinds, verbs and class names have no character to escape.
    """
    dated = [(event, _date_of(event)) for event in selection.events]
    drawn = [(event, date) for event, date in dated if date.fits]
    left_out = [event["id"] for event, date in dated if not date.fits]
    names = names_in(selection)
    contents = {event["id"]: html_within(event["title"]) for event, _ in drawn}
    groups = {kind: html_within(names.kinds.get(kind, kind)) for kind in dict.fromkeys(one["kind"] for one, _ in drawn)}
    yield '{"items":['
    yield ",".join(_items(drawn, contents, names))
    yield '],"groups":['
    yield ",".join([f'{{"id":"{object_key(kind)}","content":"{label}"}}' for kind, label in groups.items()])
    yield '],"arrows":['
    yield ",".join(_arrows(selection, contents, names))
    yield f'],"left_out":{json_text(left_out)},"truncated":{json_text(selection.truncated)}}}'


def _drops(selection: Selection) -> Iterator[Loss]:
    missing = [event["id"] for event in selection.events if not _date_of(event).fits]
    yield from (Loss(event, "a JavaScript date ends in the years 271821 BCE and 275760") for event in missing)
    yield from loose_ends(selection, missing, "an arrow needs both of its events")


def _alters(selection: Selection) -> Iterator[Loss]:
    for event in selection.events:
        date = _date_of(event)
        field = open_field(event, date.extent)
        if field and date.fits:
            yield Loss(event["id"], "a bar has two ends: an open side is drawn beyond all that is known", field)
        if has_gaps(event) and date.fits:
            yield Loss(event["id"], ONE_SPAN, "start")


def _edges(known: list[tuple[int, ...]]) -> tuple[int, int]:
    """Where open sides are drawn to: a tenth beyond everything that is known, and a day at least."""
    seconds = [second for bounds in known for second in bounds] or [0]
    first, last = min(seconds), max(seconds)
    tail = max((last - first) // 10, DAY)
    return max(first - tail, _FIRST), min(last + tail, _LAST)


def _items(drawn: list[tuple[Record, _Date]], contents: Mapping[str, str], names: Names) -> list[str]:
    """A box where the day is known for certain, else a range; what is not certain of a range is said by its classes."""
    is_open = any(date.place is None for _, date in drawn)
    edges = _edges([date.known for _, date in drawn]) if is_open else (0, 0)
    return [
        f'{{"id":"{object_key(event["id"])}","group":"{object_key(event["kind"])}","content":"{contents[event["id"]]}",'
        f'"title":"{contents[event["id"]]}{date.words}{_remarks(event, names)}",'
        f'"className":"{classes(event, names.withdrawn)}",{date.place or _open_place(date.extent, edges)}}}'
        for event, date in drawn
    ]


def _remarks(event: Record, names: Names) -> str:
    """What else its tooltip says, a line for each."""
    date_text, withdrawn = event["date_text"], names.withdrawn
    return f"{_line(date_text)}{_line(left(event, withdrawn))}" if date_text or withdrawn else ""


def _line(text: str | None) -> str:
    return f"<br>{html_within(text)}" if text else ""


def _open_place(extent: Span, edges: tuple[int, int]) -> str:
    start = edges[0] if extent.start.earliest is None else extent.start.earliest
    return _place(extent, start, edges[1] if extent.end.latest is None else extent.end.latest)


def _place(extent: Span, start: int, end: int) -> str:
    if not is_fuzzy(extent) and end - start < DAY:
        return f'"type":"box","start":"{_local(start)}"'
    return f'"type":"range","start":"{_local(start)}","end":"{_local(end)}"'


def _local(second: int) -> str:
    return (iso(second) or "").removesuffix("Z")


def _arrows(selection: Selection, contents: Mapping[str, str], names: Names) -> Iterator[str]:
    """`contents` are the titles of the events that are drawn, as HTML."""
    for relation in selection.relations:
        cause, response = relation["cause"], relation["response"]
        if cause in contents and response in contents:
            how = html_within(qualities(relation, names.actors, names.withdrawn))
            yield (
                f'{{"id":"{relation["id"]}","id_item_1":"{object_key(cause)}","id_item_2":"{object_key(response)}",'
                f'"title":"{contents[response]} {verb(relation)} {contents[cause]}{how}",{_LOOKS[relation["type"]]}}}'
            )


FEED: Final = Feed(
    name="vis.json",
    media_type="application/json",
    summary="vis-timeline: items and groups by kind, and arrows from cause to response for timeline-arrows.",
    render=render,
    drops=_drops,
    alters=_alters,
    omits=("summary", "lang", "actors", "place", "figures", "media", "tags", "identifiers", "sources"),
    at_a_glance=True,
)
