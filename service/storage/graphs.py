"""Storage: the links of one viewpoint as they will be once a batch of relations is in."""

from collections.abc import Collection, Iterator
from typing import Any

from service.domain.chains import Link
from service.domain.relations import TYPES, types_in
from service.storage.asking import Prepared
from service.storage.engine import among
from service.storage.tables import Relation


class Links:
    """Links of one order (domain.relations), viewpoint and direction; what was asked once is kept.

    What is stored, without the relations in `replaced`, and with what was added since.
    """

    def __init__(self, order: str, viewpoint: str, replaced: Collection[str], *, forward: bool) -> None:
        self.near, self.far = (Relation.cause, Relation.response) if forward else (Relation.response, Relation.cause)
        self.types = types_in(order)
        self.viewpoint, self.replaced = viewpoint, replaced
        self.known: dict[str, list[Link]] = {}
        self.ask = Prepared((str, str, str), self._query)

    def __call__(self, events: Collection[str]) -> Iterator[Link]:
        """The links that leave these events: one query for those not asked about before."""
        new = [event for event in events if event not in self.known]
        if new:
            self.known |= {event: [] for event in new}
            for row in self.ask(new):
                if row[0] not in self.replaced:
                    self.known[row[1]].append(Link(*row))
        for event in events:
            yield from self.known[event]

    def add(self, link: Link) -> None:
        """Takes in a link that will be stored; its near end was asked about before."""
        self.known[link.near].append(link)

    def _query(self, events: Any) -> Any:
        return Relation.select(Relation.id, self.near, self.far).where(
            among(self.near, events),
            Relation.family.in_({TYPES[name].family for name in self.types}),
            Relation.type.in_(self.types),
            Relation.asserted_by == self.viewpoint,
        )
