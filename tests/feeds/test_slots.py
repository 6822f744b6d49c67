import pytest

from service.domain.bounds import iso
from service.feeds.slots import alters, drops, slot
from tests.feeds.selection import event, selection


def shown(start: str, end: str | None = None) -> tuple[str | None, ...]:
    found = slot(event(start=start, end=end))
    assert found
    cut = -10 if found.all_day else -1
    return tuple((iso(second) or "")[:cut] for second in (found.start, found.end))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2024-11-24", None, ("2024-11-24", "2024-11-25")),
        ("2024-11-24", "2024-11-24", ("2024-11-24", "2024-11-25")),
        ("2024-11-24/2024-11-26", None, ("2024-11-24", "2024-11-27")),
        ("2024-12-30", "2024-12-31", ("2024-12-30", "2025-01-01")),
        ("2024-11", None, ("2024-11-01", "2024-12-01")),
        ("2024-24", None, ("2024-12-01", "2025-03-01")),
        ("156X", None, ("1560-01-01", "1570-01-01")),
        ("2024-11-24~", None, ("2024-11-24", "2024-11-25")),
        ("[2024-11-24,2024-11-26]", None, ("2024-11-24", "2024-11-27")),
        ("[..2024-11-26]", None, ("2024-11-26", "2024-11-27")),
        ("2024-11~", "..", ("2024-11-01", "2024-12-01")),
        ("2024-11-24", "2024-11-25T10:30Z", ("2024-11-24", "2024-11-26")),
        ("2024-11-24T10:30Z", "2024-11-24T12:00", ("2024-11-24", "2024-11-25")),
    ],
)
def test_what_is_not_known_to_the_minute_takes_whole_days(start: str, end: str | None, days: tuple[str, str]) -> None:
    assert shown(start, end) == days


@pytest.mark.parametrize(
    ("start", "end", "times"),
    [
        ("2024-11-24T00:00:00Z", None, ("2024-11-24T00:00:00", "2024-11-24T00:00:00")),
        ("2024-11-24T10:30+02:00", None, ("2024-11-24T08:30:00", "2024-11-24T08:30:00")),
        ("2024-11-24T10:30", "2024-11-24T12:00", ("2024-11-24T10:30:00", "2024-11-24T12:00:00")),
        ("2024-11-24T10:30Z", "..", ("2024-11-24T10:30:00", "2024-11-24T10:30:00")),
    ],
)
def test_times_are_kept(start: str, end: str | None, times: tuple[str, str]) -> None:
    assert shown(start, end) == times


@pytest.mark.parametrize("start", ["../..", "0000", "-0043-03-15", "-0043/2024", "9999-12-31", "Y170000002"])
def test_what_a_calendar_has_no_place_for_is_dropped(start: str) -> None:
    chosen = selection(event(start=start))
    assert slot(chosen.events[0]) is None
    assert [loss.event for loss in drops(chosen)] == ["one"]
    assert list(alters(chosen)) == []


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("2024-11", None, "start"),
        ("2024-11-24", "2024-12", "end"),
        ("2024-11-24~", None, "start"),
        ("[..2024-11-26]", None, "start"),
        ("2024-11-24", "..", "end"),
        ("2024-11-24/..", None, "start"),
        ("2024-11-24T10:30Z", "..", "end"),
        ("2024-11-24", "2024-11-25T10:30Z", "start"),
    ],
)
def test_what_a_calendar_shows_otherwise_is_said(start: str, end: str | None, field: str) -> None:
    [loss] = alters(selection(event(start=start, end=end)))
    assert loss.field == field


@pytest.mark.parametrize("start", ["2024-11-24", "2024-11-24/2024-11-26", "2024-11-24T10:30Z"])
def test_what_a_calendar_shows_as_it_is_known_is_not_mentioned(start: str) -> None:
    assert list(alters(selection(event(start=start)))) == []
