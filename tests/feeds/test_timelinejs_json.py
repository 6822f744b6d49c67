import json
from typing import Any

import pytest

from service.domain.selections import Selection
from service.feeds import timelinejs_json
from tests.feeds.selection import HOSTILE, adversarial, event, figure, kind, medium, relation, selection

Json = dict[str, Any]


def rendered(chosen: Selection) -> Json:
    made: Json = json.loads("".join(timelinejs_json.render(chosen)))
    return made


def slide(record: Json, **fields: Any) -> Json:
    made: Json = rendered(selection(record, **fields))["events"][0]
    return made


def test_nothing_is_null() -> None:
    assert "null" not in "".join(timelinejs_json.render(adversarial()))


@pytest.mark.parametrize(
    ("start", "year"),
    [("2024", 2024), ("0001", 1), ("0000", -1), ("-0001", -2), ("-0043", -44)],
)
def test_years_are_counted_as_timelinejs_names_them(start: str, year: int) -> None:
    assert slide(event(start=start))["start_date"] == {"year": year}


@pytest.mark.parametrize(
    ("start", "parts"),
    [
        ("2024-11", {"year": 2024, "month": 11}),
        ("2024-11-24", {"year": 2024, "month": 11, "day": 24}),
        ("2024-11-24T10:30Z", {"year": 2024, "month": 11, "day": 24, "hour": 10, "minute": 30}),
    ],
)
def test_a_date_has_no_more_parts_than_it_states(start: str, parts: Json) -> None:
    assert slide(event(start=start))["start_date"] == parts


def test_an_event_within_one_unit_has_no_end() -> None:
    assert "end_date" not in slide(event(start="2024-11", end="2024-11-30"))


def test_an_end_has_the_same_parts_as_the_start() -> None:
    made = slide(event(start="2024-11-24", end="2024-12"))
    assert made["start_date"] == {"year": 2024, "month": 11, "day": 24}
    assert made["end_date"] == {"year": 2024, "month": 12, "day": 31}


def test_an_event_that_goes_on_begins_when_it_began() -> None:
    made = slide(event(start="2024-11-24", end=".."))
    assert made["start_date"] == {"year": 2024, "month": 11, "day": 24}
    assert "end_date" not in made


def test_an_event_with_an_open_start_stands_at_its_last_day() -> None:
    assert slide(event(start="[..2024-11-26]"))["start_date"] == {"year": 2024, "month": 11, "day": 26}


def test_midnight_is_told_in_the_display_date() -> None:
    assert "00:00" in slide(event(start="2024-11-24T00:00:00Z"))["display_date"]


@pytest.mark.parametrize(
    ("chosen", "headline", "told"),
    [
        (selection(), "No events", "Nothing is in this selection"),
        (selection(event(start="../..")), "No dates", "No event of this selection has a date"),
        (selection(event(start="../.."), truncated=True), "No dates yet", "there are more"),
    ],
)
def test_a_selection_without_dates_is_a_slide_that_says_what_is_so(chosen: Selection, headline: str, told: str) -> None:
    [only] = rendered(chosen)["events"]
    assert only["text"]["headline"] == headline
    assert told in only["text"]["text"]
    assert only["start_date"]


def test_an_event_without_any_date_is_named_on_the_title_slide() -> None:
    made = rendered(selection(event(start="../..", title="Some day"), event("two")))
    assert [slide["unique_id"] for slide in made["events"]] == ["two"]
    assert "Some day" in made["title"]["text"]["text"]


@pytest.mark.parametrize(("start", "scale"), [("2024", "human"), ("Y-99999", "human"), ("Y-100000", "cosmological")])
def test_the_scale_follows_the_deepest_year(start: str, scale: str) -> None:
    assert rendered(selection(event(start=start), event("two")))["scale"] == scale


def test_a_selection_that_was_cut_says_so() -> None:
    whole, cut = (rendered(selection(event(), truncated=truncated)) for truncated in (False, True))
    assert "more events" not in whole["title"]["text"]["text"]
    assert "more events" in cut["title"]["text"]["text"]


