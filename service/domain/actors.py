"""Domain: actors: states, ministries, media, persons, units."""

from typing import Final

from service.domain.records import ACTOR, Draft, Fields, Reference
from service.domain.words import tokens

TYPES: Final = ("state", "government", "military", "organisation", "media", "person", "group", "other")


def draft(record_id: str, fields: Fields) -> Draft:
    """An actor's draft."""
    part_of = fields["part_of"]
    return Draft(
        type=ACTOR,
        id=record_id,
        fields=fields,
        columns={"type": fields["type"] or "", "country": fields["country"] or "", "part_of": part_of or ""},
        references=(Reference("/part_of", ACTOR, part_of),) if part_of else (),
        tokens=tokens([fields["name"]]),
    )
