"""Events and relations of any number, the same in every run: stories, each a chain of ten steps with side branches.

A story is twenty events in time and nineteen causal relations, which make a tree: eleven events in a line, so that a
walk from the first goes ten levels deep, and nine that hang on it. Five relations more, of evidence, lead to earlier
stories. That is 1.2 relations an event, and no cycle: every relation leads from what was earlier to what was later.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from bench.vocabulary import ACTORS, KIND, PLACES, ROLES, SOURCES, STATUS, TAGS, WORDS, Skewed

STORY: Final = 20
LINE: Final = 11
EVIDENCE: Final = 5
SPOKEN_OF: Final = 200
"""How many stories back evidence may point."""

FIRST: Final = datetime(1995, 1, 1, tzinfo=UTC)
DAYS: Final = 30 * 365
_SECOND: Final = timedelta(seconds=1)
_DAY: Final = timedelta(days=1)
_CAUSAL: Final = Skewed(("responds_to", "caused_by", "enabled_by"))
_EVIDENCE: Final = Skewed(("reports", "confirms", "disputes"))

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is sent, and its bounds as RFC 3339, which the peers keep beside it."""

    body: Record
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Story:
    """Events in time, and the relations of which they are responses."""

    events: list[Event]
    relations: list[Record]


def stories(events: int, *, seed: int = 1) -> Iterator[Story]:
    """Stories of so many events together: the last may be cut. More events begin with the same ones."""
    chance = random.Random(seed)
    earlier: list[Event] = []
    for first in range(0, events, STORY):
        told = _story(first, chance, earlier)
        earlier = [*earlier[-SPOKEN_OF:], told.events[0]]
        yield told if first + STORY <= events else _cut(told, events - first)


def people() -> Iterator[Record]:
    """The actors and sources that events name."""
    yield from ({"record": "actor", "id": name, "name": name.title().replace("-", " ")} for name in ACTORS.values)
    for name in SOURCES.values:
        yield {"record": "source", "id": name, "title": name.title().replace("-", " "), "publisher": "Publisher"}


def _story(first: int, chance: random.Random, earlier: list[Event]) -> Story:
    moment = FIRST + timedelta(days=DAYS * chance.random() ** 0.5, seconds=chance.randrange(86_400))
    events, relations = [], []
    for place in range(STORY):
        moment += timedelta(hours=chance.randrange(1, 72))
        events.append(event(first + place, moment.replace(microsecond=0), chance))
        if place:
            cause = place - 1 if place < LINE else chance.randrange(LINE)
            relations.append(_relation(_CAUSAL.one(chance), events[cause], events[place], chance))
    before = [other for other in earlier if other.latest <= events[0].earliest] or events[:1]
    told = chance.sample(events[1:], EVIDENCE)
    relations += [_relation(_EVIDENCE.one(chance), chance.choice(before), event, chance) for event in told]
    return Story(events, relations)


def _cut(story: Story, events: int) -> Story:
    kept = story.events[:events]
    gone = {other.body["id"] for other in story.events[events:]}
    return Story(kept, [relation for relation in story.relations if relation["response"] not in gone])


def event(number: int, moment: datetime, chance: random.Random) -> Event:
    """An event of that moment, known as closely as sources know it."""
    start, earliest, latest = _dated(moment, chance)
    words = WORDS.some(chance, chance.randint(26, 90))
    title = chance.randint(4, 9)
    body = {
        "record": "event",
        "id": f"{moment:%Y-%m}-{words[0]}-{number}",
        "title": " ".join(words[:title]).capitalize(),
        "summary": f"{' '.join(words[title:]).capitalize()}.",
        "kind": KIND.one(chance),
        "start": start,
        "end": None,
        "status": STATUS.one(chance),
        "actors": [{"actor": actor, "role": chance.choice(ROLES)} for actor in ACTORS.different(chance, 3)],
        "tags": TAGS.different(chance, 4),
        "place": PLACES.one(chance),
        "sources": [{"source": source, "credibility": chance.randint(1, 6)} for source in SOURCES.different(chance, 2)],
    }
    return Event(body, f"{earliest:%Y-%m-%dT%H:%M:%SZ}", f"{latest - _SECOND:%Y-%m-%dT%H:%M:%SZ}")


def _dated(moment: datetime, chance: random.Random) -> tuple[str, datetime, datetime]:
    """An EDTF date around the moment, its first second and the one behind its last: days mostly."""
    day = moment.replace(hour=0, minute=0, second=0)
    month = day.replace(day=1)
    known = chance.random()
    if known < 0.72:
        return f"{day:%Y-%m-%d}", day, day + _DAY
    if known < 0.84:
        return f"{month:%Y-%m}", month, (month + 31 * _DAY).replace(day=1)
    if known < 0.94:
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}", moment, moment + _SECOND
    if known < 0.99:
        last = day + chance.randint(1, 20) * _DAY
        return f"{day:%Y-%m-%d}/{last:%Y-%m-%d}", day, last + _DAY
    return f"{day:%Y}", month.replace(month=1), month.replace(year=month.year + 1, month=1)


def _relation(name: str, cause: Event, response: Event, chance: random.Random) -> Record:
    ends = {"cause": cause.body["id"], "response": response.body["id"]}
    number = f"{name}-{ends['cause'].rpartition('-')[2]}-{ends['response'].rpartition('-')[2]}"
    return {"record": "relation", "id": number, "type": name, **ends, "confidence": chance.randrange(10, 100)}
