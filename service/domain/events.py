"""Domain: what an event's fields mean: its bounds, what it names, how lists and searches find it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from service.domain.bounds import civil, iso
from service.domain.cells import cells
from service.domain.figures import entries
from service.domain.records import ACTOR, EVENT, KIND, SOURCE, Draft, Fields, Reference
from service.domain.relations import sources_of
from service.domain.span_classes import BRIEF, span_class
from service.domain.spans import Span, order_key, span
from service.domain.words import mark, tokens

STATUSES: Final = ("reported", "claimed", "confirmed", "disputed", "refuted", "planned", "hypothetical", "cancelled")
ROLES: Final = ("initiator", "recipient", "participant", "speaker")
PRECISIONS: Final = ("exact", "locality", "region", "country")
CELL: Final = "cell"
"""The word of the terms by which a box finds the events in it; nobody asks for it by name."""
TIMELINEJS: Final = "timelinejs"
"""The scheme of the identifier that marks an event as a slide imported from TimelineJS: its `date_text` is how the
timeline words the date, and its first medium is what the slide shows, whatever it is."""
SPAN_CLASS: Final = "span_class"
MARKED: Final = frozenset({"kind", "status", "country", "actor", "actor_role", "tag", "source", "metric", CELL})
"""The words of terms that stand among the tokens too, so that one look finds a text of these actors, of this kind."""


def draft(record_id: str, fields: Fields) -> Draft:
    """An event's draft. Raises Invalid (pointer /start or /end) where the dates break a rule."""
    extent = span(fields["start"], fields["end"])
    columns, terms = _columns(fields, extent), frozenset(_terms(fields, extent))
    return Draft(
        type=EVENT,
        id=record_id,
        fields=fields,
        derived={"earliest": iso(extent.start.earliest), "latest": iso(extent.end.latest)},
        columns=columns,
        references=tuple(_references(fields)),
        terms=terms,
        tokens=tokens(
            [fields["title"], fields["summary"], (fields["place"] or {}).get("name")],
            _marks(terms, columns[SPAN_CLASS]),
        ),
        entries=tuple(entries(record_id, fields["figures"], extent)),
    )


def _marks(terms: Iterable[tuple[str, str]], length: int) -> Iterator[str]:
    """What the event is found by besides its text; that it is brief, as most are, is no mark."""
    yield from (mark(word, value) for word, value in terms if word in MARKED)
    if length != BRIEF:
        yield mark(SPAN_CLASS, str(length))


def _columns(fields: Fields, extent: Span) -> dict[str, Any]:
    first, last = order_key(extent)
    place = fields["place"] or {}
    return {
        "starts": fields["start"],
        "ends": fields["end"] or "",
        "first": first,
        "last": last,
        "earliest": extent.start.earliest,
        "latest": extent.end.latest,
        SPAN_CLASS: span_class(extent),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
    }


def _references(fields: Fields) -> Iterator[Reference]:
    yield Reference("/kind", KIND, fields["kind"])
    for index, entry in enumerate(fields["actors"]):
        yield Reference(f"/actors/{index}/actor", ACTOR, entry["actor"])
    for index, figure in enumerate(fields["figures"]):
        for name, named_type in (("subject", ACTOR), ("claimed_by", ACTOR), ("source", SOURCE)):
            if figure[name]:
                yield Reference(f"/figures/{index}/{name}", named_type, figure[name])
    yield from sources_of(fields)


def _terms(fields: Fields, extent: Span) -> Iterator[tuple[str, str]]:
    yield "kind", fields["kind"]
    yield "status", fields["status"]
    yield from _place_terms(fields["place"] or {})
    for entry in fields["actors"]:
        yield "actor", entry["actor"]
        yield "role", entry["role"]
        yield "actor_role", f"{entry['actor']} {entry['role']}"
    for tag in fields["tags"]:
        yield "tag", tag
    for entry in fields["sources"]:
        yield "source", entry["source"]
    for figure in fields["figures"]:
        yield "metric", figure["metric"]
    yield from _calendar_terms(extent)


def _place_terms(place: Fields) -> Iterator[tuple[str, str]]:
    if place.get("country"):
        yield "country", place["country"]
    if place.get("lat") is not None:
        yield from ((CELL, cell) for cell in cells(place["lat"], place["lon"]))


def _calendar_terms(extent: Span) -> Iterator[tuple[str, str]]:
    """The year and month (in EDTF) under which facets count an event: where its place in the order lies."""
    first, _ = order_key(extent)
    if first is None:
        return
    year, month, *_ = civil(first)
    if abs(year) > 9999:  # of such a year EDTF names no months
        yield "year", f"Y{year}"
    else:
        text = f"{'-' if year < 0 else ''}{abs(year):04}"
        yield from (("year", text), ("month", f"{text}-{month:02}"))
