import json
import re
from typing import Any

import geojson
import pytest

from service.domain.selections import Record, Selection
from service.feeds.events_geojson import FEED
from tests.feeds.asked import asked
from tests.feeds.every_field import TEXTS, adversaries
from tests.feeds.selection import adversarial, event, relation, selection

Json = dict[str, Any]

DAY = r"\d{4}-\d{2}-\d{2}"
INSTANT = rf"{DAY}T\d{{2}}:\d{{2}}:\d{{2}}Z"
"""JSON-FG's own patterns (time.json)."""


def placed(id: str, lon: float, lat: float, **fields: Any) -> Record:
    """An event with a point."""
    place = {"name": None, "country": None, "lat": lat, "lon": lon, "precision": None}
    return event(id, place=place, **fields)


def rendered(chosen: Selection, **words: str) -> Json:
    made: Json = json.loads(asked(FEED, chosen, "https://chronicle.example", **words))
    return made


def lines(*ends: tuple[float, float]) -> list[Json]:
    """The lines between two points."""
    events = [placed(name, *point) for name, point in zip("ab", ends, strict=True)]
    features = rendered(selection(*events, relations=[relation("a", "b")]), lines="true")["features"]
    return [feature["geometry"] for feature in features[2:]]


@pytest.mark.parametrize("chosen", [adversarial(), adversaries(), selection()], ids=["adversarial", "texts", "nothing"])
@pytest.mark.parametrize("words", [{}, {"lines": "true"}])
def test_another_program_finds_it_valid(chosen: Selection, words: dict[str, str]) -> None:
    found = geojson.loads(asked(FEED, chosen, **words))
    assert isinstance(found, geojson.FeatureCollection)
    assert (found.is_valid, found.errors()) == (True, [])


def is_time(value: Any) -> bool:
    """JSON-FG's rules of a time; both ends of an interval have one form, where they are known."""
    if value is None:
        return True
    [(name, said)] = value.items()
    if name != "interval":
        return bool(re.fullmatch({"date": DAY, "timestamp": INSTANT}[name], said))
    known = [end for end in said if end != ".."]
    return len(said) == 2 and any(all(re.fullmatch(form, end) for end in known) for form in (DAY, INSTANT))


def test_every_feature_has_what_json_fg_asks_for() -> None:
    chosen = selection(*adversarial().events, *adversaries().events)
    made = rendered(chosen, lines="true")
    assert made["conformsTo"] == ["http://www.opengis.net/spec/json-fg-1/1.0/conf/core"]
    for feature in made["features"]:
        assert {"type", "time", "place", "geometry", "properties"} <= feature.keys()
        assert is_time(feature["time"])


def test_longitude_comes_first() -> None:
    [feature] = rendered(selection(placed("a", 35.05, 48.45)))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [35.05, 48.45]}


def test_an_event_without_a_point_has_no_geometry_and_is_named() -> None:
    chosen = selection(event("nowhere"), placed("there", 0, 0))
    made = rendered(chosen)
    assert [feature["geometry"] is None for feature in made["features"]] == [True, False]
    assert (made["unplaced"], [loss.event for loss in FEED.drops(chosen)]) == (["nowhere"], ["nowhere"])


@pytest.mark.parametrize(
    ("longitudes", "box"),
    [([35.0], [35.0, 0, 35.0, 0]), ([-10.0, 0.0, 20.0], [-10.0, 0, 20.0, 0]), ([-179.0, 178.0], [178.0, 0, -179.0, 0])],
)
def test_the_box_is_the_smallest_even_across_the_antimeridian(longitudes: list[float], box: list[float]) -> None:
    chosen = selection(*(placed(f"e{longitude}", longitude, 0) for longitude in longitudes))
    assert rendered(chosen)["bbox"] == box


def test_without_a_point_there_is_no_box() -> None:
    assert "bbox" not in rendered(selection(event()))


def test_a_line_goes_from_cause_to_response() -> None:
    assert lines((35, 48), (30, 50)) == [{"type": "LineString", "coordinates": [[35, 48], [30, 50]]}]


@pytest.mark.parametrize("east", [1, -1])
def test_a_line_across_the_antimeridian_is_cut(east: int) -> None:
    [line] = lines((179 * east, 10), (-179 * east, 20))
    assert line["type"] == "MultiLineString"
    assert line["coordinates"] == [[[179 * east, 10], [180 * east, 15]], [[-180 * east, 15], [-179 * east, 20]]]


def test_between_events_at_one_point_is_no_line() -> None:
    assert lines((35, 48), (35, 48)) == []


def test_relations_are_told_whether_they_are_lines_or_not() -> None:
    [told] = rendered(selection(event("a"), event("b"), relations=[relation("a", "b")]))["relations"]
    assert (told["cause"], told["response"], told["type"]) == ("a", "b", "responds_to")
    assert told["title"] == "“Event b” responds to “Event a”, an analyst's reading"


def test_texts_are_as_they_were_written() -> None:
    titles = [feature["properties"]["title"] for feature in rendered(adversaries())["features"]]
    assert titles[: len(TEXTS)] == list(TEXTS.values())


def test_a_selection_that_was_cut_says_so() -> None:
    assert rendered(selection(truncated=True))["truncated"] is True
