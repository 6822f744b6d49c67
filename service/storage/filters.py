"""Storage: query words as conditions on the event table."""

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import Any, Final

import orjson
from peewee import fn

from service.domain.queries import Query
from service.domain.records import EVENT
from service.domain.words import mark, words
from service.storage.engine import among, fetch
from service.storage.full_text import has_words
from service.storage.retractions import left_under
from service.storage.tables import OPEN, Actor, Event, Journal, Relation, Term

ALTERNATIVES: Final = 200
"""At most so many actors' names widen one search."""

Question = tuple[tuple[str, bool], ...]


Wanted = tuple[str, tuple[str, ...]]
"""A word, and the values of which an event has one."""


def event_conditions(query: Query, *, but: Wanted | None = None) -> list[Any]:
    """Everything that the event words of a query ask for; terms too, `but` one that the caller joins by itself.

    (Asked for twice, it made PostgreSQL expect few rows and sort all of them.)
    """
    made = [make(query) for make in _MAKERS]
    found = [_has_term(*term) for term in terms(query) if term != but]
    return [*(condition for part in made for condition in part), *found]


def terms(query: Query) -> Iterator[Wanted]:
    """The (word, any of these values) pairs that the term table answers."""
    actors, roles = query["actor"], query["role"]
    if actors and roles:
        yield "actor_role", tuple(f"{actor} {role}" for actor, role in product(actors, roles))
    for word in ("source", "actor", "tag", "metric", "role", "country", "kind", "status"):
        if query[word] and not (word in ("actor", "role") and actors and roles):
            yield word, query[word]


def _has_term(word: str, values: tuple[str, ...]) -> Any:
    return fn.EXISTS(Term.select(Term.id).where(Term.id == Event.id, Term.word == word, Term.value.in_(values)))


def _ids(query: Query) -> Iterable[Any]:
    return [among(Event.id, query["id"])] if query["id"] else []


def _window(query: Query) -> Iterator[Any]:
    low, high = (Event.earliest, Event.latest) if query["certain"] else (Event.latest, Event.earliest)
    if query["since"] is not None:
        yield low >= query["since"]
    if query["until"] is not None:
        yield high <= query["until"]


def _box(query: Query) -> Iterator[Any]:
    if query["bbox"]:
        west, south, east, north = query["bbox"]
        yield Event.lat.between(south, north)
        yield Event.lon.between(west, east) if west <= east else (Event.lon >= west) | (Event.lon <= east)


def _text(query: Query) -> Iterator[Any]:
    """Each token is found in the event's own text or in the name of one of its actors.

    A few actors widen the one look into the index; many are asked for by themselves.
    """
    if query["q"]:
        names = _actors_named(query["q"])
        if names is not None:
            yield has_words(Event, [(asked, *names(asked)) for asked in query["q"]])
        else:
            yield from (has_words(Event, [(asked,)]) | _has_actor_named(asked) for asked in query["q"])


def _has_actor_named(asked: tuple[str, bool]) -> Any:
    named = Actor.select(Actor.id).where(has_words(Actor, [(asked,)]))
    return fn.EXISTS(Term.select(Term.id).where(Term.id == Event.id, Term.word == "actor", Term.value.in_(named)))


def _actors_named(question: Question) -> Callable[[tuple[str, bool]], list[tuple[str, bool]]] | None:
    """The marks of the actors whose names have a token; None where there are more than ALTERNATIVES."""
    query = Actor.select(Actor.id, Actor.body).where(has_words(Actor, [question])).limit(ALTERNATIVES + 1)
    found = fetch(query)
    if len(found) > ALTERNATIVES:
        return None
    tokens_of = {actor: words(_name(body)) for actor, body in found}

    def names(asked: tuple[str, bool]) -> list[tuple[str, bool]]:
        token, prefix = asked
        fits = (lambda word: word.startswith(token)) if prefix else (lambda word: word == token)
        return [(mark("actor", actor), False) for actor, tokens in tokens_of.items() if any(map(fits, tokens))]

    return names


def _name(body: str) -> str:
    return str(orjson.loads(body)["name"])


def _links(query: Query) -> Iterator[Any]:
    """Over causal relations, or those of the families asked for."""
    families = query["family"] or ("causal",)

    def linked(*ends: Any) -> Any:
        return fn.EXISTS(Relation.select(Relation.id).where(Relation.family.in_(families), *ends))

    as_cause, as_response = linked(Relation.cause == Event.id), linked(Relation.response == Event.id)
    if query["linked"]:
        chosen = {"cause": as_cause, "response": as_response, "any": as_cause | as_response}
        yield chosen[query["linked"]] if query["linked"] != "none" else ~(as_cause | as_response)
    if query["cause_of"]:
        yield linked(Relation.cause == Event.id, Relation.response == query["cause_of"])
    if query["response_to"]:
        yield linked(Relation.response == Event.id, Relation.cause == query["response_to"])


def _footing(query: Query) -> Iterable[Any]:
    return [left_under(EVENT, Event.id, query["sources"])] if query["sources"] else []


def since_change(seq: Any, instant: int | None) -> list[Any]:
    """Rows whose last change (`seq`) is at or after an instant (microseconds)."""
    if instant is None:
        return []
    first = Journal.select(Journal.seq).where(Journal.time >= instant).order_by(Journal.time, Journal.seq).limit(1)
    return [seq >= fn.COALESCE(first, OPEN)]


def _updated(query: Query) -> list[Any]:
    return since_change(Event.seq, query["updated_since"])


_MAKERS: Final = (_ids, _window, _box, _text, _links, _footing, _updated)
