"""Domain: the words of every list, and what they mean once read."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.domain.actors import TYPES as ACTOR_TYPES
from service.domain.bounds import instant
from service.domain.countries import COUNTRIES
from service.domain.dates import parse
from service.domain.errors import Fault, Invalid
from service.domain.events import ROLES, STATUSES
from service.domain.moments import AS_OF
from service.domain.pointers import pointer
from service.domain.records import encode
from service.domain.relations import BASES, FAMILIES
from service.domain.relations import TYPES as RELATION_TYPES
from service.domain.retractions import LEFT
from service.domain.sources import RELIABILITIES
from service.domain.wordlist import Word, choice, read_words, truth, whole
from service.domain.words import question

Query = Mapping[str, Any]
"""The value of every word by its name; None where it was not given."""

_SPAN_EXAMPLE: Final = "2024-11"
_BOX: Final = re.compile(",".join([r"(-?[0-9]{1,3}(?:\.[0-9]+)?)"] * 4))
"""Plain decimal numbers: Python's own float would also read `inf`, `1_0` and digits of other scripts."""


def _bbox(text: str) -> tuple[float, float, float, float]:
    found = _BOX.fullmatch(text)
    if found is None:
        raise ValueError("bbox is four plain decimal numbers: west,south,east,north in degrees")
    west, south, east, north = map(float, found.groups())
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("bbox needs longitudes from -180 to 180 and latitudes from -90 to 90, south before north")
    return west, south, east, north


def record_id(text: str) -> str:
    """Reads a word whose value is a record's id."""
    if not text or len(text) > 120 or "\0" in text:
        raise ValueError("an id has 1 to 120 characters")
    return text


def _text(text: str) -> str:
    if not text or len(text) > 300 or "\0" in text:
        raise ValueError("a value has 1 to 300 characters and no NUL")
    return text


def _country(text: str) -> str:
    if text not in COUNTRIES:
        raise ValueError(f"{text[:40]!r} is no country code of ISO 3166-1 alpha-2, such as UA")
    return text


def _many(name: str, summary: str, example: str | None = None, **reading: Any) -> Word:
    return Word(name, f"{summary} Repeat or comma: any of.", many=True, example=example, **({"read": _text} | reading))


ID: Final = _many("id", "These ids.", read=record_id)
Q: Final = Word("q", "Full text: words ANDed, a trailing `*` is a prefix, accents and case do not matter.", question)
UPDATED_SINCE: Final = Word(
    "updated_since",
    "Changed at or after this RFC 3339 instant.",
    instant,
    example="2026-11-22T10:00:00Z",
    schema={"type": "string", "format": "date-time"},
)
LIMIT: Final = Word("limit", "Records on a page.", default=50, **whole(1, 500))
CURSOR: Final = Word("cursor", "Where the next page begins: taken from `next` of the page before.")
COUNT: Final = Word("count", "Adds `total`.", default=False, **truth())
PAGING: Final = (LIMIT, CURSOR, COUNT)
_PAGING: Final = frozenset(word.name for word in PAGING)
FAMILY: Final = _many("family", "Relations of these families (default causal).", **choice(*FAMILIES))

_LEFT: Final = "whose every source was withdrawn (retracted), or all others (standing)."

EVENT_FILTERS: Final = (
    ID,
    _many("kind", "Events of these kinds.", "strike"),
    _many("actor", "Events with these actors.", "ukraine"),
    _many("role", "Events with an actor in these roles; with `actor`, in one entry.", **choice(*ROLES)),
    _many("tag", "Events with these tags.", "ukraine-war"),
    _many("country", "Events in these countries (ISO 3166-1 alpha-2).", "UA", read=_country),
    _many("status", "Events with this status.", **choice(*STATUSES)),
    _many("source", "Events that cite these sources.", "news-2024-11-26"),
    Word("sources", f"Events {_LEFT}", **choice(*LEFT)),
    _many("metric", "Events with figures of these metrics.", "personnel_losses"),
    Word(
        "bbox", "west,south,east,north in degrees; west > east crosses the antimeridian.", _bbox, example="22,44,41,53"
    ),
    Word(
        "since",
        "Events whose span can reach this EDTF date (its earliest second) or later.",
        lambda text: parse(text).start.earliest,
        example=_SPAN_EXAMPLE,
    ),
    Word(
        "until",
        "Events whose span can begin at this EDTF date (its latest second) or earlier.",
        lambda text: parse(text).end.latest,
        example=_SPAN_EXAMPLE,
    ),
    Word("certain", "With since or until: only events whose whole span lies within.", default=False, **truth()),
    Q,
    Word(
        "linked",
        "Events that are a cause, a response, either (any) or neither (none).",
        **choice("cause", "response", "any", "none"),
    ),
    Word("cause_of", "Events that led to this event.", record_id),
    Word("response_to", "Events that this event led to.", record_id),
    FAMILY,
    UPDATED_SINCE,
)
TIMELINE: Final = Word("timeline", "Events of this saved timeline (its query AND the other words).", record_id)
SORT: Final = Word("sort", "Order: by date, or by the last change.", **choice("date", "-date", "updated", "-updated"))
EVENT_WORDS: Final = (*EVENT_FILTERS, TIMELINE, SORT, AS_OF)

