"""What is taken out of one database and put into another, empty one is there what it was here."""

import json

import pytest

from service.domain.selections import Record, Selection
from service.feeds import events_ndjson
from tests.feeds.every_field import TEXTS, adversaries, selected, whole_event, whole_relation
from tests.support.moving import database, export, load

TIMELINE: Record = {
    "id": "whole", "title": TEXTS["markup"], "summary": TEXTS["line"],
    "query": {"kind": ["strike", "talks"], "since": "2024-11", "certain": False, "bbox": "1,2,3,4"},
}  # fmt: skip

LINES = [TEXTS[name] for name in ("formula", "apostrophe", "markup", "emoji", "right to left", "json")]
"""Texts whose blanks HTML keeps."""


def ndjson(chosen: Selection) -> str:
    return "".join(events_ndjson.render(chosen))


def whole_chronicle() -> str:
    """Every type of record with every field set, and some that nothing refers to."""
    events = [whole_event("a", TEXTS["markup"]), whole_event("b", TEXTS["emoji"])]
    relations = [whole_relation("a", "b", TEXTS["right to left"])]
    return ndjson(selected(*events, text=TEXTS["separators"], relations=relations, timelines=[TIMELINE]))


def lines(text: str, *types: str) -> list[str]:
    """The lines of records of these types, of every type where none is named."""
    return [line for line in text.split("\n") if line and (not types or json.loads(line)["record"] in types)]


def test_ndjson_brings_every_field_of_every_type(databases):
    with database(databases):
        load(whole_chronicle())
        exported = export("events.ndjson", everything="true")
    assert set(lines(whole_chronicle())) <= set(lines(exported))
    with database(databases):
        load(exported)
        assert export("events.ndjson", everything="true") == exported


@pytest.mark.parametrize("record_type", ["actor", "source", "kind", "timeline"])
def test_what_nothing_refers_to_comes_with_everything(databases, record_type):
    unused = lines(whole_chronicle(), "actor", "source", "kind", "timeline")
    with database(databases):
        load("\n".join(unused))
        assert lines(export("events.ndjson"), record_type) == []
        assert set(lines("\n".join(unused), record_type)) <= set(
            lines(export("events.ndjson", everything="true"), record_type)
        )


def test_the_timeline_that_is_asked_for_comes_along(databases):
    with database(databases):
        load(whole_chronicle())
        [line] = lines(export("events.ndjson", timeline="whole"), "timeline")
    assert json.loads(line) == {"record": "timeline"} | TIMELINE


def test_a_table_brings_every_field_of_every_event(databases):
    everything = ndjson(adversaries())
    with database(databases):
        load(everything)
        exported = export("events.csv")
        events = lines(export("events.ndjson"), "event")
    with database(databases):
        load("\n".join(lines(everything, "kind", "actor", "source")))
        load(exported, "csv")
        assert export("events.csv") == exported
        assert lines(export("events.ndjson"), "event") == events


def test_slides_of_our_own_say_the_same_again(sqlite_databases):
    """Hostile texts that TimelineJS's feed escaped are read as they were."""
    events = [whole_event(f"e{number}", text) for number, text in enumerate(LINES)]
    with database(sqlite_databases):
        load(ndjson(selected(*events, text=TEXTS["markup"])))
        slides = export("timelinejs.json")
    with database(sqlite_databases):
        load(slides, "json")
        again = export("timelinejs.json")
    assert list(map(shown, json.loads(again)["events"])) == list(map(shown, json.loads(slides)["events"]))


def shown(slide: Record) -> list[object]:
    return [slide["unique_id"], slide["text"]["headline"], slide["group"], slide["display_date"], slide["media"]]
