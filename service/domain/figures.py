"""Domain: figures: numbers that somebody claimed in an event, and how lists find them."""

from collections.abc import Iterator
from typing import Any, Final

from service.domain.bounds import iso
from service.domain.periods import UNITS, within
from service.domain.records import Fields, encode
from service.domain.spans import Span, order_key, span

COMPARATORS: Final = ("exact", "about", "at_least", "at_most", "more_than", "less_than")
SCOPES: Final = ("period", "cumulative")


def entries(event: str, figures: list[Fields], extent: Span) -> Iterator[dict[str, Any]]:
    """The index columns and the document of each figure of an event, in order; `extent` is the event's span."""
    for position, figure in enumerate(figures):
        covered = span(figure["period"], None) if figure["period"] else extent
        first, last = order_key(covered)
        earliest, latest = covered.start.earliest, covered.end.latest
        shown = {"event": event, "index": position, **figure, "earliest": iso(earliest), "latest": iso(latest)}
        yield {
            "event": event,
            "position": position,
            **{name: figure[name] or "" for name in ("metric", "subject", "claimed_by", "scope", "source", "unit")},
            "is_record": figure["is_record"],
            "first": first,
            "last": last,
            "earliest": earliest,
            "latest": latest,
            **{unit: within(earliest, latest, unit) for unit in UNITS},
            "body": encode(shown),
        }
