import pytest

from service.intake.records import imported
from service.intake.timelinejs_sheet import Sheet
from tests.intake.reading import bodies


def read(*rows):
    """What a sheet makes of rows of 2024, the title slides last."""
    sheet = Sheet()
    made = [line for number, row in enumerate(rows, 2) for line in sheet.lines(number, {"year": "2024"} | row)]
    return [*made, *sheet.timelines()]


def notes(**row):
    """Pointers and details of what is not carried over."""
    return [(note.pointer, note.detail) for line in read({"headline": "x"} | row) for note in line.notes]


def ids(*slides):
    """The ids of slides by their headlines and texts."""
    lines = read(*({"headline": headline, "text": text} for headline, text in slides))
    return [imported(line.type, line.body).id for line in lines]


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
    lines = read(*({"headline": "?!", "type": "title", "text": text} for text in ("one", "two")))
    assert [line.body.get("id") for line in lines] == [None, None]


def test_a_title_slide_is_a_timeline_of_the_slides_wherever_it_stands():
    *_, timeline = read({"headline": "Whole", "type": "Title"}, {"headline": "A"}, {"headline": "B"})
    assert timeline.body == {"id": "whole", "title": "Whole", "query": {"id": ["2024-a", "2024-b"]}}


def test_a_timeline_of_more_slides_than_it_can_name_says_so():
    *_, timeline = read({"headline": "Whole", "type": "title"}, *({"headline": str(number)} for number in range(1001)))
    assert ("query" in timeline.body, timeline.notes[-1].pointer) == (False, "/query")


def test_groups_are_kinds_told_before_their_slides():
    lines = read(*({"headline": headline, "group": "Talks held"} for headline in "AB"))
    assert {line.body["kind"] for line in lines if line.type == "event"} == {"group-talks-held"}
    assert next(line.body for line in lines if line.type == "kind") == {"id": "group-talks-held", "label": "Talks held"}


def test_a_group_by_the_name_of_a_built_in_kind_is_that_kind_and_leaves_it_as_it_is():
    [line] = read({"headline": "A", "group": "Strike"})
    assert (line.type, line.body["kind"]) == ("event", "strike")


@pytest.mark.parametrize("pair", [("War", "war"), ("A/B", "A b"), ("?!", "!?"), ("Війна", "Мир")])
def test_groups_that_an_id_cannot_tell_apart_are_kinds_of_their_own(pair):
    kinds = [
        imported(line.type, line.body).id
        for line in read(*({"headline": "A", "group": group} for group in pair))
        if line.type == "kind"
    ]
    assert len(set(kinds)) == 2


def test_what_has_no_place_is_noted():
    assert notes(background="red", mediathumbnail="https://example.org/t", more="5") == [
        ("/background", "is not carried over"),
        ("/mediathumbnail", "is not carried over"),
        ("/more", "is not carried over"),
    ]


def test_what_is_carried_over_whole_is_not_noted():
    assert notes(text="<p>One<br>two &amp; <span>three</span></p>", media="https://example.org/a", group="War") == []


@pytest.mark.parametrize("column", ["headline", "text", "mediacaption", "mediacredit"])
def test_lost_markup_is_noted(column):
    [(pointer, detail)] = notes(**{"headline": "x", column: '<a href="https://example.org">x</a> <b>y</b>'})
    assert (pointer, detail[-6:]) == (f"/{column}", ": a, b")


@pytest.mark.parametrize(("media", "said"), [("<q>words</q>", "no http address"), ("<i src=https://a.b>", "only")])
def test_a_medium_that_is_no_address_is_noted(media, said):
    [(pointer, detail)] = notes(media=media)
    assert (pointer, said in detail) == ("/media", True)


def test_a_title_slides_medium_is_noted():
    assert notes(type="title", media="https://example.org/a") == [
        ("/year", "is not carried over"),
        ("/media", "is not carried over"),
    ]


def test_an_era_is_noted_and_no_event():
    [line] = read({"headline": "x", "type": "era"})
    assert (line.body, line.faults, len(line.notes)) == (None, (), 1)
