import io
import json

import pytest

from service.domain.errors import Invalid
from service.intake.readers import read_lines
from service.intake.records import imported
from tests.intake.reading import read

SLIDE = {"start_date": {"year": 2024}, "text": {"headline": "x"}}


def lines(*slides, **members):
    """What is read of a configuration with these slides."""
    text = json.dumps({"events": list(slides)} | members)
    return list(read_lines(io.BytesIO(text.encode()), suffix="json"))


def event(**members):
    """The fields of a slide of 2024 with these members, judged as an import judges them."""
    [line] = lines(SLIDE | members)
    return imported(line.type, line.body).fields


def notes(*slides, **members):
    return [(note.pointer, note.detail) for line in lines(*slides, **members) for note in line.notes]


def test_a_slide_is_an_event():
    slide = {
        "start_date": {"year": "2024", "month": "11", "day": "4"},
        "end_date": {"year": 2024, "month": 12},
        "display_date": "autumn",
        "unique_id": "talks",
        "text": {"headline": "Talks", "text": "<p>First.</p>"},
        "media": {"url": "https://example.org/a.jpg", "caption": "Caption", "credit": "Someone", "alt": "A table"},
    }
    medium = {"url": "https://example.org/a.jpg", "type": "image", "caption": "Caption", "credit": "Someone"}
    assert read(json.dumps({"events": [slide]}), "json") == [
        (
            1,
            "event",
            {
                "id": "talks",
                "title": "Talks",
                "summary": "First.",
                "start": "2024-11-04",
                "end": "2024-12",
                "date_text": "autumn",
                "media": [medium | {"alt": "A table"}],
                "identifiers": [{"scheme": "timelinejs", "value": "talks"}],
            },
        )
    ]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"year": 2024, "month": 1}, "2024-01"),
        ({"year": "-44", "month": "3", "day": 15, "hour": "", "minute": None}, "-0043-03-15"),
        ({"year": -13_800_000_000}, "Y-13799999999"),
        ({"year": 2024, "month": 11, "day": 4, "hour": 9}, "2024-11-04T09:00:00"),
        ({"year": 2024, "month": 11, "day": 4, "hour": 0, "minute": 0}, "2024-11-04T00:00:00"),
        ({"year": 2024, "month": 11, "day": 4, "minute": 5}, "2024-11-04T00:05:00"),
        ({"year": 2024, "month": 11, "day": 4, "hour": 21, "second": 7, "millisecond": 50}, "2024-11-04T21:00:07.050"),
    ],
    ids=str,
)
def test_parts_of_a_date_become_edtf(date, edtf):
    assert event(start_date=date)["start"] == edtf
    assert event(start_date={"year": -20_000_000_000}, end_date=date)["end"] == edtf


@pytest.mark.parametrize("date", [{"year": "now"}, {"month": 5}, {"year": 2024.5}, {"year": {}}, {}, "2024", None])
def test_a_date_that_makes_no_sense_is_refused(date):
    [line] = lines(SLIDE | {"start_date": date})
    with pytest.raises(Invalid, match=r"^/start "):
        imported(line.type, line.body)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"start_date": {"year": 2024, "display_date": "spring"}}, "spring"),
        ({"start_date": {"year": 2024, "display_date": "spring"}, "display_date": "all year"}, "all year"),
        (
            {"start_date": {"year": 2024, "display_date": "a"}, "end_date": {"year": 2025, "display_date": "b"}},
            "a — b",
        ),
        ({"start_date": {"year": 2024, "display_date": "spring"}, "end_date": {"year": 2025}}, None),
    ],
    ids=str,
)
def test_the_words_for_the_date_are_those_that_timelinejs_shows(members, words):
    assert event(**members)["date_text"] == words


def test_the_title_is_a_timeline_of_the_slides_though_it_comes_first():
    text = json.dumps({"title": {"text": {"headline": "Whole"}}, "events": [SLIDE]})
    assert read(text, "json")[-1] == (1, "timeline", {"id": "whole", "title": "Whole", "query": {"id": ["2024-x"]}})


def test_what_has_no_place_is_noted_where_it_stands():
    slide = SLIDE | {"background": {"color": "red"}, "media": {"url": "https://a.b", "link": "x"}, "autolink": True}
    assert [pointer for pointer, _ in notes(slide)] == ["/background/color", "/media/link", "/autolink"]


def test_lost_markup_is_noted_where_it_stands():
    assert [pointer for pointer, _ in notes(SLIDE | {"text": {"headline": "<b>x</b>"}})] == ["/text/headline"]


@pytest.mark.parametrize("empty", [None, "", False])
def test_what_is_not_set_is_not_noted(empty):
    assert notes(SLIDE | {"background": empty, "media": {"thumbnail": empty}}) == []


def test_eras_and_another_scale_are_noted():
    made = notes(SLIDE, eras=[{"start_date": {"year": 2024}}], scale="cosmological")
    assert [pointer for pointer, _ in made] == ["/eras", "/scale"]
    assert notes(SLIDE, eras=[], scale="human") == []


@pytest.mark.parametrize("title", [5, None, []])
def test_a_title_that_is_no_slide_is_refused(title):
    assert read(json.dumps({"title": title}), "json") == [(1, "/title", "must be an object")]


def test_records_and_slides_may_stand_in_one_file():
    record = {"id": "a", "title": "A", "start": "2024"}
    assert [line.body["id"] for line in lines(record, SLIDE)] == ["a", "2024-x"]


def test_a_slide_knows_its_place_in_the_file():
    assert [line.source for line in lines(SLIDE, SLIDE | {"group": "War"})] == ["#/events/0", *["#/events/1"] * 2]
