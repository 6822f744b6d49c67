"""Web: shapes of answers about chains, for openapi.yaml alone."""

from typing import Any

from marshmallow import Schema, fields

from service.intake.records import SHAPES


def _ids(description: str) -> fields.List[str]:
    return fields.List(fields.String(), required=True, metadata={"description": description})


def _whole(description: str, example: int, *, allow_none: bool = False) -> fields.Integer:
    told: dict[str, Any] = {"description": description, "example": example}
    return fields.Integer(required=True, allow_none=allow_none, metadata=told)


class StrongestShape(Schema):
    """The chain whose weakest link is strongest."""

    relations = _ids("Its relations, from cause to response.")
    weakest = _whole("The lowest confidence in it; null for a chain without relations.", 80, allow_none=True)


PathsShape = Schema.from_dict(
    {
        "from": fields.String(required=True),
        "to": fields.String(required=True),
        "length": _whole("Relations in each of the shortest chains; null: there is none.", 2, allow_none=True),
        "paths": fields.List(_ids("A chain."), required=True, metadata={"description": "The shortest chains."}),
        "events": fields.List(fields.Nested(SHAPES["event"]), required=True),
        "relations": fields.List(fields.Nested(SHAPES["relation"]), required=True),
        "strongest": fields.Nested(StrongestShape, required=True, allow_none=True),
        "truncated": fields.Boolean(required=True, metadata={"description": "True when something was left off."}),
    },
    name="PathsShape",
)
"""The shortest chains between two events. (From a dictionary, since `from` is a keyword.)"""
