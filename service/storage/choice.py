"""Storage: the links that query words choose."""

from collections.abc import Callable, Collection
from functools import lru_cache, reduce
from operator import and_
from typing import Any, Final

from peewee import JOIN, SQL, Select, fn

from service.domain.queries import LINK_WORDS, Query
from service.storage.asking import Prepared
from service.storage.dialects_gathering import Kinds
from service.storage.engine import among, database
from service.storage.lists import relation_conditions
from service.storage.tables import Event, Relation

KEPT: Final = 256
"""Texts of queries that are kept (by the words that they are made from, and by the engine's mark for a value): to build
one costs more than to run it."""
LEVELS: Final = 16
"""Levels of a walk that one query tells at once, at most."""
AHEAD: Final = 500
"""Events beside those asked about of which it tells, at most; what lies beyond is asked for when a walk gets there."""

Row = tuple[Any, ...]
_DATED: Final = (str, str, str, int, int, str)
"""Near end, id, far end, first and last second of the far end, body."""
Ask = Callable[[Collection[str]], list[Row]]
Choose = Callable[[Any, Any], Any]
"""What to select, given the columns of the near and of the far end."""


def chosen_links(query: Query, choose: Choose, kinds: Kinds, *, forward: bool) -> Ask:
    """The rows (columns of these kinds) of all chosen links that leave some events, onward or back: one query.

    `same_as` has no direction, so both are taken.
    """
    return _level(database.param, _words(query), choose, kinds, forward=forward)


def links_ahead(query: Query, *, forward: bool, depth: int | None, limit: int) -> Ask:
    """Near end, id, far end, first and last second of the far end, body: of the chosen links that leave some events.

    And of those that leave the events these lead to, `depth` levels and `limit` events further at most: one query. An
    event whose links are told has a row for each, or one whose relation is ''. `same_as` leads both ways, which
    PostgreSQL cannot follow in one query: it is told level by level.
    """
    words = _words(query)
    if len(_ways(words, forward=forward)) > 1:
        return _level(database.param, words, _dated, _DATED, forward=forward)
    return _levels(database.param, words, (min(depth or LEVELS, LEVELS), min(limit, AHEAD)), forward=forward)


def default_families(query: Query) -> tuple[str, ...]:
    """Causal, unless types say what is meant."""
    return () if query["type"] else ("causal",)


Words = tuple[tuple[str, Any], ...]
Way = tuple[Any, Any, list[Any]]
"""The near and the far column, and what makes a relation one of the chosen."""


def _words(query: Query) -> Words:
    families = query["family"] or default_families(query)
    chosen = {word.name: query[word.name] for word in LINK_WORDS} | {"family": families}
    return tuple(chosen.items())


def _ways(words: Words, *, forward: bool) -> list[Way]:
    query = dict(words)
    ends = (Relation.cause, Relation.response) if forward else (Relation.response, Relation.cause)
    conditions = list(relation_conditions(query))
    ways = [(*ends, conditions)]
    if "same_as" in (query["type"] or ()) or "structure" in query["family"]:
        ways.append((*ends[::-1], [*conditions, Relation.type == "same_as"]))
    return ways


@lru_cache(KEPT)
def _level(_mark: str, words: Words, choose: Choose, kinds: Kinds, *, forward: bool) -> Prepared:
    def ask(events: Any) -> Any:
        ways = _ways(words, forward=forward)
        first, *others = [choose(near, far).where(*conditions, among(near, events)) for near, far, conditions in ways]
        for other in others:
            first = first.union_all(other)
        return first

    return Prepared(kinds, ask)


@lru_cache(KEPT)
def _levels(_mark: str, words: Words, most: tuple[int, int], *, forward: bool) -> Prepared:
    levels, room = most

    def ask(events: Any) -> Any:
        [(near, far, conditions)] = _ways(words, forward=forward)
        asked = Event.select(Event.id).where(among(Event.id, events))
        begin = asked.select_extend(SQL("0")).cte("reached", recursive=True, columns=("id", "step"))
        step = Relation.select(far, begin.c.step + SQL("1")).join(begin, on=(near == begin.c.id))
        reached = begin.union(step.where(begin.c.step < SQL(str(levels)), *conditions))
        told = reached.select_from(reached.c.id).limit(SQL(str(room)))
        at = Select([told], [told.c.id]).union(asked).alias("at")
        texts = [fn.COALESCE(column, "") for column in (Relation.id, far, Relation.body)]
        places = [fn.COALESCE(column, 0) for column in (Event.first, Event.last)]
        links = Select([at], [at.c.id, *texts[:2], *places, texts[2]])
        links = links.join(Relation, JOIN.LEFT_OUTER, on=_all([near == at.c.id, *conditions]))
        return links.join(Event, JOIN.LEFT_OUTER, on=(Event.id == far)).bind(database)

    return Prepared(_DATED, ask)


def _all(conditions: list[Any]) -> Any:
    return reduce(and_, conditions)


def _dated(near: Any, far: Any) -> Any:
    columns = (near, Relation.id, far, Event.first, Event.last, Relation.body)
    return Relation.select(*columns).join(Event, on=(Event.id == far))
