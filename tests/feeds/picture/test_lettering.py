import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.picture.lettering import balanced, shorten, width_of, wrap


def test_a_text_that_fits_stays() -> None:
    assert shorten("Talks", 100, 13) == "Talks"


def test_a_text_that_does_not_fit_ends_in_an_ellipsis() -> None:
    assert shorten("United Kingdom and France", 100, 13).endswith("…")


@given(st.text(max_size=80), st.floats(0, 400))
def test_what_is_shortened_fits(text: str, room: float) -> None:
    assert width_of(shorten(text, room, 13), 13) <= room


@given(st.text(max_size=120), st.floats(20, 400), st.integers(1, 3))
def test_no_line_is_wider_than_its_room(text: str, room: float, lines: int) -> None:
    wrapped = wrap(text, room, 13, lines=lines)
    assert len(wrapped) <= lines
    assert all(width_of(line, 13) <= room for line in wrapped)


def test_lines_break_between_words() -> None:
    assert wrap("one two three", width_of("one two", 13), 13, lines=2) == ["one two", "three"]


def test_balanced_lines_leave_no_word_alone() -> None:
    room = width_of("Defence of Ukraine publishes footage on", 13)
    assert balanced("Defence of Ukraine publishes footage on X", room, 13, lines=2)[1].count(" ") >= 2


@pytest.mark.parametrize(("wide", "narrow"), [("漢字", "ab"), ("MM", "ii"), ("😀", "a")])
def test_wide_letters_count_for_more(wide: str, narrow: str) -> None:
    assert width_of(wide, 13) > width_of(narrow, 13)


def test_accents_above_a_letter_take_no_room() -> None:
    assert width_of("e\u0301", 13) == width_of("e", 13)
