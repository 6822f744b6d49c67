"""Storage: what a query asks of the full text of events: its words, and marks of what else it asks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

import orjson
from peewee import fn

from service.domain.cells import cover
from service.domain.events import CELL, MARKED
from service.domain.queries import Query
from service.domain.words import mark, words
from service.storage.asking import gather
from service.storage.full_text import Alternatives, has_words, numbers
from service.storage.tables import Actor, Event, Term

ALTERNATIVES: Final = 200
"""At most so many actors' names widen one search."""

Asked = tuple[str, bool]
"""A token, and whether it is a prefix."""

Wanted = tuple[str, tuple[str, ...]]
"""A word, and the values of which an event has one."""


@dataclass(frozen=True, slots=True)
class Text:
    """What one look into the index answers, and what has to be asked of each event that it finds."""

    question: list[Alternatives] = field(default_factory=list)
    beside: list[Any] = field(default_factory=list)


def every_term(query: Query) -> Iterator[Wanted]:
    """The (word, any of these values) pairs that a query has."""
    actors, roles = query["actor"], query["role"]
    if actors and roles:
        yield "actor_role", tuple(f"{actor} {role}" for actor, role in product(actors, roles))
    for word in ("source", "actor", "tag", "metric", "role", "country", "kind", "status"):
        if query[word] and not (word in ("actor", "role") and actors and roles):
            yield word, query[word]


def terms(query: Query) -> Iterator[Wanted]:
    """Those that the term table answers; with `q`, the index of words answers most."""
    return (term for term in every_term(query) if not (query["q"] and term[0] in MARKED))


def text(query: Query) -> Text:
    """Each token is found in the event's own text or in the name of one of its actors: one query.

    A few actors widen the one look into the index; many are asked for by themselves.
    """
    if not query["q"]:
        return Text()
    named = _named(query["q"])
    few = [(asked, *either("actor", actors)) for asked, actors in named.items() if actors is not None]
    many = [asked for asked, actors in named.items() if actors is None]
    return Text(few, [has_words(Event, [(asked,)]) | _has_actor_named(asked) for asked in many])


def marks(query: Query) -> Iterator[Alternatives]:
    """What else is asked for and stands among the tokens."""
    for word, values in every_term(query):
        if word in MARKED:
            yield either(word, values)
    if query["bbox"] and (cells := cover(query["bbox"])):
        yield either(CELL, cells)


def either(word: str, values: Iterable[str]) -> Alternatives:
    """One of these values of a word."""
    return tuple((mark(word, value), False) for value in values)


def _named(question: tuple[Asked, ...]) -> dict[Asked, list[str] | None]:
    """For each token the actors whose names have it; None where there are more than ALTERNATIVES."""
    found_by, values = numbers(Actor, [question])
    named = f'SELECT "id", "body" FROM "actor" WHERE "num" IN ({found_by}) LIMIT {ALTERNATIVES + 1}'
    found = gather((str, str), named, *values)
    if len(found) <= ALTERNATIVES:
        tokens_of = {actor: words(_name(body)) for actor, body in found}
        return {asked: [actor for actor, names in tokens_of.items() if _has(names, asked)] for asked in question}
    if len(question) == 1:
        return {question[0]: None}
    return {asked: few for one in question for asked, few in _named((one,)).items()}


def _has(names: list[str], asked: Asked) -> bool:
    token, prefix = asked
    return any(name.startswith(token) if prefix else name == token for name in names)


def _name(body: str) -> str:
    return str(orjson.loads(body)["name"])


def _has_actor_named(asked: Asked) -> Any:
    named = Actor.select(Actor.id).where(has_words(Actor, [(asked,)]))
    return fn.EXISTS(Term.select(Term.num).where(Term.num == Event.num, Term.word == "actor", Term.value.in_(named)))
