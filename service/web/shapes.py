"""Web: shapes of answers, for openapi.yaml alone: nothing is dumped through them."""

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from service.intake.records import SHAPES


def _text(description: str, example: str, *, required: bool = True) -> fields.String:
    return fields.String(required=required, metadata={"description": description, "example": example})


class FaultShape(Schema):
    """One reason of a problem."""

    detail = _text("What is wrong.", "must not be blank")
    pointer = _text("Where in the body (JSON pointer, RFC 6901).", "/figures/0/value", required=False)
    parameter = _text("Which query word.", "since", required=False)


class ProblemShape(Schema):
    """A problem document (RFC 9457)."""

    type = _text("Always about:blank: the status says it.", "about:blank")
    title = _text("The status in words.", "Unprocessable Content")
    status = fields.Integer(required=True, metadata={"description": "The HTTP status.", "example": 422})
    detail = _text("What is wrong and what to do next.", "/title must not be blank")
    errors = fields.List(fields.Nested(FaultShape), metadata={"description": "Each fault, for bad input."})


def page_of(record_type: str) -> type[Schema]:
    """The shape of a page of records."""
    return page(SHAPES[record_type], f"{record_type.capitalize()}PageShape")


def page(shape: type[Schema], name: str) -> type[Schema]:
    """The shape of a page of anything."""
    return Schema.from_dict(
        {
            "items": fields.List(fields.Nested(shape), required=True),
            "next": fields.String(
                required=True,
                allow_none=True,
                metadata={"description": "The next page's address; null on the last page.", "format": "uri"},
            ),
            "total": fields.Integer(metadata={"description": "All that match, with count=true."}),
        },
        name=name,
    )


class WalkShape(Schema):
    """Events reached from the root, and the relations between them."""

    root = _text("Where the walk began.", "2024-11-missile-strike")
    events = fields.List(fields.Nested(SHAPES["event"]), required=True)
    relations = fields.List(fields.Nested(SHAPES["relation"]), required=True)
    depths = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    truncated = fields.Boolean(required=True, metadata={"description": "True when depth or limit left something off."})


class CountShape(Schema):
    """A value and how many events have it."""

    value = _text("The value.", "strike")
    count = fields.Integer(required=True, metadata={"description": "How many events.", "example": 3})


class FacetsShape(Schema):
    """Counts of the values of each facet."""

    total = fields.Integer(required=True)
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Nested(CountShape)), required=True)


class ImportFaultShape(Schema):
    """Why a line was refused."""

    line = fields.Integer(required=True, metadata={"description": "Counted from 1.", "example": 7})
    pointer = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "Where in the record (JSON pointer, RFC 6901); null where the line is none. In JSON whose "
            "records share a line: where in the document.",
            "example": "/start",
        },
    )
    detail = _text("Why it was refused.", "is required")


class ImportNoteShape(ImportFaultShape):
    """What of a line was not carried over."""

    detail = _text("Why, or how much.", "is not carried over")


class ImportShape(Schema):
    """What became of the lines of an import."""

    created = fields.Integer(required=True)
    updated = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    rejected = fields.Integer(required=True)
    errors = fields.List(fields.Nested(ImportFaultShape), required=True)
    notes = fields.List(
        fields.Nested(ImportNoteShape),
        metadata={"description": "What was not carried over, because no record has a place for it; absent if nothing."},
    )


class LossShape(Schema):
    """What a format drops or alters of one event."""

    event = _text("The event; of a relation, its response.", "2024-11-missile-strike")
    effect = fields.String(
        required=True, validate=OneOf(["dropped", "altered"]), metadata={"description": "What becomes of it."}
    )
    field = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The event's field; null: the whole event, or the relation.", "example": "start"},
    )
    relation = fields.String(
        required=True, allow_none=True, metadata={"description": "The relation that it is about.", "example": None}
    )
    reason = _text("Why.", "it has no coordinates")


class ExplanationShape(Schema):
    """What a feed would drop or alter of the selected events, and why."""

    feed = _text("Its name.", "events.geojson")
    omits = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Fields of every event for which the format has no place.", "example": ["figures"]},
    )
    items = fields.List(fields.Nested(LossShape), required=True)
    dropped = fields.Integer(required=True, metadata={"description": "How many items are dropped.", "example": 1})
    altered = fields.Integer(required=True, metadata={"description": "How many items are altered.", "example": 0})
    truncated = fields.Boolean(
        required=True, metadata={"description": "True when `limit` left events off, of which nothing is said here."}
    )


class StatusShape(Schema):
    """Whether the service stands."""

    status = _text("`ok`, or what is missing.", "ok")
