import pytest

from service.domain.bounds import iso
from service.domain.calendar_words import CALENDAR_WORDS, windowed
from service.domain.errors import Invalid
from service.domain.wordlist import read_words


def window(since: int | None = None, until: int | None = None, **words: str) -> tuple[str | None, str | None]:
    query = windowed({"since": since, "until": until} | read_words(CALENDAR_WORDS, words.items()))
    return iso(query["since"]), iso(query["until"])


def test_the_window_ends_before_its_end() -> None:
    asked = {"start": "2024-10-28T00:00:00Z", "end": "2024-12-02T00:00:00Z"}
    assert window(**asked) == ("2024-10-28T00:00:00Z", "2024-12-01T23:59:59Z")


@pytest.mark.parametrize(("moment", "since"), [("2024-11-01", "2024-11-01"), ("2024-11-01T00:00:00", "2024-11-01")])
def test_a_moment_needs_no_offset(moment: str, since: str) -> None:
    assert window(start=moment) == (f"{since}T00:00:00Z", None)


@pytest.mark.parametrize("offset", ["+14:00", "-11:00"])
def test_a_window_reaches_as_far_as_either_reading_of_its_offset(offset: str) -> None:
    first, last = window(start=f"2024-11-01T00:00:00{offset}", end=f"2024-12-01T00:00:00{offset}")
    assert first == ("2024-10-31T10:00:00Z" if offset == "+14:00" else "2024-11-01T00:00:00Z")
    assert last == ("2024-11-30T23:59:59Z" if offset == "+14:00" else "2024-12-01T10:59:59Z")


def test_the_windows_of_the_list_and_of_the_widget_both_hold() -> None:
    assert window(since=0, until=0, start="2024-11-01", end="2024-12-01") == (
        "2024-11-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
    )


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-11", "soon", "2024-13-01", "2024-11-01T25:00", "2024-11-01Z", "٢٠٢٤-11-01"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        window(start=text)
