"""Feeds after a write: whatever is remembered of dates, words and documents, they tell what stands now."""

import pytest

from service.feeds.registry import FEEDS

CHANGES = {
    "an event's title": ("events/answer", {"title": "New"}),
    "its date": ("events/answer", {"start": "1984"}),
    "its kind": ("events/answer", {"kind": "talks"}),
    "its actors": ("events/answer", {"actors": []}),
    "the title of its cause": ("events/cause", {"title": "New"}),
    "an actor's name": ("actors/us", {"name": "New"}),
    "a kind's label": ("kinds/strike", {"label": "New"}),
    "a source's retraction": ("sources/paper", {"retracted_at": "2025-01-31T00:00:00Z"}),
    "a relation's confidence": ("relations/link", {"confidence": 12}),
}
UNSEEN = {"its actors", "a kind's label", "a source's retraction", "an actor's name", "a relation's confidence"}
"""What some feeds have no place for."""
SEEN = {
    "vis.json": UNSEEN - {"its actors"},
    "timelinejs.json": UNSEEN - {"its actors"},
    "fullcalendar.json": UNSEEN - {"a relation's confidence"},
    "events.geojson": UNSEEN,
    "events.ics": UNSEEN,
    "events.ndjson": UNSEEN,
    "events.csv": {"its actors"},
    "graph.mmd": UNSEEN - {"its actors", "a kind's label"},
}


@pytest.fixture
def world(make):
    """Two events of which one answers the other, with names all round."""
    make.actor(id="us"), make.source(id="paper")
    fields = {"kind": "strike", "actors": [{"actor": "us"}], "sources": [{"source": "paper"}]}
    cause, answer = make.event(id="cause", title="Old", start="1983"), make.event(id="answer", title="Old", **fields)
    make.relation(cause, answer, id="link", asserted_by="us")


@pytest.mark.parametrize("change", CHANGES)
def test_every_feed_that_tells_of_it_shows_a_change(client, world, change):
    path, fields = CHANGES[change]
    feeds = [name for name in FEEDS if change not in UNSEEN or change in SEEN.get(name, UNSEEN)]
    before = {name: client.get(f"/v1/feeds/{name}").text for name in feeds}
    assert client.patch(f"/v1/{path}", json=fields).status_code == 200
    assert [name for name in feeds if client.get(f"/v1/feeds/{name}").text == before[name]] == []
