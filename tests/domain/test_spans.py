import pytest

from service.domain.bounds import Bounds
from service.domain.dates import parse
from service.domain.errors import Invalid
from service.domain.spans import Verdict, order_key, span, starts_no_earlier


def test_an_undated_end_is_the_start() -> None:
    found = span("2024-11", None)
    assert found.start == found.end == parse("2024-11").start


def test_a_start_that_is_an_interval_is_the_whole_extent() -> None:
    found = span("2024-11/2024-12", None)
    assert (found.start, found.end) == (parse("2024-11").start, parse("2024-12").end)


def test_an_end_has_bounds_of_its_own() -> None:
    found = span("2024-11", "2024-12")
    assert (found.start, found.end) == (parse("2024-11").start, parse("2024-12").end)


def test_what_still_goes_on_has_no_latest_end() -> None:
    found = span("2024-11", "..")
    assert (found.start, found.end) == (parse("2024-11").start, Bounds(parse("2024-11").start.earliest, None))


@pytest.mark.parametrize(("start", "end"), [("2024?", "2025"), ("2024", "2025~"), ("2024%", ".."), ("2024?", None)])
def test_a_qualifier_on_either_side_qualifies_the_span(start: str, end: str | None) -> None:
    assert span(start, end).qualified


def test_each_side_knows_whether_it_is_an_instant() -> None:
    found = span("2024-11-24T10:00Z", "2024-11-25")
    assert (found.start_zoned, found.end_zoned) == (True, False)


@pytest.mark.parametrize(
    ("start", "end", "pointer"),
    [
        ("2024-13", None, "/start"),
        ("..", None, "/start"),
        ("2024", "2024-13", "/end"),
        ("2024/2025", "2026", "/end"),
        ("2024/2025", "..", "/end"),
        ("{2024,2025}", "2026", "/end"),
        ("2024", "2025/2026", "/end"),
        ("2024", "../..", "/end"),
        ("2024", "{2025,2026}", "/end"),
        ("2024-11-24", "2024-11-23", "/end"),
        ("2024-11-24T10:00:00Z", "2024-11-24T10:59:59+01:00", "/end"),
        ("2024-11-24T12:00:00Z", "2024-11-23", "/end"),
    ],
)
def test_a_span_is_refused_with_the_pointer_of_what_is_wrong(start: str, end: str | None, pointer: str) -> None:
    with pytest.raises(Invalid) as refused:
        span(start, end)
    assert [fault.pointer for fault in refused.value.faults] == [pointer]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-11-24", "2024-11"),
        ("2024-11-24", "2024-11-24"),
        ("2024-11-24T11:59:59Z", "2024-11-23"),
        ("2024-11-24", "2024-11-23T12:00:00Z"),
        ("[..2024-11-25]", "2020"),
        ("2024-11-24", "[2020..]"),
    ],
)
def test_an_end_that_may_lie_after_the_start_is_taken(start: str, end: str) -> None:
    assert span(start, end).end == parse(end).end


@pytest.mark.parametrize(
    ("start", "key"),
    [
        ("2024", (parse("2024").start.earliest, parse("2024").end.latest)),
        ("2024/2025", (parse("2024").start.earliest, parse("2025").end.latest)),
        ("[..2024]", (parse("2024").start.latest, parse("2024").end.latest)),
        ("2024/..", (parse("2024").start.earliest, None)),
        ("../..", (None, None)),
    ],
)
def test_events_are_ordered_by_the_first_bound_that_is_not_open(start: str, key: tuple[int | None, int | None]) -> None:
    assert order_key(span(start, None)) == key


@pytest.mark.parametrize(
    ("response", "cause", "verdict"),
    [
        # Days without an offset may each be half a day off.
        ("2024-11-23", "2024-11-21", Verdict.HOLDS),
        ("2024-11-22", "2024-11-21", Verdict.POSSIBLE),
        ("2024-11-20", "2024-11-21", Verdict.POSSIBLE),
        ("2024-11-19", "2024-11-21", Verdict.IMPOSSIBLE),
        # Instants are exact.
        ("2024-11-21T10:00:00Z", "2024-11-21T11:00:00+01:00", Verdict.HOLDS),
        ("2024-11-21T09:59:59Z", "2024-11-21T10:00:00Z", Verdict.IMPOSSIBLE),
        # A day against an instant: one side may be half a day off.
        ("2024-11-22T12:00:00Z", "2024-11-21", Verdict.HOLDS),
        ("2024-11-22T11:59:58Z", "2024-11-21", Verdict.POSSIBLE),
        ("2024-11-20T12:00:00Z", "2024-11-21", Verdict.POSSIBLE),
        ("2024-11-20T11:59:59Z", "2024-11-21", Verdict.IMPOSSIBLE),
        # Neither a qualified value nor an open bound is ever impossible, or certain.
        ("2020~", "2024", Verdict.POSSIBLE),
        ("2020", "2024?", Verdict.POSSIBLE),
        ("2024~", "2020", Verdict.POSSIBLE),
        ("2020", "[..2024]", Verdict.POSSIBLE),
        ("[2020..]", "2024", Verdict.POSSIBLE),
        ("[..2020]", "2024", Verdict.IMPOSSIBLE),
        ("2024", "[2020..]", Verdict.POSSIBLE),
        ("[2024..]", "[..2020]", Verdict.HOLDS),
    ],
)
def test_a_response_starts_no_earlier_than_its_cause(response: str, cause: str, verdict: Verdict) -> None:
    assert starts_no_earlier(span(response, None), span(cause, None), than="start") is verdict


@pytest.mark.parametrize(
    ("response", "verdict"),
    [("2024-07", Verdict.HOLDS), ("2024-06", Verdict.POSSIBLE), ("2024-05-30", Verdict.IMPOSSIBLE)],
)
def test_a_later_phase_starts_no_earlier_than_its_cause_ends(response: str, verdict: Verdict) -> None:
    assert starts_no_earlier(span(response, None), span("2023/2024-06-15", None), than="end") is verdict


def test_what_goes_on_can_be_followed_only_after_it_began() -> None:
    ongoing = span("2024", "..")
    assert starts_no_earlier(span("2025", None), ongoing, than="end") is Verdict.POSSIBLE
    assert starts_no_earlier(span("2022", None), ongoing, than="end") is Verdict.IMPOSSIBLE
