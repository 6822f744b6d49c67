"""Storage: events that full text finds, in the order of their dates, as many as a page needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from service.domain.bounds import HALF_DAY
from service.domain.cursors import Key
from service.domain.queries import Query
from service.domain.spots import spot
from service.domain.stretches import Stretch, stretches
from service.storage.asking import ask, gather
from service.storage.conditions import Conditions, beside_text
from service.storage.engine import refuse_late
from service.storage.filters import in_sql
from service.storage.full_text import as_of, numbers, spelt
from service.storage.pages import Row
from service.storage.places import Places
from service.storage.questions import marks, text
from service.storage.tables import Event

SPARE: Final = 13
"""So many more spots are taken than rows are asked for: those of the last day, which others may share, have to wait."""
_LEADING: Final = ("id", "cause_of", "response_to", "updated_since")
"""Words that fewer events have than any text: those are asked for first."""


def find(chosen: list[Query], sort: str) -> "Search | None":
    """The search that all these queries are together; None where the index of words does not lead to their events."""
    led = any(query[word] for query in chosen for word in _LEADING) or chosen[0]["sources"] == "retracted"
    if led or sort.endswith("updated") or not any(query["q"] for query in chosen):
        return None
    texts = [text(query) for query in chosen]
    question = [entry for each in texts for entry in each.question]
    question += [entry for query in chosen for entry in marks(query)]
    if not question:
        return None
    beside = beside_text(chosen)
    for condition, values in in_sql(condition for each in texts for condition in each.beside):
        beside.add(condition, *values)
    return Search(Places(spelt(Event, question), _stretches(chosen), sort.startswith("-")), beside)


def _stretches(chosen: list[Query]) -> list[list[Stretch]]:
    """Where the events stand that are in the windows of all these queries; see Window.legs for the half day."""
    since = [query["since"] for query in chosen if query["since"] is not None]
    until = [query["until"] + query["certain"] * HALF_DAY for query in chosen if query["until"] is not None]
    floor = [query["since"] for query in chosen if query["since"] is not None and query["certain"]]
    return stretches(max(since, default=None), min(until, default=None), floor=max(floor, default=None))


@dataclass(frozen=True, slots=True)
class Search:
    """Where the index of words finds events, and what is asked of each besides."""

    places: Places
    beside: Conditions

    def count(self) -> int:
        """How many there are. Where nothing is asked of the events themselves, the index alone tells."""
        found, values = numbers(Event, self.places.question)
        if self.beside.texts or as_of():
            asked = Conditions([f"t1.num IN ({found})"], values).then(self.beside)
            return int(ask(f'SELECT COUNT(*) FROM "event" AS t1{asked.where}', *asked.values)[0][0])
        return int(ask(f"SELECT COUNT(*) FROM ({found}) AS found", *values)[0][0])

    def rows(self, after: Key | None, most: int) -> list[Row]:
        """Rows (body, then first and last second and id) in order: one query for their spots, and one for them.

        More of both while what is found is too little; raises Busy when that takes too long.
        """
        return list(islice(self._all(after, most + SPARE), most))

    def _all(self, after: Key | None, size: int) -> Iterator[Row]:
        backwards = self.places.backwards
        for nums in self.places.numbers(None if after is None else spot(int(after[0]), 0), size):
            refuse_late()
            for row in sorted(self._read(nums) if nums else [], key=lambda row: row[1:], reverse=backwards):
                if after is None or (row[1:] < after if backwards else row[1:] > after):
                    yield row

    def _read(self, nums: list[int]) -> list[Row]:
        """The events of these numbers, in no order, of which everything else holds."""
        asked = Conditions(["t1.num IN ?"], [nums]).then(self.beside)
        told = f'SELECT t1.body, t1.first, t1.last, t1.id FROM "event" AS t1{asked.where}'
        return gather((str, int, int, str), told, *asked.values)
