import re

import pytest

from service.domain.bounds import DAY, Bounds, iso, seconds
from service.domain.dates import DateFault, parse


def _days(earliest: str, latest: str) -> Bounds:
    first, last = (seconds(*map(int, day.split("-"))) for day in (earliest, latest))
    return Bounds(first, last + DAY - 1)


@pytest.mark.parametrize(
    ("text", "shape"),
    [("2024", "date"), ("2024/2025", "interval"), ("../..", "interval"), ("[2024]", "one_of"), ("{2024}", "all_of")],
)
def test_the_shape_is_told(text: str, shape: str) -> None:
    assert parse(text).shape == shape


def test_a_date_has_the_same_bounds_on_both_sides() -> None:
    assert parse("2024-11").start == parse("2024-11").end == _days("2024-11-1", "2024-11-30")


def test_an_interval_has_the_bounds_of_its_two_dates() -> None:
    found = parse("1984/2004-06")
    assert (found.start, found.end) == (parse("1984").start, parse("2004-06").end)


@pytest.mark.parametrize("text", ["../1985", "/1985", "{..1985}"])
def test_an_open_or_unknown_start_lies_before_the_end(text: str) -> None:
    found, year = parse(text), parse("1985").start
    assert (found.start, found.end) == (Bounds(None, year.latest), year)


@pytest.mark.parametrize("text", ["1985/..", "1985/", "{1985..}"])
def test_an_open_or_unknown_end_lies_after_the_start(text: str) -> None:
    found, year = parse(text), parse("1985").start
    assert (found.start, found.end) == (year, Bounds(year.earliest, None))


@pytest.mark.parametrize("text", ["../..", "/..", "../"])
def test_an_interval_without_a_date_is_open_everywhere(text: str) -> None:
    assert parse(text).start == parse(text).end == Bounds(None, None)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("[1672-05,1667,1670..1671]", _days("1667-1-1", "1672-5-31")),
        ("[..2024-11-25]", Bounds(None, _days("2024-11-25", "2024-11-25").latest)),
        ("[2024-11-25..]", Bounds(_days("2024-11-25", "2024-11-25").earliest, None)),
    ],
)
def test_one_of_several_lies_between_the_first_and_the_last(text: str, bounds: Bounds) -> None:
    assert parse(text).start == parse(text).end == bounds


def test_all_of_several_reach_from_the_first_to_the_last() -> None:
    found = parse("{1672-05,1667,1670..1671}")
    assert (found.start, found.end) == (parse("1667").start, parse("1672-05").start)


@pytest.mark.parametrize(
    ("text", "zoned"),
    [
        ("2024-11-24T10:00Z", (True, True)),
        ("2024-11-24T10:00", (False, False)),
        ("2024-11-24", (False, False)),
        ("2024-11-24T10:00Z/2024-11-25", (True, False)),
        ("../2024-11-24T10:00+01", (True, True)),
        ("[2024-11-24T10:00Z,2024-11-25]", (False, False)),
        ("[2024-11-24T10:00Z..2024-11-25]", (False, False)),
    ],
)
def test_a_side_is_zoned_when_it_is_an_instant(text: str, zoned: tuple[bool, bool]) -> None:
    assert (parse(text).start_zoned, parse(text).end_zoned) == zoned


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("1XXX", "millennium"),
        ("19", "century"),
        ("196X", "decade"),
        ("1XX3", "year"),
        ("2024-XX", "year"),
        ("2024-21", "season"),
        ("2024-11-XX", "month"),
        ("XXXX-XX-23", "day"),
        ("2024-11-24T10:00", "minute"),
        ("2024-11-24T10:00:00.5Z", "second"),
        ("../2024-11", "month"),
        ("[2024-11-24,2024]", "day"),
    ],
)
def test_precision_is_the_deepest_part_that_the_start_states(text: str, precision: str) -> None:
    assert parse(text).precision == precision


