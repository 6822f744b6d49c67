"""What must hold for every EDTF value."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from service.domain.bounds import DAY, Bounds, seconds
from service.domain.dates import DateFault, Edtf, parse
from service.domain.wording import in_words

QUALIFIER = st.sampled_from(["", "", "?", "~", "%"])
PLAIN = st.one_of(
    st.dates().map(date.isoformat),
    st.from_regex(r"-?[0-9X]{4}(-(X[1-9]|1X|XX|0[1-9])(-([0-2]X|X[1-8]|XX))?)?", fullmatch=True),
    st.from_regex(
        r"(Y-?[1-9][0-9]{4,10}|Y[1-9]E[4-9]|[12][0-9]{3}S[1-4]|[0-9]{2,3}|[0-9]{4}-(2[1-9]|3[0-9]|4[01]))",
        fullmatch=True,
    ),
    st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M}".zfill(16)),
)
JOINED = st.sampled_from(
    ["{}", "{}", "{}/{}", "../{}", "{}/..", "/{}", "{}/", "[{},{}]", "{{{},{}}}", "[..{}]", "[{}..]", "[{}..{}]"]
)
LIMIT = 2**63 - 1


def _value(template: str, one: str, other: str) -> str:
    return template.format(one, other)


@given(st.one_of(st.text(max_size=80), st.text("0123456789X-/.?~%YTESZ:+,[]{} ", max_size=80)))
def test_any_text_is_a_date_or_has_a_fault_with_a_position(text: str) -> None:
    assert 0 <= _fault(text, otherwise=0) <= len(text)


@given(st.builds(_value, JOINED, PLAIN, PLAIN))
def test_earliest_is_never_after_latest(text: str) -> None:
    found = _parsed(text)
    start, end = found.start, found.end
    for one, other in [(start.earliest, start.latest), (end.earliest, end.latest), (start.earliest, end.latest)]:
        assert -LIMIT < (-LIMIT + 1 if one is None else one) <= (LIMIT - 1 if other is None else other) < LIMIT


@given(PLAIN.filter(lambda text: "T" not in text), QUALIFIER, QUALIFIER)
def test_qualifiers_never_move_bounds(text: str, before: str, after: str) -> None:
    plain, qualified = _parsed(text), parse(f"{before}{text}{after}")
    assert (qualified.start, qualified.end) == (plain.start, plain.end)
    assert qualified.qualified == bool(before or after)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_a_day_has_the_bounds_that_datetime_gives_it(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    epoch, second = datetime(1970, 1, 1, tzinfo=UTC), timedelta(seconds=1)
    found = parse(day.isoformat()).start
    assert found == Bounds((midnight - epoch) // second, (midnight + timedelta(days=1) - epoch) // second - 1)


CENTURIES = "\n".join((date(1900, 1, 1) + timedelta(days)).isoformat() for days in range(73_049))
"""Every day from 1900 to 2099."""


@given(st.from_regex(r"(19|20)[0-9X]{2}-[01X][0-9X]-[0-3X][0-9X]", fullmatch=True))
def test_unknown_digits_have_the_bounds_of_all_days_that_fit(pattern: str) -> None:
    days = re.findall(pattern.replace("X", "."), CENTURIES)
    try:
        found = parse(pattern).start
    except DateFault:
        assert not days
    else:
        first, last = (seconds(*map(int, day.split("-"))) for day in (days[0], days[-1]))
        assert found == Bounds(first, last + DAY - 1)


YEARS = "\n".join(f"{year:04}" for year in range(10_000))


@given(pattern=st.from_regex(r"[0-9X]{4}", fullmatch=True), negative=st.booleans())
@example(pattern="X000", negative=True)
def test_unknown_digits_have_the_bounds_of_all_years_that_fit(pattern: str, negative: bool) -> None:
    fitting = [int(year) for year in re.findall(pattern.replace("X", "."), YEARS)]
    years = sorted(-year for year in fitting if year) if negative else fitting  # there is no year -0000
    assume(years)
    assert parse("-" * negative + pattern).start == Bounds(seconds(years[0]), seconds(years[-1] + 1) - 1)


def _fault(text: str, *, otherwise: int) -> int:
    """The position of the fault, if there is one."""
    try:
        parse(text)
    except DateFault as fault:
        return fault.position
    return otherwise


def _parsed(text: str) -> Edtf:
    """The value; a text that the calendar or the order of an interval forbids is left aside."""
    try:
        return parse(text)
    except DateFault:
        assume(False)
        raise


@given(st.from_regex(r"[0-9]{4}(-[01][0-9](-[0-4][0-9])?)?", fullmatch=True))
@example("1900-02-29")
@example("2024-12-31")
def test_a_plain_date_means_what_it_means_as_the_only_member_of_a_set(text: str) -> None:
    assert _told(text) == _told(f"[{text}]")


USUAL = st.from_regex(r"[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?", fullmatch=True)
INSTANTS = st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z", fullmatch=True)


@given(INSTANTS)
@example("2024-11-24T23:59:59Z")
def test_an_instant_means_and_is_called_what_it_is_as_the_only_member_of_a_set(text: str) -> None:
    assert _told(text) == _told(f"[{text}]")
    assert in_words(_parsed(text).text) == in_words(f"[{text}]")


@given(USUAL, USUAL)
@example("0000", "2024-11-24")
def test_an_interval_means_and_is_called_what_it_is_as_the_only_member_of_a_set(first: str, last: str) -> None:
    text, alone = f"{first}/{last}", f"{{{first}..{last}}}"
    assert _told(text) == _told(alone)
    assert in_words(_parsed(text).text) == in_words(alone)


@given(USUAL)
def test_a_plain_date_is_called_what_it_is_as_the_only_member_of_a_set(text: str) -> None:
    assert in_words(_parsed(text).text) == in_words(f"[{text}]")


def _told(text: str) -> object:
    """What is known of a date, or what is wrong with it."""
    try:
        found = parse(text)
    except DateFault as fault:
        return str(fault).partition(" (")[0]
    return found.start, found.end, found.precision, found.qualified, found.start_zoned
