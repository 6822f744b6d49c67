"""Storage: events in the order of a list, read off the index that leads to them soonest.

The statements are written here, not built: to build one by peewee costs more than to run it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from service.domain.cells import cover
from service.domain.cursors import Key
from service.domain.events import CELL
from service.domain.queries import Query
from service.storage.asking import ask, gather
from service.storage.conditions import Conditions, in_window, of_terms
from service.storage.dialects_merging import Of, Ranges
from service.storage.engine import engine
from service.storage.pages import Row
from service.storage.questions import Wanted, terms
from service.storage.windows import Part, Window

MERGED: Final = 12
"""Words of more values than this are asked of each event instead of being followed."""
COUNTED: Final = 200
"""So many events of a word are counted to find the rarest."""
_ARM: Final = (Of("place"), Of("word"), Of("value"))
_SINGLE: Final = frozenset(("kind", "status", "country", CELL))
"""Words of which an event has one value, or of one size."""
_LEADING: Final = ("id", "cause_of", "response_to", "q")
"""Words that lead to their events by themselves."""


class Listing:
    """The events for which all of some queries hold, in an order, of these ids (None: all)."""

    def __init__(self, chosen: Sequence[Query], sort: str, *, among: list[str] | None = None) -> None:
        self.chosen, self.sort, self.among = chosen, sort, among
        self.descending = sort.startswith("-")
        self.window = Window.of(chosen)
        self.by_date = not (sort.endswith("updated") or among is not None or any(map(_leads, chosen)))
        """Whether to walk through the order of dates; else the engine finds the way."""
        wanted = [*_wanted(chosen)]
        self.driver = _rarest(wanted) if self.by_date else None
        self.asked = of_terms(chosen, [term for term in wanted if term is not self.driver])

    def rows(self, after: Key | None, most: int) -> list[Row]:
        """At most so many, behind a key: by date it is first, last and id, by change the change's number.

        Where the order of dates is walked through: a query for each leg (windows) until there are enough.
        """
        if not self.by_date:
            return self._sought(after, most)
        found: list[Row] = []
        for leg in self.window.legs_behind(after, descending=self.descending):
            found += self._leg(leg, most - len(found))
            if len(found) >= most:
                break
        return found

    def count(self) -> int:
        """How many there are."""
        asked = self._everything()
        if self.driver:
            found = 'SELECT own.num FROM "term" AS own WHERE own.word = ? AND own.value'
            asked.add(f"t1.num IN ({found} IN ?)", self.driver[0], list(self.driver[1]))
        return int(ask(f'SELECT COUNT(*) FROM "event" AS t1{asked.where}', *asked.values)[0][0])

    def _everything(self) -> Conditions:
        """All but the word that leads, on a row of the event table."""
        asked = in_window(self.window)
        for ids in (self.among, *(query["id"] and list(query["id"]) for query in self.chosen)):
            if ids is not None:
                asked.add("t1.id IN ?", ids)
        return asked.then(self.asked)

    def _sought(self, after: Key | None, most: int) -> list[Row]:
        by_change = self.sort.endswith("updated")
        columns = ("t1.seq",) if by_change else ("t1.first", "t1.last", "t1.id")
        way, sign = ("DESC", "<") if self.descending else ("ASC", ">")
        asked = self._everything()
        if after is not None:
            asked.add(f"({', '.join(columns)}) {sign} ({', '.join('?' * len(columns))})", *after)
        order = ", ".join(f"{column} {way}" for column in columns)
        text = f'SELECT t1.body, {", ".join(columns)} FROM "event" AS t1{asked.where} ORDER BY {order} LIMIT ?'
        return gather((str, int) if by_change else (str, int, int, str), text, *asked.values, most)

    def _leg(self, leg: Sequence[Part], most: int) -> list[Row]:
        """The first events of a leg: its parts, of all classes and of one, as one list."""
        by_class = ([part for part in leg if part[2] is None], [part for part in leg if part[2] is not None])
        order = "2 DESC, 3 DESC, 4 DESC" if self.descending else "2, 3, 4"
        text, given = engine().merge([self._ranges(parts) for parts in by_class if parts], order, most)
        return gather((str, int, int, str), f"{text} ORDER BY {order} LIMIT ?", *given, most)

    def _ranges(self, parts: Sequence[Part]) -> Ranges:
        """Parts that are asked for in the same words, for each value of the word that leads."""
        asked = self._led(by_class=parts[0][2] is not None).then(self.asked)
        source = '"term" AS own CROSS JOIN "event" AS t1' if self.driver else '"event" AS t1'
        text = f"SELECT t1.body, own.first, own.last, own.id FROM {source}{asked.where}"
        arms = [
            {"value": value, "span_class": span_class, "first": key[0], "last": key[1], "id": key[2], "edge": edge}
            for value in (self.driver[1] if self.driver else ("",))
            for key, edge, span_class in parts
        ]
        return Ranges(text if self.driver else text.replace("own.", "t1."), asked.values, arms)

    def _led(self, *, by_class: bool) -> Conditions:
        """What leads to events along an index."""
        led = _of_term(*self.driver) if self.driver else Conditions()
        if by_class:
            led.add("own.span_class > 0 AND own.span_class = ?", Of("span_class"))
        beyond, within = ("<", ">=") if self.descending else (">", "<=")
        led.add(f"(own.first, own.last, own.id) {beyond} (?, ?, ?)", Of("first"), Of("last"), Of("id"))
        led.add(f"own.first {within} ?", Of("edge"))
        for condition in self.window.conditions():
            led.add(*condition)
        return led


def _leads(query: Query) -> bool:
    """Whether a word that is no term leads to its events by itself."""
    return query["sources"] == "retracted" or any(query[word] for word in _LEADING)


def _wanted(chosen: Sequence[Query]) -> Iterator[Wanted]:
    """The words that terms answer, and boxes as their cells."""
    for query in chosen:
        yield from terms(query)
        cells = cover(query["bbox"]) if query["bbox"] else ()
        if cells:
            yield CELL, cells


def _rarest(wanted: Sequence[Wanted]) -> Wanted | None:
    """The word to follow: of several the one with the fewest events, the first where all have many (one query)."""
    able = [term for term in wanted if term[0] == CELL or len(term[1]) <= MERGED]
    if len(able) < 2:
        return able[0] if able else None
    few = f'SELECT 1 FROM "term" AS own WHERE own.word = ? AND own.value = ? LIMIT {COUNTED}'
    arms = [
        {"place": place, "word": word, "value": value} for place, (word, values) in enumerate(able) for value in values
    ]
    text, given = engine().merge([Ranges(f"SELECT ? AS place, COUNT(*) FROM ({few}) AS few", _ARM, arms)], "1", 1)
    counts: Counter[int] = Counter()
    for place, many in ask(text, *given):
        counts[place] += many
    return able[min(range(len(able)), key=counts.__getitem__)]


def _of_term(word: str, values: Sequence[str]) -> Conditions:
    """From the rows of a term to their events; each event once, with the first of its values."""
    led = Conditions()
    led.add("t1.num = own.num AND own.word = ? AND own.value = ?", word, Of("value"))
    if len(values) > 1 and word not in _SINGLE:
        twin = 'SELECT 1 FROM "term" AS twin WHERE twin.num = own.num AND twin.word = ? AND twin.value IN ?'
        led.add(f"NOT EXISTS ({twin} AND twin.value < own.value)", word, list(values))
    return led
