"""Feeds: what a format cannot carry: each feed says so by the rule by which it is rendered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.domain.selections import Selection


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format drops or alters of one event, and why."""

    event: str
    """Its id; of a relation, the response's."""
    reason: str
    field: str | None = None
    """The event's field; None: the whole event, or the relation."""
    relation: str | None = None
    """The id of the relation that it is about."""

    @property
    def of(self) -> str:
        """What is lost: an event, a relation, or a field."""
        return "relation" if self.relation else "field" if self.field else "event"


def nothing(_selection: Selection) -> Iterator[Loss]:
    """The losses of a feed that has none."""
    return iter(())


def counted(losses: Iterable[Loss]) -> str:
    """`3 events and 1 relation`; '' for no losses."""
    counts = Counter(loss.of for loss in losses)
    said = (f"{counts[name]} {name}{'s' * (counts[name] > 1)}" for name in ("event", "relation", "field"))
    return " and ".join(part for part in said if part[0] != "0")


def loose_ends(selection: Selection, missing: Iterable[str], reason: str) -> Iterator[Loss]:
    """The relations with an end among the events that are left out."""
    gone = set(missing)
    for relation in selection.relations if gone else ():
        if not gone.isdisjoint((relation["cause"], relation["response"])):
            yield Loss(relation["response"], reason, relation=relation["id"])
