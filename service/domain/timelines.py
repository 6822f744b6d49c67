"""Domain: timelines: saved selections that feed a widget."""

from service.domain.queries import check_timeline_query
from service.domain.records import TIMELINE, Draft, Fields
from service.domain.words import tokens


def draft(record_id: str, fields: Fields) -> Draft:
    """A timeline's draft. Raises Invalid (pointer /query/…) where its query does not read."""
    check_timeline_query(fields["query"])
    return Draft(type=TIMELINE, id=record_id, fields=fields, tokens=tokens([fields["title"], fields["summary"]]))
