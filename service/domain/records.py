"""Domain: what a record is on its way in (Draft) and on its way out (Document)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

Fields = dict[str, Any]
"""What a caller can set of a record: plain JSON values, every field present, in the contract's order."""

EVENT: Final = "event"
RELATION: Final = "relation"
ACTOR: Final = "actor"
SOURCE: Final = "source"
KIND: Final = "kind"
TIMELINE: Final = "timeline"

TYPES: Final = (KIND, SOURCE, ACTOR, EVENT, RELATION, TIMELINE)
"""Every record type, in the order in which an import stores them: what is referred to first."""

SERVER_FIELDS: Final = ("earliest", "latest", "family", "version", "created_at", "updated_at")
"""Fields that the server makes, of one type or another: ignored in a body of that type, so that what was read can be
sent back."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a record that names another record."""

    pointer: str
    type: str
    id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A valid record that is not stored yet."""

    type: str
    id: str
    fields: Fields
    """Without `id`."""
    derived: Fields = field(default_factory=dict)
    """The server's fields that follow from `fields` alone (an event's bounds, a relation's family)."""
    columns: dict[str, Any] = field(default_factory=dict)
    """Index columns of the type's table; an open bound is None."""
    references: tuple[Reference, ...] = ()
    terms: frozenset[tuple[str, str]] = frozenset()
    """(word, value) pairs under which lists find the record."""
    tokens: tuple[str, ...] = ()
    """Full-text tokens, each once, in order."""
    entries: tuple[dict[str, Any], ...] = ()
    """Index columns of what the record lists under its id (an event's figures); an open bound is None."""


@dataclass(frozen=True, slots=True)
class Document:
    """A stored record as it is sent: `body` is finished JSON."""

    type: str
    id: str
    version: int
    body: str


Revise = Callable[[Fields | None], Draft]
"""Makes the next draft from the stored fields (None: there is no such record now)."""


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def encode(value: object) -> str:
    """JSON as it is stored and hashed: compact, UTF-8, keys in the order given."""
    return _ENCODER.encode(value)
