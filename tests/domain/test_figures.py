import json

import pytest

from service.domain.bounds import seconds
from service.domain.events import draft
from service.domain.figures import entries
from service.domain.spans import span
from service.intake.records import fields
from tests.domain.claimed import FIGURE


def entry(period, *, start="2024", end=None, **figure):
    (found,) = entries("strike", [FIGURE | {"period": period} | figure], span(start, end))
    return found


def test_a_figure_is_dated_by_its_period_not_by_its_event():
    found = entry("2024-11-24", start="2025")
    assert (found["first"], found["last"]) == (seconds(2024, 11, 24), seconds(2024, 11, 25) - 1)


def test_without_a_period_it_is_dated_by_its_event():
    found = entry(None, start="2024-11-24", end="2024-11-25")
    assert (found["earliest"], found["latest"]) == (seconds(2024, 11, 24), seconds(2024, 11, 26) - 1)


@pytest.mark.parametrize(
    ("period", "placed"),
    [
        ("2024-11-24", ["day", "month", "year"]),
        ("[2024-11-01..2024-11-23]", ["month", "year"]),
        ("2024-11~", ["month", "year"]),
        ("2024-11-24/2024-12-01", ["year"]),
        ("2024-11/..", []),
    ],
)
def test_it_stands_in_the_day_month_and_year_that_hold_all_of_its_period(period, placed):
    found = entry(period)
    assert [unit for unit in ("day", "month", "year") if found[unit] is not None] == placed


def test_it_is_listed_with_its_event_and_its_bounds():
    shown = json.loads(entry("2024-11/..", value=5)["body"])
    assert list(shown) == ["event", "index", *FIGURE, "earliest", "latest"]
    assert (shown["event"], shown["index"], shown["earliest"], shown["latest"]) == (
        "strike",
        0,
        "2024-11-01T00:00:00Z",
        None,
    )


def test_an_events_draft_has_an_entry_for_each_of_its_figures():
    figures = [{"metric": "tanks", "value": 1}, {"metric": "guns", "value": 2}]
    made = draft("strike", fields("event", {"title": "Strike", "start": "2024", "figures": figures}))
    assert [(found["position"], found["metric"]) for found in made.entries] == [(0, "tanks"), (1, "guns")]
