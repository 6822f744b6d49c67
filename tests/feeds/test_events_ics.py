from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar, Event

from service.domain.selections import Record, Selection
from service.feeds.events_ics import FEED
from service.feeds.told import plain
from tests.feeds.asked import asked
from tests.feeds.every_field import TEXTS, adversaries
from tests.feeds.selection import LONG, adversarial, event, relation, selection, source

CITED = [{"source": "paper", "credibility": 2, "locator": None, "quote": None, "claimed_by": None}]


def text(chosen: Selection) -> str:
    return asked(FEED, chosen, "https://chronicle.example")


def read(chosen: Selection) -> Calendar:
    """What the icalendar package makes of it."""
    found = Calendar.from_ical(text(chosen))
    assert isinstance(found, Calendar)
    assert found.errors == []
    return found


def one(record: Record | None = None, **fields: Any) -> Event:
    [found] = read(selection(record or event(), **fields)).events
    assert found.errors == []
    return found


def related(found: Event) -> list[tuple[str, str]]:
    return [(str(uid), uid.params["RELTYPE"]) for uid in found.related_to]


def test_lines_end_in_cr_lf_and_have_75_octets_at_most() -> None:
    lines = text(selection(*adversarial().events, *adversaries().events)).encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_every_event_of_the_adversarial_selection_is_read() -> None:
    chosen = adversarial()
    left_out = {loss.event for loss in FEED.drops(chosen)}
    assert {str(found.uid) for found in read(chosen).events} == {
        f"{event['id']}@causeline" for event in chosen.events if event["id"] not in left_out
    }


def test_every_text_is_read_as_it_was_written() -> None:
    found = {str(made.uid).partition("@")[0]: made for made in read(adversaries()).events}
    for number, written in enumerate(TEXTS.values()):
        made = found[f"text-{number}"]
        assert str(made["SUMMARY"]) == plain(written)
        assert made.description.startswith(plain(written))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2024-11-24", None, date(2024, 11, 24), date(2024, 11, 25)),
        ("2024-11", None, date(2024, 11, 1), date(2024, 12, 1)),
        ("2024-11-24T10:30+02:00", "2024-11-24T12:00+02:00", datetime(2024, 11, 24, 8, 30, tzinfo=UTC), 10),
        ("2024-11-24T10:30", "2024-11-24T12:00", datetime(2024, 11, 24, 10, 30), 12),  # noqa: DTZ001  # it floats
    ],
)
def test_an_event_ends_before_its_end(start: str, end: str | None, first: date, last: date | int) -> None:
    found = one(event(start=start, end=end))
    assert found.start == first
    assert (found.end.hour if isinstance(found.end, datetime) else found.end) == last


def test_a_moment_has_no_end() -> None:
    assert "DTEND" not in one(event(start="2024-11-24T10:30Z"))


def test_a_date_that_no_calendar_knows_is_said_in_words_and_in_edtf() -> None:
    found = one(event(start="2024-11~", date_text="now"))
    assert found.description.splitlines()[:2] == [
        "Date: about November 2024 (EDTF 2024-11~)",
        "In the source’s words: now",
    ]
    assert found["X-CAUSELINE-EDTF"] == "2024-11~"


@pytest.mark.parametrize(
    ("status", "said"),
    [("reported", None), ("confirmed", "CONFIRMED"), ("planned", "TENTATIVE"), ("refuted", "CANCELLED")],
)
def test_a_status_is_one_of_a_calendars_three_or_none(status: str, said: str | None) -> None:
    assert one(event(status=status)).get("STATUS") == said


def test_a_version_and_its_moment_tell_which_of_two_is_newer() -> None:
    found = one(event() | {"version": 3, "updated_at": "2026-02-03T04:05:06.700000Z"})
    assert found["SEQUENCE"] == 3
    assert found.DTSTAMP == found.last_modified == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("type", "said"),
    [
        ("responds_to", [("a@causeline", "DEPENDS-ON")]),
        ("follows", [("a@causeline", "DEPENDS-ON")]),
        ("part_of", [("a@causeline", "PARENT")]),
        ("disputes", []),
        ("same_as", []),
    ],
)
def test_a_response_names_its_cause_by_a_type_that_calendars_have(type: str, said: list[tuple[str, str]]) -> None:
    cause, response = read(selection(event("a"), event("b"), relations=[relation("a", "b", type)])).events
    assert (related(cause), related(response)) == ([], said)


def test_a_relation_that_no_calendar_has_is_told_at_both_ends_and_said() -> None:
    chosen = selection(event("a"), event("b"), relations=[relation("a", "b", "disputes")])
    assert all("“Event b” disputes “Event a”" in found.description for found in read(chosen).events)
    assert "b-a" in [loss.relation for loss in FEED.alters(chosen)]


def test_a_cause_outside_the_calendar_is_told_and_not_referred_to() -> None:
    chosen = selection(event("a", start="-0043"), event("b"), relations=[relation("a", "b")])
    [found] = read(chosen).events
    assert related(found) == []
    assert "Event a" in found.description
    assert "b-a" in [loss.relation for loss in FEED.alters(chosen)]


def test_a_place_has_its_name_and_its_point_without_an_exponent() -> None:
    place = {"name": "Null Island, sea", "country": None, "lat": 0.00001, "lon": -0.5, "precision": "exact"}
    assert one(event(place=place)).location == "Null Island, sea"
    assert "\r\nGEO:0.000010;-0.500000\r\n" in text(selection(event(place=place)))


def test_a_source_is_a_link_and_one_that_was_withdrawn_is_said() -> None:
    paper = source("paper", title='The "Paper"', url="https://example.org/a;b,c", retracted_at="2025-01-31T00:00:00Z")
    found = one(event(sources=CITED), sources=[paper])
    [link] = found.links
    assert (str(link), link.params["LABEL"]) == ("https://example.org/a;b,c", 'The "Paper"')
    assert "retracted" in found.categories
    assert 'Source: The "Paper" (withdrawn on 31 January 2025)' in found.description


def test_the_calendar_says_what_it_is_and_what_is_left_out() -> None:
    chosen = selection(event("a", start="0000"), event("b"), title="One", summary="All of it", truncated=True)
    made = read(chosen)
    assert (str(made["X-WR-CALNAME"]), str(made["NAME"])) == ("One", "One")
    about = str(made["X-WR-CALDESC"])
    assert about.startswith("All of it")
    assert "Left out: 1 event" in about
    assert "more events" in about


def test_a_calendar_of_nothing_is_read() -> None:
    assert read(selection()).events == []


def test_a_title_of_300_characters_is_whole() -> None:
    assert str(one(event(title=LONG))["SUMMARY"]) == LONG
