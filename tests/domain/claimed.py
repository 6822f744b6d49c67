"""Test support: figures as the ledger lists them, and a year of them that agrees with itself."""

import itertools
import json
import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from service.domain.audit.claims import Claim, claim, possible
from service.domain.figures import entries
from service.domain.spans import span

FIGURE: Final[dict[str, Any]] = {
    "metric": "losses",
    "value": 0,
    "low": None,
    "high": None,
    "unit": None,
    "comparator": "exact",
    "scope": "period",
    "period": None,
    "subject": None,
    "claimed_by": "kyiv",
    "source": None,
    "is_record": False,
    "note": "",
}
"""Every field of a figure, as intake leaves it."""
_numbers = itertools.count(1)


def said(value: float, period: str | None = None, *, start: str = "2024", end: str = "", **fields: Any) -> Claim:
    """A claim, in an event of its own unless told otherwise."""
    event = fields.pop("event", f"event-{next(_numbers):06}")
    figure = FIGURE | {"value": value, "period": period} | fields
    (entry,) = entries(event, [figure], span(start, end or None))
    return claim(json.loads(entry["body"]), start, end)


def total(value: float, period: str | None = None, **fields: Any) -> Claim:
    """A running total."""
    return said(value, period, scope="cumulative", **fields)


def year(*, step: Fraction = Fraction(1), seed: int = 1) -> dict[str, Claim]:
    """A year of daily figures and totals, by `day 2024-01-01` and `total 2024-01-01`; each new high is a record."""
    chance, reached, highest = random.Random(seed), Fraction(500_000), Fraction(0)
    claims = {}
    for number in range(366):
        day = str(date(2024, 1, 1) + timedelta(number))
        lost = step * chance.randint(700, 2_000)
        reached, is_record = reached + lost, 0 < highest < lost
        highest = max(highest, lost)
        claims[f"day {day}"] = said(_json(lost), day, is_record=is_record)
        claims[f"total {day}"] = total(_json(reached), day)
    return claims


def _json(number: Fraction) -> float:
    return int(number) if number.denominator == 1 else float(number)


def changed(told: Claim, **fields: Any) -> Claim:
    """The same figure with other fields."""
    figure = told.figure | fields
    return replace(told, figure=figure, range=possible(figure))
