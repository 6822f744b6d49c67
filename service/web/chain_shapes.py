"""Web: shapes of answers about chains, for openapi.yaml alone."""

from typing import Any

from marshmallow import INCLUDE, Schema, fields

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


def _seconds(description: str, example: int) -> fields.Float:
    told: dict[str, Any] = {"description": f"{description} Seconds; null where open.", "example": example}
    return fields.Float(required=True, allow_none=True, metadata=told)


class ReactionShape(Schema):
    """How often and how fast one pair reacts."""

    cause = fields.String(metadata={"description": "By dyad or kind: on the side of the cause.", "example": "us"})
    response = fields.String(metadata={"description": "By dyad or kind: who or what responds.", "example": "russia"})
    type = fields.String(metadata={"description": "By type: the relation's.", "example": "responds_to"})
    stance = fields.String(
        allow_none=True, metadata={"description": "By type: the relation's.", "example": "retaliate"}
    )
    count = _whole("Relations.", 12)
    shortest = _seconds("The shortest possible lag of all.", 86_401)
    longest = _seconds("The longest possible lag of all.", 604_799)
    median_shortest = _seconds("The median of the shortest possible lags.", 172_801)
    median_longest = _seconds("The median of the longest possible lags.", 345_599)


class ReactionsShape(Schema):
    """Reactions, most first."""

    by = fields.String(required=True, metadata={"description": "What was counted.", "example": "dyad"})
    items = fields.List(fields.Nested(ReactionShape), required=True)
    total = _whole("Pairs that were found.", 3)
    truncated = fields.Boolean(required=True, metadata={"description": "True when something was left off."})


class FindingShape(Schema):
    """One finding, with the numbers of its kind beside these fields."""

    class Meta:
        unknown = INCLUDE

    finding = fields.String(required=True, metadata={"description": "Its kind.", "example": "no_source"})
    id = fields.String(required=True, metadata={"description": "Stays the same.", "example": "no_source:2024-11-talks"})
    events = _ids("The events that it is about.")
    relations = _ids("The relations that it rests on.")
    detail = fields.String(required=True, metadata={"description": "The finding as a sentence."})


class FindingsShape(Schema):
    """A page of findings."""

    items = fields.List(fields.Nested(FindingShape), required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The next page's address; null on the last page.", "format": "uri"},
    )
