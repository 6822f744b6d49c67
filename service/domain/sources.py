"""Domain: sources and their Admiralty grades."""

from typing import Final

from service.domain.records import SOURCE, Draft, Fields
from service.domain.words import tokens

TYPES: Final = ("news", "official", "social", "interview", "dataset", "other")
RELIABILITIES: Final = ("A", "B", "C", "D", "E", "F")
"""The Admiralty code's reliability of a source (NATO STANAG 2511): A completely reliable … F cannot be judged."""


def draft(record_id: str, fields: Fields) -> Draft:
    """A source's draft."""
    return Draft(
        type=SOURCE,
        id=record_id,
        fields=fields,
        columns={
            "reliability": fields["reliability"] or "",
            "publisher": fields["publisher"] or "",
            "retracted": fields["retracted_at"] is not None,
        },
        tokens=tokens([fields["publisher"], fields["title"]]),
    )
