"""Domain: drafts of every record type, from fields that were validated before."""

from collections.abc import Callable
from typing import Final

from service.domain import actors, events, kinds, relations, sources, timelines
from service.domain.records import ACTOR, EVENT, KIND, RELATION, SOURCE, TIMELINE, Draft, Fields

_MAKERS: Final[dict[str, Callable[[str, Fields], Draft]]] = {
    EVENT: events.draft,
    RELATION: relations.draft,
    ACTOR: actors.draft,
    SOURCE: sources.draft,
    KIND: kinds.draft,
    TIMELINE: timelines.draft,
}


def draft(record_type: str, record_id: str, fields: Fields) -> Draft:
    """The draft of a record with these fields (without `id`). Raises Invalid for dates out of order."""
    return _MAKERS[record_type](record_id, fields)
