from typing import Any

import pytest

from service.feeds.picture.extents import extent
from service.feeds.picture.lanes import Entry, in_order, lane_of, lanes
from tests.feeds.selection import event


def entry(id: str, **fields: Any) -> Entry:
    made = event(id, **fields)
    return Entry(made, extent(made))


def ids(entries: list[Entry]) -> list[str]:
    return [entry.event["id"] for entry in entries]


def test_events_stand_in_the_order_of_time() -> None:
    assert ids(in_order([entry("late", start="2024"), entry("early", start="-0043")], {})) == ["early", "late"]


def test_on_one_date_a_cause_stands_before_its_response() -> None:
    assert ids(in_order([entry("response"), entry("cause")], {"response": 1, "cause": 0})) == ["cause", "response"]


def test_what_was_always_there_stands_first() -> None:
    war = entry("war", start="[..2024-11-01]", end="..")
    assert ids(in_order([entry("early", start="1900"), war], {})) == ["war", "early"]


def test_lanes_stand_in_the_order_of_their_first_events() -> None:
    found = lanes("kind", [entry("a", kind="talks"), entry("b", kind="strike"), entry("c", kind="talks")], {})
    assert [(lane.name, ids(list(lane.entries))) for lane in found] == [("talks", ["a", "c"]), ("strike", ["b"])]


def test_lanes_are_called_what_their_records_are_called() -> None:
    [lane] = lanes("kind", [entry("a", kind="talks")], {"talks": "Talks"})
    assert lane.name == "Talks"


def test_the_lane_without_a_name_is_last() -> None:
    found = lanes("place", [entry("a"), entry("b", place={"name": "Kyiv"})], {})
    assert [lane.name for lane in found] == ["Kyiv", "No place given"]


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        (["recipient", "participant", "speaker", "initiator"], "initiator"),
        (["participant", "speaker"], "speaker"),
        (["recipient", "participant"], "participant"),
        (["recipient"], ""),
    ],
)
def test_an_actors_lane_is_that_of_who_acts(roles: list[str], expected: str) -> None:
    acting = event(actors=[{"actor": role, "role": role} for role in roles])
    assert lane_of(acting, "actor") == expected
