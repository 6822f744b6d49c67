import csv
import io
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.records import SERVER_FIELDS
from service.domain.selections import Record, Selection
from service.feeds import events_csv
from service.intake.events import EventShape
from service.intake.readers import read_lines
from service.intake.records import LOADERS
from tests.feeds.every_field import DATES, TEXTS, whole_event
from tests.feeds.selection import event, relation, selection

SIGNS = "=+-@'\t\r"


def text_of(*events: Record, **more: Any) -> str:
    return "".join(events_csv.render(selection(*events, **more)))


def cells(record: Record) -> dict[str, str]:
    """An event's row, as another program's reader takes it: with the byte order mark off."""
    [row] = csv.DictReader(io.StringIO(text_of(record).removeprefix("\ufeff"), newline=""), strict=True)
    return dict(row)


def imported(text: str) -> list[dict[str, Any]]:
    """What the importer makes of the rows."""
    lines = read_lines(io.BytesIO(text.encode()), suffix="csv")
    return [LOADERS["event"].load(line.body) if line.body else {"faults": line.faults} for line in lines]


def settable(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in SERVER_FIELDS}


def test_every_field_of_an_event_that_a_caller_sets_is_a_column() -> None:
    assert set(EventShape().load_fields) <= set(events_csv.FIELDS)


def test_an_empty_table_has_its_header() -> None:
    assert text_of() == f"\ufeffrecord,{','.join(events_csv.FIELDS)}\r\n"


def test_the_byte_order_mark_stands_before_no_field_of_the_event() -> None:
    reader = csv.DictReader(io.StringIO(text_of(event("a")), newline=""))
    assert [row["id"] for row in reader] == ["a"]


def test_lines_end_as_rfc_4180_has_them() -> None:
    assert text_of(event("a"), event("b")).split("\r\n")[3:] == [""]


def test_lists_are_joined_and_nested_values_are_json() -> None:
    place = {"name": "Kyiv", "country": "UA", "lat": 50.45, "lon": -1, "precision": None}
    row = cells(event(tags=["a", "b c"], place=place, actors=[]))
    assert (row["tags"], json.loads(row["place"]), row["actors"]) == ("a;b c", place, "")


@pytest.mark.parametrize("sign", SIGNS)
def test_no_cell_begins_as_a_formula_does(sign: str) -> None:
    row = cells(event(title=f"{sign}1+1", tags=[f"{sign.strip()}a"], start="-0043"))
    assert (row["title"], row["start"]) == (f"'{sign}1+1", "'-0043")
    assert not [cell for cell in cells(whole_event("a", f"{sign}1")).values() if cell.startswith(tuple("=+-@\t\r"))]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_importer_reads_every_text_back(text: str) -> None:
    record = whole_event("a", text)
    assert imported(text_of(record)) == [settable(record)]


@pytest.mark.parametrize(("start", "end"), DATES, ids=str)
def test_the_importer_reads_every_date_back(start: str, end: str | None) -> None:
    record = whole_event("a", "Plain", start, end)
    assert imported(text_of(record)) == [settable(record)]


def test_the_importer_reads_an_event_without_anything_back() -> None:
    assert imported(text_of(event("a"))) == [settable(event("a"))]


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from(SIGNS + ',;"\n'))
LABEL = TEXT.map(lambda text: text.replace(",", "").replace(";", "").strip()[:80]).filter(bool)


@given(
    title=TEXT.filter(str.strip),
    summary=TEXT,
    date_text=st.none() | TEXT.filter(bool),
    tags=st.lists(LABEL, unique=True),
    place=st.none() | st.fixed_dictionaries({"name": st.none() | TEXT.filter(str.strip)}),
)
def test_whatever_stands_in_an_event_the_importer_reads_it_back(place: Record | None, **fields: Any) -> None:
    nowhere = {"country": None, "lat": None, "lon": None, "precision": None}
    record = event("a", place=place and place | nowhere, **fields)
    assert imported(text_of(record)) == [settable(record)]


def test_the_selection_is_read_as_the_rows_are_taken() -> None:
    def endless() -> Iterator[Record]:
        while True:
            yield event("a")

    assert len(list(islice(events_csv.render(Selection(events=endless())), 3))) == 3


def test_a_relation_is_said_to_be_left_out() -> None:
    [loss] = events_csv.drops(selection(event("a"), event("b"), relations=[relation("a", "b")]))
    assert (loss.event, loss.relation) == ("b", "b-a")


def test_what_a_spreadsheet_sees_otherwise_is_said() -> None:
    losses = events_csv.alters(selection(event(title="=1", summary="long " * 7000)))
    assert [(loss.event, loss.field) for loss in losses] == [("one", "title"), ("one", "summary")]
