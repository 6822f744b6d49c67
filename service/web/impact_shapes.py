"""Web: shapes of what rests on a source, for openapi.yaml alone."""

from typing import Any, Final

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from service.domain.impact import FIGURE, resting_event
from service.domain.records import EVENT, RELATION, SOURCE
from service.intake.records import SHAPES
from service.web.examples import RECORDS
from service.web.shapes import page

_EVENT: Final = RECORDS[EVENT]
_SOURCE: Final = RECORDS[SOURCE] | {"retracted_at": "2024-12-01T09:00:00Z"}


def _text(record: str, description: str, *, nullable: bool = False) -> fields.String:
    return fields.String(allow_none=nullable, metadata={"description": f"Of {record}: {description}"})


def _whole(description: str, **more: Any) -> fields.Integer:
    return fields.Integer(metadata={"description": description}, **more)


class RestingShape(Schema):
    """A record that rests on the source; which fields it has beside the last four, `record` tells."""

    record = fields.String(
        required=True, validate=OneOf((EVENT, FIGURE, RELATION)), metadata={"description": "What it is."}
    )
    id = _text("an event or a relation", "its id.")
    title = _text("an event", "its title.")
    start = _text("an event", "when it began (EDTF).")
    end = _text("an event", "when it ended (EDTF).", nullable=True)
    status = _text("an event", "the editor's word.")
    responses = fields.String(
        metadata={"description": "Of an event: the address that asks what came of it, step by step.", "format": "uri"}
    )
    event = _text("a figure", "the event that carries it.")
    index = _whole("Of a figure: its place among the event's figures, from 0.")
    metric = _text("a figure", "what is counted or measured.")
    value = fields.Float(metadata={"description": "Of a figure: the number."})
    unit = _text("a figure", "what one of it is.", nullable=True)
    period = _text("a figure", "the span that it covers (EDTF).", nullable=True)
    subject = _text("a figure", "the actor that it is about.", nullable=True)
    claimed_by = _text("a figure", "the actor who claims it.", nullable=True)
    source = _text("a figure", "its own source; null where it rests on those of its event.", nullable=True)
    type = _text("a relation", "its type.")
    cause = _text("a relation", "the event that it refers back to.")
    response = _text("a relation", "the event that refers back.")
    asserted_by = _text("a relation", "who asserts it; null is the chronicle itself.", nullable=True)
    others = _whole("Other sources that it rests on.", required=True)
    others_retracted = _whole("How many of these were withdrawn.", required=True)
    alone = fields.Boolean(
        required=True, metadata={"description": "True when no other source that it rests on still stands."}
    )


class RestingCountShape(Schema):
    """How many records of a type rest on the source."""

    all = _whole("Every one.", required=True)
    alone = _whole("Those that rest on it alone.", required=True)


class ImpactShape(page(RestingShape, "RestingPageShape")):  # type: ignore[misc]  # made by a function
    """A page of what rests on a source."""

    source = fields.Nested(SHAPES[SOURCE], required=True)
    counts = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(RestingCountShape),
        metadata={"description": "By `record`, on the first page."},
    )


EXAMPLE: Final = {
    "items": [
        resting_event(_EVENT | {"sources": [{"source": _SOURCE["id"]}]}).judged(_SOURCE["id"], ())
        | {"responses": f"http://127.0.0.1:8000/v1/events/{_EVENT['id']}/responses?depth=all"}
    ],
    "next": None,
    "source": _SOURCE,
    "counts": {EVENT: {"all": 1, "alone": 1}, FIGURE: {"all": 0, "alone": 0}, RELATION: {"all": 0, "alone": 0}},
}
