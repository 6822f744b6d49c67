"""Web: one example of each record, shown in openapi.yaml and finished by the same code that finishes what is stored."""

from typing import Any, Final

from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE
from service.intake.records import read

BODIES: Final[dict[str, dict[str, Any]]] = {
    KIND: {
        "id": "missile-strike",
        "label": "Missile strike",
        "plover": "ASSAULT",
        "quad": "material_conflict",
        "description": "Attack with ballistic or cruise missiles",
    },
    ACTOR: {"id": "united-states", "name": "United States", "type": "state", "country": "US", "wikidata": "Q30"},
    SOURCE: {
        "id": "news-2024-11-26",
        "publisher": "Example News",
        "title": "Missile strike follows permission",
        "url": "https://example.org/news/1",
        "published": "2024-11-26",
        "type": "news",
        "reliability": "B",
        "lang": "en",
    },
    EVENT: {
        "id": "2024-11-missile-strike",
        "title": "Ballistic missile strikes Dnipro",
        "start": "2024-11-21",
        "kind": "strike",
        "place": {"name": "Dnipro", "country": "UA"},
        "tags": ["missiles"],
    },
    RELATION: {
        "id": "strike-answers-permission",
        "type": "responds_to",
        "cause": "2024-11-missile-permission",
        "response": "2024-11-missile-strike",
        "stance": "retaliate",
        "basis": "stated_by_actor",
        "confidence": 80,
    },
    TIMELINE: {
        "id": "missiles",
        "title": "Missiles, November 2024",
        "query": {"tag": "missiles", "since": "2024-11"},
    },
}
"""What a caller sends. The relation's cause is CAUSE."""

CAUSE: Final[dict[str, Any]] = {
    "id": "2024-11-missile-permission",
    "title": "United States permits strikes with its missiles",
    "start": "2024-11~",
    "kind": "permission",
    "tags": ["missiles"],
}
PATCHES: Final[dict[str, dict[str, Any]]] = {
    KIND: {"label": "Missile attack"},
    ACTOR: {"country": None},
    SOURCE: {"reliability": "C"},
    EVENT: {"status": "confirmed", "place": {"precision": "locality"}},
    RELATION: {"confidence": None},
    TIMELINE: {"title": "Missiles"},
}
"""What a caller sends to change a part: null resets a field."""


def finished(record_type: str, body: dict[str, Any]) -> dict[str, Any]:
    """The record as the service answers it once it is stored."""
    draft = read(record_type, body)
    moment = "2026-11-22T10:00:00.000000Z"
    return {"id": draft.id, **draft.fields, **draft.derived, "version": 1, "created_at": moment, "updated_at": moment}


RECORDS: Final = {record_type: finished(record_type, body) for record_type, body in BODIES.items()}
"""What the service answers."""
_FIRST: Final = finished(EVENT, CAUSE)

NAMED: Final[dict[str, Any]] = {
    **{record_type.capitalize(): record for record_type, record in RECORDS.items()},
    **{f"{record_type.capitalize()}Page": {"items": [record], "next": None} for record_type, record in RECORDS.items()},
    "Walk": {
        "root": RECORDS[EVENT]["id"],
        "events": [RECORDS[EVENT], _FIRST],
        "relations": [RECORDS[RELATION]],
        "depths": {RECORDS[EVENT]["id"]: 0, _FIRST["id"]: 1},
        "truncated": False,
    },
    "Facets": {"total": 4, "facets": {"kind": [{"value": "strike", "count": 3}, {"value": "talks", "count": 1}]}},
    "Import": {"created": 2, "updated": 0, "unchanged": 0, "rejected": 0, "errors": []},
}
"""Answers by the name of their shape; what is not here is put together from its fields' own examples."""

REJECTED_IMPORT: Final = {
    "created": 0,
    "updated": 0,
    "unchanged": 0,
    "rejected": 1,
    "errors": [{"line": 2, "pointer": "/cause", "detail": "there is no event 'nowhere'; create it first"}],
}
LINES: Final = (
    '{"record":"event","id":"2024-11-missile-permission","title":"United States permits strikes","start":"2024-11~"}\n'
    '{"record":"event","id":"2024-11-missile-strike","title":"Ballistic missile strikes Dnipro","start":"2024-11-21"}\n'
)
ROWS: Final = "id,title,start\r\n2024-11-missile-strike,Ballistic missile strikes Dnipro,2024-11-21\r\n"
SLIDES: Final = {
    "title": {"text": {"headline": "Missiles, November 2024"}},
    "events": [
        {
            "start_date": {"year": 2024, "month": 11, "day": 21},
            "text": {"headline": "Ballistic missile strikes Dnipro"},
            "group": "Strike",
        }
    ],
}
"""TimelineJS's JSON."""
