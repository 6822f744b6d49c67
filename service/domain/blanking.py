"""Domain: what is left of a record whose texts were blanked: ids, dates, codes, and what it is linked with."""

import json
from collections.abc import Mapping
from typing import Any, Final

from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE, Fields, encode

REDACTED: Final = "[redacted]"
"""Stands where a record needs some text."""


class _Within(dict[str, Any]):
    """Fields to be blanked in an object, or in each object of a list, that itself stays."""


_CITATIONS: Final = _Within(locator=None, quote=None)
_BLANKS: Final[dict[str, Mapping[str, Any]]] = {
    EVENT: {
        "title": REDACTED,
        "summary": "",
        "date_text": None,
        "place": _Within(name=None, lat=None, lon=None, precision=None),  # a point is an address
        "figures": [],  # without its metric, which is text, a number means nothing
        "media": [],
        "tags": [],
        "identifiers": [],
        "sources": _CITATIONS,
    },
    RELATION: {"note": "", "sources": _CITATIONS},
    ACTOR: {"name": REDACTED, "wikidata": None},
    SOURCE: {"publisher": None, "title": REDACTED, "url": None, "archived_url": None},
    KIND: {"label": REDACTED, "description": ""},
    TIMELINE: {"title": REDACTED, "summary": "", "query": {}},
}
"""Every field in which a caller can write what they like, and what is left of it: a valid record."""


def blanked(record_type: str, document: str) -> str:
    """A finished document without any text that a caller was free to choose, but for its id and those that it names."""
    return encode(_without(json.loads(document), _BLANKS[record_type]))


def _without(record: Fields, blanks: Mapping[str, Any]) -> Fields:
    return {name: _left(value, blanks[name]) if name in blanks else value for name, value in record.items()}


def _left(value: Any, blank: Any) -> Any:
    if not isinstance(blank, _Within):
        return blank
    if isinstance(value, list):
        return [_without(entry, blank) for entry in value]
    return None if value is None else _without(value, blank)
