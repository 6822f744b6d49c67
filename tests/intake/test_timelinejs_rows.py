import csv
import io

import pytest

from service.domain.errors import Invalid
from service.intake.records import imported
from service.intake.timelinejs_rows import record
from tests.intake.reading import read

HEADER = [
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline"),
    *("Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background"),
]


def sheet(**cells: str) -> str:
    """A sheet of one row; a name's blank is written as `_`."""
    file = io.StringIO()
    rows = csv.DictWriter(file, HEADER)
    rows.writeheader()
    rows.writerow({name.replace("_", " "): cell for name, cell in cells.items()})
    return file.getvalue()


def test_a_slide_is_an_event():
    slide = sheet(
        Year="2024",
        Month="11",
        Day="4",
        End_Year="2024",
        End_Month="12",
        Display_Date="autumn",
        Headline="Talks &amp; <b>more</b>",
        Text="<p>First.</p><p>Second.</p>",
        Media="https://example.org/a.jpg",
        Media_Credit="<i>Someone</i>",
        Media_Caption="Caption",
        Group="War",
    )
    assert read(slide, "csv") == [
        (2, "kind", {"id": "group-war", "label": "War"}),
        (
            2,
            "event",
            {
                "id": "2024-11-04-talks-more",
                "title": "Talks & more",
                "summary": "First.\n\nSecond.",
                "start": "2024-11-04",
                "end": "2024-12",
                "date_text": "autumn",
                "media": [
                    {"url": "https://example.org/a.jpg", "type": "image", "caption": "Caption", "credit": "Someone"}
                ],
                "kind": "group-war",
                "identifiers": [{"scheme": "timelinejs", "value": "2024-11-04-talks-more"}],
            },
        ),
    ]


def test_the_title_slide_is_a_timeline():
    slide = sheet(Headline="The war", Text="In short", Type="title")
    assert read(slide, "csv") == [(2, "timeline", {"id": "the-war", "title": "The war", "summary": "In short"})]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        (("2024", "", "", ""), "2024"),
        (("2024", "1", "", ""), "2024-01"),
        (("79", "10", "24", ""), "0079-10-24"),
        (("0", "", "", ""), "0000"),
        (("-1", "", "", ""), "0000"),
        (("-44", "3", "15", ""), "-0043-03-15"),
        (("-13,800,000,000", "1", "", ""), "Y-13799999999"),
        (("12000", "5", "6", ""), "Y12000"),
        (("2024", "11", "4", "9:05"), "2024-11-04T09:05:00"),
        (("2024", "11", "4", "9:05:30 PM"), "2024-11-04T21:05:30"),
        (("2024", "11", "4", "12:00 a.m."), "2024-11-04T00:00:00"),
    ],
)
def test_parts_of_a_date_become_edtf(date, edtf):
    row = dict(zip(("year", "month", "day", "time"), date, strict=True)) | {"headline": "x"}
    record_type, body = record(row)
    assert imported(record_type, body).fields["start"] == edtf


@pytest.mark.parametrize(
    "date",
    [
        {"year": "now"},
        {"year": "2024", "month": "13"},
        {"year": "2024", "day": "5"},
        {"year": "2024", "month": "5", "day": "first"},
        {"year": "2024", "month": "5", "day": "1", "time": "noon"},
        {"month": "5"},
        {},
    ],
)
def test_a_date_that_makes_no_sense_is_left_to_be_refused(date):
    record_type, body = record({"headline": "x"} | date)
    with pytest.raises(Invalid, match=r"^/start "):
        imported(record_type, body)


def test_the_address_of_an_embedded_frame_is_its_medium():
    row = {"year": "2024", "headline": "x", "media": '<iframe src="https://example.org/film" width="5"></iframe>'}
    assert record(row)[1]["media"] == [{"url": "https://example.org/film", "type": "link"}]


@pytest.mark.parametrize("headline", ["Війна", "A war " * 40, "?!", "-"])
def test_an_id_is_made_for_any_headline(headline):
    record_type, body = record({"year": "-44", "headline": headline})
    assert imported(record_type, body | {"title": "x"}).id == body["id"]


def test_headlines_that_an_id_cannot_hold_are_told_apart():
    ids = {
        record({"year": "2024", "headline": headline})[1]["id"] for headline in ("Війна", "Мир", "A" * 200, "A" * 201)
    }
    assert len(ids) == 4


def test_a_picture_is_told_by_its_path_whatever_is_asked_of_it():
    [medium] = record({"year": "2024", "headline": "x", "media": "https://example.org/a.PNG?size=5"})[1]["media"]
    assert medium["type"] == "image"


@pytest.mark.parametrize("unique_id", ["", "None", "none", "a/b", "a" * 121])
def test_an_id_that_no_record_can_have_is_an_identifier_alone(unique_id):
    body = record({"year": "2024", "headline": "x", "uniqueid": unique_id})[1]
    assert (body["id"], body["identifiers"][0]["value"]) == ("2024-x", unique_id or "2024-x")


def test_an_id_that_a_record_can_have_is_the_events():
    assert record({"year": "2024", "headline": "x", "uniqueid": "talks"})[1]["id"] == "talks"


def test_a_timeline_may_be_called_by_a_word_that_no_id_can_be():
    record_type, body = record({"headline": "All", "type": "title"})
    assert imported(record_type, body).id.startswith("all-")
