"""Storage: events that full text finds, in the order of their dates, as many as a page needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from service.domain.bounds import HALF_DAY
from service.domain.cursors import Key
from service.domain.queries import Query
from service.domain.spots import spot
from service.domain.stretches import Stretch, stretches
from service.storage.asking import Prepared, ask, gather
from service.storage.engine import among, refuse_late
from service.storage.filters import beside_text
from service.storage.full_text import as_of, has_words, numbers, spelt
from service.storage.pages import Row
from service.storage.places import Places
from service.storage.questions import marks, text
from service.storage.tables import Event

SPARE: Final = 13
"""So many more spots are taken than rows are asked for: those of the last day, which others may share, have to wait."""
_KINDS: Final = (str, int, int, str)
"""Of a row's columns: the body, the first and the last second, the id."""
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
    beside = [condition for each in texts for condition in each.beside]
    beside += [condition for query in chosen for condition in beside_text(query)]
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
    beside: list[Any]

    def count(self) -> int:
        """How many there are. Where nothing is asked of the events themselves, the index alone tells."""
        if self.beside or as_of():
            return int(Event.select().where(has_words(Event, self.places.question), *self.beside).count())
        found, values = numbers(Event, self.places.question)
        return int(ask(f"SELECT COUNT(*) FROM ({found}) AS found", *values)[0][0])

    def rows(self, after: Key | None, most: int) -> list[Row]:
        """Rows (body, then first and last second and id) in order: one query for their spots, and one for them.

        More of both while what is found is too little; raises Busy when that takes too long.
        """
        return list(islice(self._all(after, most + SPARE), most))

    def _all(self, after: Key | None, size: int) -> Iterator[Row]:
        read, backwards = self._reader(), self.places.backwards
        for nums in self.places.numbers(None if after is None else spot(int(after[0]), 0), size):
            refuse_late()
            for row in sorted(read(nums) if nums else [], key=lambda row: row[1:], reverse=backwards):
                if after is None or (row[1:] < after if backwards else row[1:] > after):
                    yield row

    def _reader(self) -> Callable[[list[int]], list[Row]]:
        """Reads the events of these numbers, in no order, of which everything else holds."""
        if self.beside:
            selection = Event.select(Event.body, Event.first, Event.last, Event.id)
            return Prepared(_KINDS, lambda nums: selection.where(among(Event.num, nums), *self.beside))
        return lambda nums: gather(_KINDS, 'SELECT "body", "first", "last", "id" FROM "event" WHERE "num" IN ?', nums)
