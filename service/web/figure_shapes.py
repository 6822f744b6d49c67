"""Web: shapes of the ledger of figures and of its audit, for openapi.yaml alone."""

from typing import Any, Final

from marshmallow import Schema, fields

from service.domain.audit.verdicts import FINDINGS
from service.domain.figures import SCOPES
from service.intake.figures import FigureShape
from service.web.shapes import page


def _text(description: str, example: str | None, *, nullable: bool = True, **more: Any) -> fields.String:
    told = {"description": description, "example": example} | more
    return fields.String(required=True, allow_none=nullable, metadata=told)


def _number(description: str, example: float | None, *, nullable: bool = True) -> fields.Float:
    return fields.Float(required=True, allow_none=nullable, metadata={"description": description, "example": example})


def _whole(description: str, example: int) -> fields.Integer:
    return fields.Integer(required=True, metadata={"description": description, "example": example})


class LedgerFigureShape(FigureShape):
    """A figure with its event, and the first and last second of its period (of its event where it has none)."""

    event = _text("The event that carries it.", "2024-11-losses-day", nullable=False)
    index = _whole("Its place among the event's figures, from 0.", 0)
    earliest = _text("First second of its period; null where open.", "2024-11-24T00:00:00Z")
    latest = _text("Last second of its period; null where open.", "2024-11-24T23:59:59Z")


class FigureGroupShape(Schema):
    """Figures of one day, month or year that share metric, subject, claimant, unit and scope."""

    period = _text("The day, month or year; null: no single one holds the whole period.", "2024-11")
    metric = _text("What is counted or measured.", "personnel_losses", nullable=False)
    subject = _text("The actor that it is about.", "russia")
    claimed_by = _text("The actor who claims it.", "ukraine-mod")
    unit = _text("What one of it is.", "persons")
    scope = _text("Counted over the period, or added up to it.", "period", nullable=False, enum=list(SCOPES))
    count = _whole("How many figures.", 2)
    sum = _number("Their values added up, exactly; null for running totals.", 3560)
    lowest = _number("The lowest value claimed.", 1610, nullable=False)
    highest = _number("The highest value claimed.", 1950, nullable=False)
    overlapping = fields.Boolean(
        required=True,
        allow_none=True,
        metadata={"description": "True when periods in the sum overlap; null for running totals.", "example": True},
    )
    earliest = _text("First second of their periods; null where open.", "2024-11-01T00:00:00Z")
    latest = _text("Last second of their periods; null where open.", "2024-11-24T23:59:59Z")


class FigureOfFindingShape(Schema):
    """Where a figure stands, and who claims it."""

    event = _text("The event that carries it.", "2024-11-losses-day", nullable=False)
    index = _whole("Its place among the event's figures, from 0.", 0)
    claimed_by = _text("The actor who claims it.", "ukraine-mod")


class NumbersShape(Schema):
    """The numbers that are possible; null where there is no end."""

    low = _number("The lowest.", 1610)
    high = _number("The highest.", 1610)


class ArithmeticShape(Schema):
    """What proves a finding."""

    sentence = _text("The proof in words.", "1,950 for 2024-11-10, then …", nullable=False)
    ranges = fields.Dict(
        keys=fields.String(),
        values=fields.Nested(NumbersShape),
        required=True,
        metadata={"description": "The numbers of the sentence by name, each from the lowest to the highest possible."},
    )
    difference = _number("The least step by which the numbers miss each other; null where nothing is decided.", 30)


class FindingOfFiguresShape(Schema):
    """What figures say against each other, or for a record."""

    finding = _text("What was found.", "contradiction", nullable=False, enum=list(FINDINGS))
    metric = _text("The figures' metric.", "personnel_losses", nullable=False)
    subject = _text("The actor that they are about.", "russia")
    unit = _text("Their unit.", "persons")
    scope = _text("The scope of the figure that is judged.", "period", nullable=False, enum=list(SCOPES))
    period = _text("The period of the figure that is judged.", "2024-11-24")
    claimed_by = _text("The claimant who is judged; null where none is named, and between claimants.", "ukraine-mod")
    figures = fields.List(fields.Nested(FigureOfFindingShape), required=True)
    arithmetic = fields.Nested(ArithmeticShape, required=True)


LEDGER: Final = {"anyOf": [page(LedgerFigureShape, "FigurePageShape"), page(FigureGroupShape, "FigureGroupPageShape")]}
"""A page of figures or, with `group`, of groups."""
FigureAuditShape: Final = page(FindingOfFiguresShape, "FigureAuditShape")
