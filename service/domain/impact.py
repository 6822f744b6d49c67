"""Domain: what rests on a source, and what would fall with it."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any, Final

from service.domain.moments import AS_OF
from service.domain.queries import CURSOR, LIMIT
from service.domain.records import EVENT, RELATION
from service.domain.retractions import carriers, cited
from service.domain.selections import Record
from service.domain.wordlist import Word, choice, truth

FIGURE: Final = "figure"

IMPACT_WORDS: Final = (
    Word("record", "Only these records. Repeat or comma: any of.", many=True, **choice(EVENT, FIGURE, RELATION)),
    Word("alone", "Only what nothing else carries (true), or only what something else does (false).", **truth()),
    Word(
        "count", "Whether the first page has `counts`: they cost most where most rests on it.", default=True, **truth()
    ),
    AS_OF,
    LIMIT,
    CURSOR,
)
_SHOWN: Final = {
    EVENT: ("id", "title", "start", "end", "status"),
    FIGURE: ("event", "index", "metric", "value", "unit", "period", "subject", "claimed_by", "source"),
    RELATION: ("id", "type", "cause", "response", "asserted_by"),
}


@dataclass(frozen=True, slots=True)
class Resting:
    """A record with all the sources that it rests on."""

    type: str
    record: Record
    sources: frozenset[str]

    def judged(self, source: str, withdrawn: Container[str]) -> dict[str, Any]:
        """The record in brief, its other sources, how many of these were withdrawn, and whether it rests on one alone.

        It does when no other source of it stands, whether or not the one was withdrawn itself.
        """
        others = self.sources - {source}
        fallen = sum(other in withdrawn for other in others)
        told = {"record": self.type} | {name: self.record[name] for name in _SHOWN[self.type]}
        return told | {"others": len(others), "others_retracted": fallen, "alone": fallen == len(others)}


def resting_event(event: Record) -> Resting:
    """An event."""
    return Resting(EVENT, event, cited(event))


def resting_figure(event: Record, figure: Record) -> Resting:
    """A figure as the ledger lists it, and its event."""
    return Resting(FIGURE, figure, carriers(figure, event))


def resting_relation(relation: Record) -> Resting:
    """A relation."""
    return Resting(RELATION, relation, cited(relation))