def test_stored_text_never_becomes_markup() -> None:
    made = slide(event(title=HOSTILE, summary=HOSTILE, date_text=HOSTILE, figures=[figure(metric=HOSTILE)]))
    assert "<img" not in made["text"]["headline"] + made["text"]["text"]


def test_a_group_is_escaped_for_two_readings() -> None:
    assert slide(event(), kinds=[kind("strike", "<b>")])["group"] == "&amp;lt;b&amp;gt;"


def test_a_media_url_cannot_leave_its_attribute() -> None:
    made = slide(event(media=[medium(url="https://example.org/'a'.jpg?b=%20")]))
    assert made["media"]["url"] == "https://example.org/%27a%27.jpg?b=%20"


def test_a_link_is_not_shown_as_a_picture() -> None:
    made = slide(event(media=[medium(type="link", url="https://example.org/story")]))
    assert "media" not in made
    assert 'href="https://example.org/story"' in made["text"]["text"]


def test_a_relation_is_a_link_on_the_slides_of_both_ends() -> None:
    pair = selection(event("cause"), event("answer"), relations=[relation("cause", "answer", stance="retaliate")])
    cause, answer = (slide["text"]["text"] for slide in rendered(pair)["events"])
    assert '<a href="#event-answer" target="_self">Event answer</a> responds to this (retaliate)' in cause
    assert 'This responds to <a href="#event-cause" target="_self">Event cause</a> (retaliate)' in answer


def came_in(**fields: Any) -> Json:
    """The slide of an event that was imported from TimelineJS."""
    return slide(event(identifiers=[{"scheme": "timelinejs", "value": "one"}], **fields))


def test_what_was_a_slide_has_its_own_words_for_the_date() -> None:
    made = came_in(start="2024-11", date_text="late <autumn>")
    assert (made["display_date"], made["text"]["text"]) == ("late &amp;lt;autumn&amp;gt;", "")
    assert "display_date" not in came_in(start="2024-11")


def test_what_was_a_slide_keeps_the_parts_of_its_dates() -> None:
    made = came_in(start="2024-11-04", end="2024-12")
    assert (made["start_date"], made["end_date"]) == (
        {"year": 2024, "month": 11, "day": 4},
        {"year": 2024, "month": 12},
    )


@pytest.mark.parametrize(
    ("start", "parts"),
    [
        ("-0043-03-15", {"year": -44, "month": 3, "day": 15}),
        ("0000", {"year": -1}),
        ("Y-13799999999", {"year": -13_800_000_000}),
        ("-0001-01-02T09:05", {"year": -2, "month": 1, "day": 2, "hour": 9, "minute": 5}),
        ("Y17000", {"year": 17_000}),
    ],
)
def test_the_parts_are_named_as_timelinejs_names_them(start: str, parts: Json) -> None:
    assert came_in(start=start)["start_date"] == parts


@pytest.mark.parametrize("start", ["2024-11~", "2024-24", "2024-11-04T09:05:00Z", "202X", "[2024-11-24,2024-12]"])
def test_a_slide_whose_date_has_become_more_is_shown_as_any_event(start: str) -> None:
    assert came_in(start=start)["display_date"] == slide(event(start=start))["display_date"]


def test_what_was_a_slide_without_a_group_has_none() -> None:
    assert "group" not in came_in(kind="event")
    assert came_in(kind="strike")["group"] == "Strike"


def test_what_was_a_slide_shows_its_medium_whatever_it_is() -> None:
    link, picture = medium(type="link", url="https://example.org/film"), medium()
    assert came_in(media=[link, picture])["media"]["url"] == "https://example.org/film"
    assert slide(event(media=[link, picture]))["media"]["url"] == picture["url"]


def test_what_was_a_slide_keeps_the_fractions_of_its_second() -> None:
    assert came_in(start="2024-11-04T09:05:07.5")["start_date"]["millisecond"] == 500
