"""Domain: figures by day, month or year: how many, what they add up to, the lowest and the highest."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Any, NamedTuple

from service.domain.bounds import iso
from service.domain.ranges import as_json, exact
from service.domain.records import encode


class Entry(NamedTuple):
    """A figure's number, and the first and last second of its period; an infinity is open."""

    earliest: float
    latest: float
    value: float


def summed(group: dict[str, Any], entries: Sequence[Entry]) -> str:
    """A group as /v1/figures lists it, in JSON: what its figures share, then what they come to.

    Running totals do not add up. Figures of overlapping periods are added all the same, and `overlapping` says so.
    """
    values = [exact(entry.value) for entry in entries]
    adds = group["scope"] == "period"
    return encode(
        {
            **group,
            "count": len(values),
            "sum": as_json(sum(values)) if adds else None,
            "lowest": as_json(min(values)),
            "highest": as_json(max(values)),
            "overlapping": overlap(entries) if adds else None,
            "earliest": _written(min(entry.earliest for entry in entries)),
            "latest": _written(max(entry.latest for entry in entries)),
        }
    )


def overlap(entries: Sequence[Entry]) -> bool:
    """Whether some second lies in two of the periods; then so it does in two that begin one after the other."""
    return any(later.earliest <= earlier.latest for earlier, later in pairwise(sorted(entries)))


def _written(second: float) -> str | None:
    return iso(None if second in (inf, -inf) else int(second))