@pytest.mark.parametrize("text", ["2024?", "~2024-11", "2024-%11", "2004-06~-11", "2020/2024-11~", "[2020,2024?]"])
def test_a_qualifier_anywhere_qualifies_the_value(text: str) -> None:
    assert parse(text).qualified
    assert not parse(re.sub("[?~%]", "", text)).qualified


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-11-24T10:00", "2024-11-24T10:00:00Z", "2024-11-24T10:00:59Z"),
        ("2024-11-24T10:00:07.999Z", "2024-11-24T10:00:07Z", "2024-11-24T10:00:07Z"),
        ("2024-11-24T01:00+0230", "2024-11-23T22:30:00Z", "2024-11-23T22:30:59Z"),
        ("2024-12-31T24:00:00", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z"),
    ],
)
def test_a_time_is_a_second_or_a_whole_minute(text: str, earliest: str, latest: str) -> None:
    assert (iso(parse(text).start.earliest), iso(parse(text).start.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    ("season", "earliest", "latest"),
    [
        *[(21, "2001-3-1", "2001-5-31"), (22, "2001-6-1", "2001-8-31"), (23, "2001-9-1", "2001-11-30")],
        *[(24, "2001-12-1", "2002-2-28"), (28, "2001-12-1", "2002-2-28"), (29, "2001-9-1", "2001-11-30")],
        *[(30, "2001-12-1", "2002-2-28"), (31, "2001-3-1", "2001-5-31"), (32, "2001-6-1", "2001-8-31")],
        *[(33, "2001-1-1", "2001-3-31"), (36, "2001-10-1", "2001-12-31"), (37, "2001-1-1", "2001-4-30")],
        *[(39, "2001-9-1", "2001-12-31"), (40, "2001-1-1", "2001-6-30"), (41, "2001-7-1", "2001-12-31")],
    ],
)
def test_a_season_has_its_months(season: int, earliest: str, latest: str) -> None:
    assert parse(f"2001-{season}").start == _days(earliest, latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("1950S2", 1900, 1999), ("Y17101000S3", 17_100_000, 17_199_999), ("Y-17E7S1", -199_999_999, -100_000_000)],
)
def test_significant_digits_leave_the_others_open(text: str, first: int, last: int) -> None:
    assert parse(text).start == Bounds(seconds(first), seconds(last + 1) - 1)


def test_a_leap_day_of_an_unknown_year_lies_in_leap_years() -> None:
    found = parse("19XX-02-29").start
    assert (iso(found.earliest), iso(found.latest)) == ("1904-02-29T00:00:00Z", "1996-02-29T23:59:59Z")


@pytest.mark.parametrize(
    ("text", "position"),
    [
        *[("", 0), ("2024-11-24 ", 10), (" 2024", 0), ("2024-1", 5), ("20241124", 0), ("2024-11-24t10:00", 10)],
        *[("\uff12\uff10\uff12\uff14", 0), ("2024-\u0661\u0661", 5), ("+2024", 0), ("202X-1Y", 5), ("\ud800", 0)],
        *[("2024~?", 5), ("2024-11-24T10:00~", 16), ("2024-11-24~T10:00", 11), ("2024-11-XXT10:00", 10)],
        *[("196-05", 3), ("19XXX", 0), ("20X", 0), ("Y1234", 1), ("Y12345-01", 6), ("Y1E99", 1), ("1950S5", 5)],
        *[("1950S0", 5), ("XXX1-02-29", 8), ("1900-02-29", 8), ("2024-11-24T10", 13), ("2024-11-24T10:00:00.", 20)],
        *[("2024-11-24T24:01", 11), ("2024-11-24T10:00+2", 17), ("2024-21-01", 7), ("2024/2023", 5), ("/", 1)],
        *[("..", 2), ("2024/2025/2026", 9), ("[]", 1), ("[..]", 3), ("[2024", 5), ("[2024,]", 6), ("[2024 ]", 6)],
        *[("[2024,..2025]", 6), ("[2024..,2025]", 7), ("[2024]~", 6), ("{2024/2025}", 5), ("[2025..2024]", 7)],
        *[("[2001-21..2002]", 6), ("[[2024]]", 1), ("2" * 64, 0), ("2" * 65, 64)],
    ],
)
def test_anything_else_is_refused_where_it_goes_wrong(text: str, position: int) -> None:
    with pytest.raises(DateFault, match=rf"at position {position}\)$") as fault:
        parse(text)
    assert fault.value.position == position


def test_an_end_is_before_its_start_only_if_no_time_zone_could_mend_it() -> None:
    assert parse("2024-11-24T10:00Z/2024-11-23").end_zoned is False
    with pytest.raises(DateFault):
        parse("2024-11-24T12:00Z/2024-11-23")


@pytest.mark.parametrize("text", ["Y292277026595", "Y-292277022656"])
def test_the_farthest_years_fit_and_the_next_ones_are_refused(text: str) -> None:
    found = parse(text).start
    assert (found.latest or 0) - (found.earliest or 0) in (365 * 86_400 - 1, 366 * 86_400 - 1)
    with pytest.raises(DateFault, match="64 bits"):
        parse(f"{text[:-1]}{int(text[-1]) + 1}")
