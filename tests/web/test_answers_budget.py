"""What a read may cost: few queries, and stored bytes as they are."""

import json
from collections import Counter
from typing import Final

import pytest
from marshmallow import Schema

PAGE: Final = 50
LISTS: Final = ("events", "relations", "actors", "sources", "kinds", "timelines", "figures")
"""Every address that answers pages."""
PLAIN: Final = 3
"""Queries that a page may cost."""


def lines():
    """More than a page of every record."""
    for number in range(PAGE + 2):
        figures, actors = [{"metric": "losses", "value": number}], [{"actor": f"a{number}"}]
        yield {"record": "event", "title": "Event", "start": "2024", "figures": figures, "actors": actors}
        yield {"record": "relation", "type": "responds_to", "cause": f"e{number}", "response": f"e{number + 1}"}
        yield {"record": "actor", "name": "Actor"}
        yield {"record": "source", "title": "Source"}
        yield {"record": "kind", "label": "Kind"}
        yield {"record": "timeline", "title": "Timeline", "query": {}}


@pytest.fixture
def full(client):
    numbers = Counter()
    for line in (found := list(lines())):
        line["id"] = f"{line['record'][0]}{numbers[line['record']]}"
        numbers[line["record"]] += 1
    found.append({"record": "event", "id": f"e{PAGE + 2}", "title": "Event", "start": "2024"})
    sent = "\n".join(map(json.dumps, found))
    assert client.post("/v1/imports", data=sent, content_type="application/x-ndjson").get_json()["rejected"] == 0


@pytest.mark.usefixtures("full")
def test_a_page_costs_few_queries_and_each_costly_word_one_more(anonymous, count_queries):
    cost = {}
    costly = [f"/v1/events?{words}" for words in ("q=event", "timeline=t0", "count=true")]
    for url in [*(f"/v1/{noun}" for noun in LISTS), *costly]:
        with count_queries() as statements:
            page = anonymous.get(url).get_json()
        assert len(page["items"]) == PAGE
        cost[url] = len(statements)
    assert {url: many for url, many in cost.items() if many > PLAIN + ("?" in url)} == {}


@pytest.mark.usefixtures("full")
def test_a_search_in_a_timeline_costs_one_query_more_for_each_costly_word(anonymous, count_queries):
    with count_queries() as statements:
        assert anonymous.get("/v1/events?q=event&timeline=t0&count=true").get_json()["total"] == PAGE + 3
    assert len(statements) <= PLAIN + 3


def test_a_walk_costs_two_queries_beside_the_head_however_deep(anonymous, make, count_queries):
    first, *_ = make.chain(12)
    with count_queries() as statements:
        assert len(anonymous.get(f"/v1/events/{first['id']}/responses?depth=10").get_json()["events"]) == 11
    assert len(statements) <= 3


def test_one_record_costs_one_query_beside_the_head(anonymous, make, count_queries):
    make.event(id="one")
    with count_queries() as statements:
        anonymous.get("/v1/events/one")
    assert len(statements) <= 2


@pytest.mark.parametrize(
    "path",
    [
        "/v1/events",
        "/v1/events/one",
        "/v1/events/one/causes",
        "/v1/events/one/history",
        "/v1/changes",
        "/v1/facets?facet=kind",
    ],
)
def test_no_read_goes_through_a_dump(anonymous, make, monkeypatch, path):
    make.event(id="one")
    monkeypatch.setattr(Schema, "dump", lambda *_args, **_kwargs: pytest.fail("a dump"))
    assert anonymous.get(path).status_code == 200
