"""Intake: the shape of a relation."""

from marshmallow import ValidationError, fields

from service.domain.records import Fields
from service.domain.relations import BASES, STANCES, TYPES
from service.intake.fields import ChoiceField, ListField, TextField, WholeField
from service.intake.shapes import CitationShape, RecordShape, server_fields, server_text
from service.intake.values import IdField


class RelationShape(RecordShape):
    """Needs `type`, `cause` and `response`, which are two events."""

    type = ChoiceField("How the response refers to its cause.", *TYPES, required=True)
    family = server_text("The type's family.", example="causal")
    cause = IdField("The event referred to.", example="2024-11-missile-permission-us", required=True)
    response = IdField("The event that refers back.", example="2024-11-missile-strike", required=True)
    stance = ChoiceField("What a response that `responds_to` is meant to do.", *STANCES, load_default=None)
    basis = ChoiceField("What the relation rests on.", *BASES, load_default="analyst")
    asserted_by = IdField(
        "The actor whose view it is; null is the chronicle's own.", example="russia-mfa", load_default=None
    )
    confidence = WholeField("Per cent.", example=80, low=0, high=100, load_default=None)
    sources = ListField(
        fields.Nested(CitationShape), "Where it is known from.", example=[{"source": "news-2024-11-26"}]
    )
    note = TextField("Anything else.", example="", high=5000, load_default="")
    version, created_at, updated_at = server_fields()

    def judge(self, relation: Fields) -> None:
        """Refuses an event as its own cause, and a stance on anything but responds_to."""
        if relation["cause"] == relation["response"]:
            raise ValidationError("must be another event than the cause", "response")
        if relation["stance"] is not None and relation["type"] != "responds_to":
            raise ValidationError("stands only on a relation of type responds_to", "stance")
