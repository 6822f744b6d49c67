import csv
import io

import pytest

from service.domain.errors import Invalid
from service.intake.records import imported
from service.intake.timelinejs_rows import Sheet, record
from tests.intake.reading import bodies, read

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
        Group="War; Peace",
        Background="red",
    )
    assert read(slide, "csv") == [
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
                "tags": ["War", "Peace"],
            },
        )
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


def ids(*slides: tuple[str, str]) -> list[str]:
    """The ids of slides of 2024 by their headlines and texts."""
    sheet = Sheet()
    rows = [{"year": "2024", "headline": headline, "text": text} for headline, text in slides]
    return [imported(*sheet.record(row)).id for row in rows]


def test_slides_with_one_date_and_headline_are_told_apart_by_their_order():
    assert ids(("A", "one"), ("B", ""), ("A", "two"), ("A", "three")) == ["2024-a", "2024-b", "2024-a.2", "2024-a.3"]


def test_a_headline_with_a_number_is_no_other_slides_number():
    assert ids(("A", "one"), ("A", "two"), ("A 2", ""), ("A.2", "")) == ["2024-a", "2024-a.2", "2024-a-2", "2024-a-2.2"]


def test_a_slide_that_stands_twice_is_one_event():
    assert ids(("A", "one"), ("A", "two"), ("A", "one"), ("A", "two")) == ["2024-a", "2024-a.2", "2024-a", "2024-a.2"]


def test_each_sheet_counts_for_itself():
    text = "Year,Headline,Text\n2024,A,one\n2024,A,two\n"
    assert [body["id"] for body in bodies(text, "csv")] == [body["id"] for body in bodies(text, "csv")]
    assert [body["summary"] for body in bodies(text, "csv") if body["id"] == "2024-a.2"] == ["two"]


def test_title_slides_without_an_id_are_left_to_be_refused():
    sheet = Sheet()
    rows = [{"headline": "?!", "type": "title", "text": text} for text in ("one", "two")]
    assert [sheet.record(row)[1].get("id") for row in rows] == [None, None]
