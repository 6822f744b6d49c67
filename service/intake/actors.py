"""Intake: the shape of an actor."""

from service.domain.actors import TYPES
from service.intake.fields import ChoiceField
from service.intake.shapes import RecordShape, server_fields
from service.intake.values import CountryField, IdField, NameField, WikidataField


class ActorShape(RecordShape):
    """Needs `name`."""

    name = NameField("The actor's name.", example="Ministry of Defence of Ukraine", required=True)
    type = ChoiceField("What the actor is.", *TYPES, load_default="other")
    country = CountryField("ISO 3166-1 alpha-2 code.", example="UA", load_default=None)
    wikidata = WikidataField("The item of Wikidata.", example="Q212", load_default=None)
    part_of = IdField("The actor that it belongs to.", example="ukraine", load_default=None)
    version, created_at, updated_at = server_fields()
