"""Intake: the shape of a figure: a number that somebody claimed."""

from itertools import pairwise
from typing import Any, Final

from marshmallow import ValidationError

from service.domain.figures import COMPARATORS, SCOPES
from service.domain.records import Fields
from service.intake.fields import ChoiceField, NumberField, TextField, TruthField
from service.intake.shapes import Shape
from service.intake.values import EdtfField, IdField, LabelField

_EXACT: Final = 2**53
"""Beyond it a JSON reader that keeps numbers as doubles would change them."""


def _number(description: str, example: float, **rest: Any) -> NumberField:
    return NumberField(description, example=example, low=-_EXACT, high=_EXACT, **rest)


class FigureShape(Shape):
    """Needs `metric` and `value`; `low ≤ value ≤ high`."""

    metric = LabelField("What is counted or measured.", example="personnel_losses", required=True)
    value = _number("The number.", 1610, required=True)
    low = _number("The least that it may be.", 1500, load_default=None)
    high = _number("The most that it may be.", 1700, load_default=None)
    unit = LabelField("What one of it is.", example="persons", load_default=None)
    comparator = ChoiceField("How the number is meant.", *COMPARATORS, load_default="exact")
    scope = ChoiceField("Counted over the period, or added up to it.", *SCOPES, load_default="period")
    period = EdtfField(
        "The span that the number covers, or the day up to which it adds up (EDTF).",
        example="2024-11-24",
        load_default=None,
    )
    subject = IdField("The actor that it is about.", example="russian-army", load_default=None)
    claimed_by = IdField("The actor who claims it.", example="ukraine-mod", load_default=None)
    source = IdField("The source that carries it.", example="news-2024-11-26", load_default=None)
    is_record = TruthField("Claimed to be a record.", load_default=False)
    note = TextField("Anything else.", example="", high=5000, load_default="")

    def judge(self, figure: Fields) -> None:
        """Refuses low > value, value > high and low > high."""
        known = [name for name in ("low", "value", "high") if figure[name] is not None]
        for lesser, greater in pairwise(known):
            if figure[lesser] > figure[greater]:
                raise ValidationError(f"must not be below {lesser}", greater)
