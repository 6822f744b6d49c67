"""What every feed says of what it cannot carry."""

import json
from typing import Any

import pytest

from service.domain.selections import Record, Selection
from service.feeds.explanation import explanation
from service.feeds.feed import Feed
from service.feeds.registry import FEEDS
from tests.feeds.asked import asked
from tests.feeds.selection import actor, adversarial, event, figure, kind, medium, relation, selection, source

CITED = {"source": "paper", "credibility": 2, "locator": "p. 1", "quote": "so", "claimed_by": "us"}
PLACED = {"name": "Dnipro", "country": "UA", "lat": 48.45, "lon": 35.05, "precision": "locality"}
FIELDS: dict[str, Any] = {
    "title": "Another title",
    "summary": "A summary",
    "lang": "uk",
    "kind": "talks",
    "start": "2023",
    "end": "2025",
    "date_text": "that year",
    "status": "disputed",
    "actors": [{"actor": "us", "role": "initiator"}],
    "place": PLACED,
    "figures": [figure(note="counted")],
    "media": [medium(caption="A picture")],
    "tags": ["missiles"],
    "identifiers": [{"scheme": "acled", "value": "UKR1"}],
    "sources": [CITED],
}
"""Another value of each field than the builder's."""

WORDS = {"timeline.svg": {"lane": "place"}}
"""Under which a feed shows the most."""


@pytest.fixture(params=FEEDS)
def feed(request: pytest.FixtureRequest) -> Feed:
    return FEEDS[request.param]


def explained(feed: Feed, chosen: Selection, **words: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(asked(explanation(feed), chosen, **words))
    return made


def whole(*events: Record) -> Selection:
    """Events with a relation, since some feeds leave out what has none, and all that they may refer to."""
    others = event("z", start="2024-01-01")
    return selection(
        *events,
        others,
        relations=[relation("z", "one")],
        kinds=[kind("strike", "Strike") | {"quad": "material_conflict"}, kind("talks", "Talks")],
        actors=[actor("us", "United States")],
        sources=[source("paper")],
    )


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_a_feed_omits_changes_nothing_and_every_other_does(feed: Feed, field: str) -> None:
    events = event(), event(**{field: FIELDS[field]})
    plain, other = (asked(feed, whole(one), **WORDS.get(feed.name, {})) for one in events)
    assert (plain == other) == (field in feed.omits)


def test_whatever_the_adversarial_selection_loses_is_one_of_its_events_and_has_a_reason(feed: Feed) -> None:
    chosen = adversarial()
    ids, relations = {event["id"] for event in chosen.events}, {relation["id"] for relation in chosen.relations}
    for item in explained(feed, chosen)["items"]:
        assert item["event"] in ids
        assert item["relation"] in {None, *relations}
        assert item["field"] in {None, *FIELDS}
        assert len(item["reason"]) > 10


def test_an_event_that_a_feed_drops_is_not_in_it(feed: Feed) -> None:
    chosen = adversarial()
    missing = {item["event"] for item in explained(feed, chosen)["items"] if item["effect"] == "dropped"}
    kept = [event for event in chosen.events if event["id"] not in missing]
    among = [one for one in chosen.relations if missing.isdisjoint((one["cause"], one["response"]))]
    whole_of_it = selection(*kept, relations=among, kinds=chosen.kinds, actors=chosen.actors, sources=chosen.sources)
    assert explained(feed, whole_of_it)["dropped"] == 0


def test_the_counts_are_those_of_the_items(feed: Feed) -> None:
    made = explained(feed, adversarial())
    effects = [item["effect"] for item in made["items"]]
    assert (made["dropped"], made["altered"]) == (effects.count("dropped"), effects.count("altered"))


def test_a_feed_of_nothing_loses_nothing(feed: Feed) -> None:
    assert explained(feed, selection())["items"] == []


def test_a_cut_selection_says_that_not_all_was_judged(feed: Feed) -> None:
    assert explained(feed, selection(truncated=True))["truncated"] is True


@pytest.mark.parametrize(
    ("name", "start", "effect"),
    [
        ("vis.json", "Y-170000002", "dropped"),
        ("vis.json", "[..2024-11-26]", "altered"),
        ("timelinejs.json", "../..", "dropped"),
        ("timelinejs.json", "[..2024-11-26]", "altered"),
        ("timelinejs.json", "Y-170000002", "altered"),
        ("graph.dot", "2024", "dropped"),
        ("graph.mmd", "2024", "dropped"),
    ],
)
def test_what_trips_a_widget_is_said(name: str, start: str, effect: str) -> None:
    [item] = explained(FEEDS[name], selection(event(start=start)))["items"]
    assert (item["event"], item["effect"]) == ("one", effect)


@pytest.mark.parametrize(
    "name", ["events.ics", "events.geojson", "fullcalendar.json", "timeline.svg", "timelinejs.json", "vis.json"]
)
def test_several_dates_that_become_one_span_are_said(name: str) -> None:
    twice, within_days = event(start="{2024-11-01,2024-11-05}"), event(start="2024-11-01/2024-11-05")
    said, silent = (
        [item["reason"] for item in explained(FEEDS[name], selection(one))["items"] if item["field"] == "start"]
        for one in (twice, within_days)
    )
    assert (said, silent) == (["its dates are shown as one span, from the first to the last"], [])


@pytest.mark.parametrize("name", ["timeline.svg", "graph.dot", "graph.mmd"])
def test_a_title_without_room_is_said(name: str) -> None:
    long = event(title="long " * 60)
    words = {} if name == "timeline.svg" else {"alone": "true"}
    assert [item["field"] for item in explained(FEEDS[name], selection(long), **words)["items"]] == ["title"]
