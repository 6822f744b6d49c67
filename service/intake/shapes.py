"""Intake: what all shapes share: unknown fields are refused, the server's own are ignored."""

from typing import Any, Final

from marshmallow import RAISE, Schema, fields, pre_load, validates_schema

from service.domain.records import Fields
from service.intake.fields import TextField, WholeField
from service.intake.values import IdField

_MESSAGES: Final = {"unknown": "is no field that is known here", "type": "must be an object"}


class Shape(Schema):
    """An object with exactly these fields."""

    error_messages = _MESSAGES

    class Meta:
        unknown = RAISE

    def judge(self, values: Fields) -> None:
        """Raises ValidationError where fields that are good each by itself do not fit together."""

    @validates_schema
    def fit(self, values: Fields, **_kwargs: Any) -> None:
        """Asks `judge` once every field is good."""
        self.judge(values)


class RecordShape(Shape):
    """A record: its id, what a caller sets, what the server adds."""

    id = IdField(
        "The caller's id, or the server's (UUIDv7) where it is left out. It never changes.",
        example="2024-11-missile-strike",
    )

    @pre_load
    def leave_server_fields(self, body: Any, **_kwargs: Any) -> Any:
        """What was read can be sent back: the server's fields of this type are dropped unread."""
        if not isinstance(body, dict):
            return body
        return {name: value for name, value in body.items() if name not in self.fields or name in self.load_fields}


class CitationShape(Shape):
    """Where a record is known from."""

    source = IdField("The source.", example="news-2024-11-26", required=True)
    credibility = WholeField(
        "Admiralty code of the information, from 1 (confirmed by others) to 6 (cannot be judged).",
        example=2,
        low=1,
        high=6,
        load_default=None,
    )
    locator = TextField("Where in the source: a page, a paragraph, a second.", example="p. 3", low=1, load_default=None)
    quote = TextField("The source's own words.", example="the first of its kind", low=1, high=5000, load_default=None)
    claimed_by = IdField("The actor whose claim the source carries.", example="ukraine-mod", load_default=None)


def server_text(description: str, *, example: str, nullable: bool = False, **shown: Any) -> fields.String:
    """A field of text that only the server sets."""
    metadata = {"description": description, "example": example} | shown
    return fields.String(dump_only=True, allow_none=nullable, metadata=metadata)


def server_fields() -> tuple[fields.Integer, fields.String, fields.String]:
    """What the server adds to every record: `version`, `created_at`, `updated_at`."""
    return (
        fields.Integer(dump_only=True, metadata={"description": "Counts the changes, from 1.", "example": 3}),
        server_text("When it was stored first.", example="2026-11-22T10:00:00.000000Z", format="date-time"),
        server_text("When it changed last.", example="2026-11-22T10:05:00.000000Z", format="date-time"),
    )
