import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.domain.dates import DateFault, parse
from service.domain.wording import in_words

DATE = st.from_regex(
    r"-?[0-9X]{4}([?~%]?-[?~%]?([0-3X][0-9X])(-[?~%]?[0-3X][0-9X])?)?[?~%]?|Y-?[1-9][0-9]{4,9}|[12][0-9]{3}S[1-4]|[0-9]{2,3}",
    fullmatch=True,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024", "2024"),
        ("2024-11", "November 2024"),
        ("2024-11-24", "24 November 2024"),
        ("2024-11-24T10:00", "24 November 2024, 10:00"),
        ("2024-11-24T10:00:00Z", "24 November 2024, 10:00 UTC"),
        ("2024-11-24T10:00:07.5+0230", "24 November 2024, 10:00:07 UTC+02:30"),
        ("2024-11-24T10:00-00:15", "24 November 2024, 10:00 UTC-00:15"),
    ],
)
def test_a_date_is_written_out(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0043-03-15", "15 March 43 CE"),
        ("0000", "1 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("Y170000002", "170,000,002"),
        ("Y-17E7", "170,000,001 BCE"),
        ("1950S2", "about 1950"),
        ("196", "1960s"),
        ("196X", "1960s"),
        ("009", "90 CE to 99 CE"),
        ("19", "1900 to 1999"),
        ("-00XX", "100 BCE to 2 BCE"),
        ("00", "1 BCE to 99 CE"),
        ("1XX3", "a year 1XX3"),
        ("-XXXX", "an unknown year"),
    ],
)
def test_a_year_is_counted_as_people_do(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2004-06-XX", "an unknown day of June 2004"),
        ("1985-XX-XX", "an unknown day of 1985"),
        ("1999-XX", "an unknown month of 1999"),
        ("1560-XX-25", "day 25 of an unknown month of 1560"),
        ("1984-1X", "month 1X of 1984"),
        ("1984-12-3X", "day 3X of December 1984"),
        ("156X-12-25", "25 December, 1560s"),
        ("XXXX-12-XX", "an unknown day of December, an unknown year"),
        ("XXXX-XX-XX", "an unknown day, an unknown year"),
    ],
)
def test_what_is_not_known_is_said(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2001-21", "spring 2001"),
        ("2001-28", "northern winter 2001"),
        ("2001-30", "southern summer 2001"),
        ("2001-34", "second quarter 2001"),
        ("2001-38", "May to August 2001"),
        ("2001-41", "second half 2001"),
        ("196X-21", "spring, 1960s"),
    ],
)
def test_a_season_has_its_name(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-11~", "about November 2024"),
        ("2024-11?", "November 2024 (uncertain)"),
        ("2024-11%", "about November 2024 (uncertain)"),
        ("~2024-~11", "about November 2024"),
        ("2004?-06-~11", "11 June 2004 (day approximate, year uncertain)"),
        ("2004-06~-11", "11 June 2004 (year approximate, month approximate)"),
        ("2004?-21", "spring 2004 (year uncertain)"),
    ],
)
def test_a_qualifier_is_said_of_the_parts_that_it_is_about(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1984/2004-06", "1984 to June 2004"),
        ("1985-04-12/..", "since 12 April 1985"),
        ("../1985", "until 1985"),
        ("1985/", "1985 to an unknown date"),
        ("/1985", "an unknown date to 1985"),
        ("/..", "since an unknown date"),
        ("../..", "any time"),
    ],
)
def test_an_interval_says_what_its_sides_are(text: str, words: str) -> None:
    assert in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[2024]", "2024"),
        ("[..2024-11-25]", "on or before 25 November 2024"),
        ("[2024-11..]", "in or after November 2024"),
        ("[..2024-11-25T10:00Z]", "at or before 25 November 2024, 10:00 UTC"),
        ("[1667,1668, 1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("{1667,1668, 1670..1672}", "1667, 1668 and 1670 to 1672"),
        ("{..1760}", "until 1760"),
    ],
)
def test_a_set_says_whether_one_or_all_are_meant(text: str, words: str) -> None:
    assert in_words(text) == words


@given(DATE, DATE, st.sampled_from(["{}", "{}/{}", "../{}", "{}/", "[{},{}]", "{{{},{}}}", "[..{}]", "[{}..{}]"]))
def test_every_date_can_be_said(one: str, other: str, template: str) -> None:
    text = template.format(one, other)
    try:
        parse(text)
    except DateFault:
        assume(False)
    assert in_words(text)
