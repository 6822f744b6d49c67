"""Domain: what stands when sources are withdrawn.

An event and a relation rest on the sources that they cite; a figure on its own source or, where it names none, on those
of its event. Withdrawing a source rewrites nothing: what it leaves standing is judged whenever it is read.
"""

from collections.abc import Collection, Container, Iterable
from typing import Final, Literal

from service.domain.selections import Record

Footing = Literal["none", "standing", "partly", "retracted"]
"""It cites no source; all its sources stand; some of them were withdrawn; all of them were."""

LEFT: Final = ("retracted", "standing")
"""What lists ask for: every source was withdrawn; or that is not so: one stands at least, or none is cited."""


def days(sources: Iterable[Record]) -> dict[str, str]:
    """The day on which each withdrawn source was withdrawn (`2024-12-01`, as it was stated), by the source's id."""
    return {source["id"]: source["retracted_at"][:10] for source in sources if source["retracted_at"]}


def cited(record: Record) -> frozenset[str]:
    """The sources that an event or a relation rests on."""
    return frozenset(entry["source"] for entry in record["sources"])


def carriers(figure: Record, event: Record) -> frozenset[str]:
    """The sources that a figure of an event rests on."""
    return frozenset([figure["source"]]) if figure["source"] else cited(event)


def footing(sources: Collection[str], withdrawn: Container[str]) -> Footing:
    """What is left under a record that rests on these sources."""
    fallen = sum(source in withdrawn for source in sources)
    if not fallen:
        return "standing" if sources else "none"
    return "retracted" if fallen == len(sources) else "partly"