RELATION_WORDS: Final = (
    ID,
    _many("type", "Relations of these types.", **choice(*RELATION_TYPES)),
    _many("family", "Relations of these families.", **choice(*FAMILIES)),
    _many("cause", "Relations from these causes.", read=record_id),
    _many("response", "Relations from these responses.", read=record_id),
    _many("event", "Relations with one of these events at either end.", read=record_id),
    _many("basis", "What the relation rests on.", **choice(*BASES)),
    _many("asserted_by", "Relations that these actors assert; `none` is the chronicle itself.", read=record_id),
    _many("according_to", "Relations that cite one of these sources.", "news-2024-11-26", read=record_id),
    Word("sources", f"Relations {_LEFT}", **choice(*LEFT)),
    Word("min_confidence", "At least this confidence; a relation without one fails it.", **whole(0, 100)),
    UPDATED_SINCE,
    AS_OF,
)
PLAIN_WORDS: Final = (ID, Q, UPDATED_SINCE, AS_OF)
ACTOR_WORDS: Final = (
    *PLAIN_WORDS,
    _many("type", "Actors of these types.", **choice(*ACTOR_TYPES)),
    _many("country", "Actors of these countries (ISO 3166-1 alpha-2).", "UA", read=_country),
    _many("part_of", "Actors that are part of these.", read=record_id),
)
SOURCE_WORDS: Final = (
    *PLAIN_WORDS,
    _many("reliability", "Sources of these Admiralty grades.", **choice(*RELIABILITIES)),
    _many("publisher", "Sources by these publishers."),
    Word("retracted", "Only those that were (true) or were not (false) retracted.", **truth()),
)

_CHOOSING: Final = {"type", "family", "basis", "asserted_by", "according_to", "min_confidence"}
LINK_WORDS: Final = tuple(word for word in RELATION_WORDS if word.name in _CHOOSING)
"""What chooses the relations of a walk, of a path, of a reaction: their types, and according to whom."""


def _depth(text: str) -> int | None:
    return None if text == "all" else int(whole(1, 100)["read"](text))


WALK_WORDS: Final = (
    Word(
        "depth",
        "Levels to walk, or `all`.",
        _depth,
        default=1,
        schema={"oneOf": [{"type": "integer", "minimum": 1, "maximum": 100}, {"type": "string", "enum": ["all"]}]},
    ),
    *LINK_WORDS,
    Word("limit", "Events at most, without the root.", default=500, **whole(1, 5000)),
    AS_OF,
)
FACETS: Final = ("kind", "actor", "tag", "country", "status", "source", "year", "month")
FACET_WORDS: Final = (
    *EVENT_FILTERS,
    TIMELINE,
    _many("facet", "Which facets to count.", **choice(*FACETS)),
    Word("limit", "Values of each facet at most.", default=50, **whole(1, 500)),
    AS_OF,
)


def check_timeline_query(query: Mapping[str, Any]) -> None:
    """Raises Invalid (pointers under /query) unless every word of a timeline's query has a value that reads."""
    faults = [Fault("must not be an empty list", parameter=name) for name, value in query.items() if value == []]
    try:
        timeline_query(query)
    except Invalid as error:
        faults.extend(error.faults)
    if faults:
        raise Invalid(
            faults[0].detail, [Fault(fault.detail, pointer("query", fault.parameter or "")) for fault in faults]
        )


def timeline_query(query: Mapping[str, Any]) -> Query:
    """A timeline's query, read; numbers and booleans stand for their text, lists for repeated words."""
    return read_words((*EVENT_FILTERS, SORT), list(_pairs(query)))


def _pairs(query: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in query.items():
        for part in value if isinstance(value, list) else [value]:
            yield name, str(part).lower() if isinstance(part, bool) else str(part)


def fingerprint(query: Query) -> str:
    """Sixteen hex digits that two queries share exactly when they ask for the same, on whatever pages."""
    kept = sorted(name for name, value in query.items() if value is not None and name not in _PAGING)
    return hashlib.sha256(encode({name: query[name] for name in kept}).encode()).hexdigest()[:16]
