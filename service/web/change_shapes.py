"""Web: shapes of the journal's answers, for openapi.yaml alone."""

from typing import Any, Final

from marshmallow import Schema, fields
from marshmallow.validate import OneOf

from service.domain.changes import OPERATIONS
from service.domain.records import EVENT, TYPES, encode
from service.web.examples import RECORDS


def _text(description: str, example: str, **more: Any) -> fields.String:
    told = {"description": description, "example": example}
    return fields.String(metadata=told | more.pop("metadata", {}), **({"required": True} | more))


def _whole(description: str, example: int) -> fields.Integer:
    return fields.Integer(required=True, metadata={"description": description, "example": example})


class ChangeShape(Schema):
    """A row of the journal."""

    seq = _whole("Counts all changes, without a gap.", 1025)
    time = _text("When; never going back.", "2026-11-22T10:00:00.000000Z", metadata={"format": "date-time"})
    op = _text(
        "What was done. `redact` blanked a text in every version; its record is the reason.",
        "create",
        validate=OneOf(OPERATIONS),
    )
    type = _text("The record's type.", EVENT, validate=OneOf(TYPES))
    id = _text("The record's id.", RECORDS[EVENT]["id"])
    version = _whole("The record's version; of a deletion, the one that was deleted.", 1)
    record = fields.Dict(
        required=True,
        allow_none=True,
        metadata={
            "description": "The whole record as it was written; null for a deletion.",
            "example": RECORDS[EVENT],
        },
    )
    hash = _text("SHA-256 over the hash before and this row: it proves all that came before.", "5d1f" * 16)
    token = _text("The name of the token that wrote it; only for callers with a token.", "desk", required=False)


class StepShape(ChangeShape):
    """A change of one record."""

    changed = fields.List(
        fields.String(),
        required=True,
        allow_none=True,
        metadata={
            "description": "Fields in which it differs from the version before (JSON pointers, RFC 6901; a list is one "
            "field; the server's own fields are left out). Null where there is no version before, or is none now.",
            "example": None,
        },
    )


class HistoryShape(Schema):
    """What befell a record, oldest first."""

    items = fields.List(fields.Nested(StepShape), required=True)
    next = _text(
        "The next page's address; null on the last page.",
        "http://127.0.0.1:8000/v1/events/2024-11-missile-strike/history?cursor=WyI4",
        allow_none=True,
        metadata={"format": "uri"},
    )


class HeadShape(Schema):
    """The newest change."""

    seq = _whole("Its sequence number; 0 where nothing was written.", 1025)
    hash = _text("Its hash.", "5d1f" * 16)


class ChangesShape(Schema):
    """Changes, oldest first."""

    items = fields.List(fields.Nested(ChangeShape), required=True)
    next = _text(
        "Where to go on, now or later; never null.",
        "http://127.0.0.1:8000/v1/changes?after=1025",
        metadata={"format": "uri"},
    )
    head = fields.Nested(HeadShape, required=True)


_EXAMPLE: Final = {"seq": 1025, "op": "create", "type": EVENT, "id": RECORDS[EVENT]["id"], "record": RECORDS[EVENT]}
EVENTS: Final = f"retry: 1000\n\nid: 1025\nevent: change\ndata: {encode(_EXAMPLE)[:120]}…\n\n"
"""How a stream begins."""
