"""Storage: what is asked of each event to which a word or a text has led, in SQL.

The statements are written here, not built: to build one by peewee costs more than to run it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.domain.events import CELL, MARKED
from service.domain.queries import Query
from service.storage.filters import other_conditions, text_conditions
from service.storage.questions import Wanted, every_term
from service.storage.windows import Window


@dataclass(slots=True)
class Conditions:
    """What is asked of each event, in SQL: `t1` is its row, `own` has its place in the order."""

    texts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, text: str, *values: Any) -> None:
        """One more; `?` stands for each value, `IN ?` for a list."""
        self.texts.append(text)
        self.values += values

    def then(self, others: "Conditions") -> "Conditions":
        """These and the others."""
        return Conditions([*self.texts, *others.texts], [*self.values, *others.values])

    @property
    def where(self) -> str:
        """All of them."""
        return f" WHERE {' AND '.join(self.texts)}" if self.texts else ""


def of_terms(chosen: Sequence[Query], wanted: Iterable[Wanted]) -> Conditions:
    """All but the window and ids, of these terms: what leads is left out by who asks."""
    asked = Conditions()
    for word, values in wanted:
        if word != CELL:
            _probe(asked, word, values)
    return asked.then(_of_queries(chosen, with_text=True))


def beside_text(chosen: Sequence[Query]) -> Conditions:
    """What the index of words does not answer."""
    asked = in_window(Window.of(chosen))
    for query in chosen:
        for word, values in every_term(query):
            if word not in MARKED:
                _probe(asked, word, values)
    return asked.then(_of_queries(chosen, with_text=False))


def in_window(window: Window) -> Conditions:
    """The whole of a window, of an event's own row."""
    asked = Conditions()
    for text, value in window.everything():
        asked.add(text.replace("own.", "t1."), value)
    return asked


def _of_queries(chosen: Sequence[Query], *, with_text: bool) -> Conditions:
    asked = Conditions()
    for query in chosen:
        _box(asked, query)
        for text, given in _others(query, with_text=with_text):
            asked.add(text, *given)
    return asked


def _others(query: Query, *, with_text: bool) -> Iterator[tuple[str, list[Any]]]:
    if with_text:
        yield from text_conditions(query)
    yield from other_conditions(query)


def _probe(asked: Conditions, word: str, values: Sequence[str]) -> None:
    """That an event has a term. (OFFSET keeps PostgreSQL from letting it lead, and sorting what it leads to.)"""
    found = 'SELECT 1 FROM "term" AS probe WHERE probe.num = t1.num AND probe.word = ? AND probe.value'
    one = len(values) == 1
    value = values[0] if one else list(values)
    asked.add(f"EXISTS ({found} {'= ?' if one else 'IN ?'} LIMIT 1 OFFSET 0)", word, value)


def _box(asked: Conditions, query: Query) -> None:
    if query["bbox"]:
        west, south, east, north = query["bbox"]
        asked.add("t1.lat BETWEEN ? AND ?", south, north)
        asked.add("t1.lon BETWEEN ? AND ?" if west <= east else "(t1.lon >= ? OR t1.lon <= ?)", west, east)
