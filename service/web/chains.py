"""Web: the chain of an event as sentences: what led to it and what came of it, step by step."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from flask import url_for

from service.domain.moments import AS_OF, Moment
from service.domain.queries import Query
from service.domain.records import ACTOR, SOURCE
from service.domain.retractions import cited
from service.domain.selections import Record, Selection
from service.feeds.prose import footing, manner
from service.feeds.sentences import Names, names_in, verb, when
from service.feeds.withdrawals import fallen, left
from service.storage.walks import Walked
from service.web.about import About, about
from service.web.choices import Choice
from service.web.named import named
from service.web.neighbours import EVERYONE, FAMILIES, VIEW_WORDS, Sides
from service.web.neighbours import chain as walked
from service.web.viewpoints import viewpoints


@dataclass(frozen=True, slots=True)
class End:
    """An event at the end of a relation."""

    id: str
    title: str
    lang: str | None
    fallen: str
    """`source withdrawn`; '' while a source stands, and where none is cited."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`B responds to (retaliate) A — stated by the source, 80% sure`."""

    relation: str
    family: str
    response: End
    says: str
    cause: End
    footing: str
    note: str


@dataclass(frozen=True, slots=True)
class Step:
    """Sentences that are equally far from the event: `2 steps before`."""

    depth: int
    """Negative before the event."""
    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two directions."""

    heading: str
    nothing: str
    """What to say when there is no step."""
    steps: tuple[Step, ...]
    truncated: bool
    address: str
    """Where the API tells the same, and the rest."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chain, ready to be shown."""

    root: End
    about: About
    when: str
    sides: tuple[Side, Side]
    depths: Mapping[str, int]
    """How many steps from the event each event stands, negative before it."""
    viewpoints: list[Choice]
    narrowed: bool
    """Whether it is told according to less than everyone."""


def told(
    event: str, view: Query, given: Mapping[str, str], *, whole: Sides | None = None, moment: Moment | None = None
) -> Chain:
    """The chain of an event according to `view`, whose words are `given`, as of a moment.

    `whole` is what everyone says, if known. Raises NotFound.
    """
    everything = whole or walked(event, moment=moment)
    sides = everything if view == EVERYONE else walked(event, view, moment)
    relations = [*_records(everything.causes.relations), *_records(everything.responses.relations)]
    events = {one["id"]: one for walk in (sides.causes, sides.responses) for one in _records(walk.events)}
    names = _names(relations, events.values())
    after, before = sides.responses.depths, sides.causes.depths
    return Chain(
        about=about(event, moment),
        root=_end(events[event], names),
        when=when(events[event]),
        sides=(_side(sides.causes, -1, events, names, given), _side(sides.responses, 1, events, names, given)),
        depths=after | {reached: -depth for reached, depth in before.items() if depth <= after.get(reached, depth)},
        viewpoints=viewpoints(relations, names, given),
        narrowed=view != EVERYONE,
    )


def _records(bodies: Iterable[str]) -> list[Record]:
    return [orjson.loads(body) for body in bodies]


def _names(relations: Iterable[Record], events: Iterable[Record]) -> Names:
    """What those who assert relations are called, and the sources of these and of events: two queries."""
    actors = {relation["asserted_by"] for relation in relations} - {None}
    sources = {source for record in (*relations, *events) for source in cited(record)}
    return names_in(Selection(events=(), actors=named(ACTOR, actors), sources=named(SOURCE, sources)))


def _side(walk: Walked, way: int, events: Mapping[str, Record], names: Names, given: Mapping[str, str]) -> Side:
    """A relation stands at the step of its farther end, so each stands once; `way` is -1 for causes."""
    place = {event: index for index, event in enumerate(walk.depths)}
    steps: dict[int, list[tuple[int, Sentence]]] = {}
    for relation in _records(walk.relations):
        farther = max(place[relation["cause"]], place[relation["response"]])
        depth = max(walk.depths[relation["cause"]], walk.depths[relation["response"]])
        steps.setdefault(depth, []).append((farther, _sentence(relation, events, names)))
    return Side(
        heading="What led to it" if way < 0 else "What came of it",
        nothing="Nothing that is recorded led to it" if way < 0 else "Nothing that is recorded came of it",
        steps=tuple(_step(way * depth, steps[depth]) for depth in sorted(steps)),
        truncated=walk.truncated,
        address=_address("events.causes" if way < 0 else "events.responses", walk.root, given),
    )


def _step(depth: int, placed: list[tuple[int, Sentence]]) -> Step:
    """Sentences in the order of their farther events: by depth, date, id."""
    name = f"{abs(depth)} step{'' if abs(depth) == 1 else 's'} {'before' if depth < 0 else 'after'}"
    return Step(depth, name, tuple(said for _, said in sorted(placed, key=lambda pair: (pair[0], pair[1].relation))))


def _sentence(relation: Record, events: Mapping[str, Record], names: Names) -> Sentence:
    return Sentence(
        relation=relation["id"],
        family=relation["family"],
        response=_end(events[relation["response"]], names),
        says=f"{verb(relation)}{manner(relation)}",
        cause=_end(events[relation["cause"]], names),
        footing=footing(relation, names.actors, names.withdrawn),
        note=relation["note"] or "",
    )


def _end(event: Record, names: Names) -> End:
    said = left(event, names.withdrawn) if fallen(event, names.withdrawn) else ""
    return End(event["id"], event["title"], event["lang"], said)


def _address(endpoint: str, event: str, given: Mapping[str, str]) -> str:
    view: dict[str, Any] = {
        word.name.removeprefix("relation_"): given[word.name] for word in (*VIEW_WORDS, AS_OF) if word.name in given
    }
    words = {"depth": "all", "family": FAMILIES, "limit": "5000"} | view
    return url_for(endpoint, record_id=event, **words)
