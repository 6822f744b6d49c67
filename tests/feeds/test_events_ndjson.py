import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from service.domain.records import SERVER_FIELDS, encode
from service.domain.selections import Record, Selection
from service.feeds import events_ndjson
from tests.feeds.selection import HOSTILE, actor, adversarial, event, kind, relation, selection, source
from tests.support import serving


def lines(chosen: Selection) -> list[Record]:
    return [json.loads(line) for line in "".join(events_ndjson.render(chosen)).split("\n")[:-1]]


def test_what_is_referred_to_comes_first() -> None:
    whole = selection(
        event("a"),
        event("b"),
        relations=[relation("a", "b")],
        actors=[actor("x", "X")],
        sources=[source("s")],
        kinds=[kind("strike", "Strike")],
    )
    assert [line["record"] for line in lines(whole)] == ["kind", "source", "actor", "event", "event", "relation"]


@pytest.mark.parametrize("record", [event(title=HOSTILE), event(start="../.."), event(summary="a\nb\u2028c")])
def test_an_event_keeps_everything_that_a_caller_can_set(record: Record) -> None:
    [line] = lines(selection(record, kinds=[]))
    assert line == {"record": "event"} | {name: record[name] for name in record if name not in SERVER_FIELDS}


def test_a_relation_is_written_without_its_derived_family() -> None:
    line = lines(selection(event("a"), event("b"), relations=[relation("a", "b")]))[-1]
    assert "family" not in line


def test_the_selection_is_read_as_the_lines_are_taken() -> None:
    def endless() -> Iterator[Record]:
        number = 0
        while True:
            yield event(f"event-{number}")
            number += 1

    first, second = islice(events_ndjson.render(Selection(events=endless())), 2)
    taken = (first + second).splitlines()
    assert [json.loads(line)["id"] for line in taken] == [f"event-{number}" for number in range(len(taken))]


def test_an_empty_selection_is_no_line() -> None:
    assert lines(selection(kinds=[])) == []


def test_the_importer_reads_it_back_whole(tmp_path: Path) -> None:
    text, file = "".join(events_ndjson.render(adversarial())), tmp_path / "events.ndjson"
    file.write_text(text, encoding="utf-8")
    database_url = f"sqlite:///{tmp_path / 'causeline.db'}"
    serving.causeline("load", str(file), database_url=database_url)
    exported = serving.causeline("export", database_url=database_url)
    assert sorted(exported.splitlines()) == sorted(text.splitlines())


@pytest.mark.parametrize("note", ["plain", 'a "quote", and "family":', '","family":"x","version":1', "\\"])
def test_a_stored_document_loses_what_the_server_made_and_nothing_else(note: str) -> None:
    stored = relation("a", "b") | {"note": note}
    made = {name: stored.pop(name) for name in SERVER_FIELDS if name in stored}
    chosen = Selection(events=(), relations=[encode(stored | made)])  # type: ignore[list-item]  # verbatim
    assert lines(chosen) == [{"record": "relation"} | stored]
