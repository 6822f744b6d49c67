from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support import graphviz
from tests.support.builders import Make, Record

FEED = "/v1/feeds/graph.dot"


@pytest.fixture
def chain(make: Make) -> list[Record]:
    """Three events, each an answer to the one before."""
    return make.chain(3, basis="stated_by_source")


def graph(client: FlaskClient, **words: str) -> dict[str, Any]:
    answer = client.get(FEED, query_string=words)
    assert answer.status_code == 200, answer.text
    return graphviz.read(answer.text)


@pytest.mark.parametrize("name", ["graph.dot", "graph.mmd"])
def test_both_formats_are_served(anonymous: FlaskClient, chain: list[Record], name: str) -> None:
    answer = anonymous.get(f"/v1/feeds/{name}")
    assert answer.text.count("responds_to") == 2


def test_a_graph_around_an_event_is_its_walk(anonymous: FlaskClient, chain: list[Record]) -> None:
    found = graph(anonymous, around=chain[2]["id"], way="causes")
    assert {node["id"] for node in found["objects"]} == {event["id"] for event in chain[1:]}


def test_a_graph_has_the_relations_of_a_viewpoint_and_their_events(
    anonymous: FlaskClient, make: Make, chain: list[Record]
) -> None:
    kyiv = make.actor()["id"]
    claimed = make.relation(chain[0], chain[2], asserted_by=kyiv)
    found = graph(anonymous, asserted_by=kyiv)
    assert [edge["id"] for edge in found["edges"]] == [claimed["id"]]
    assert len(found["objects"]) == 2


def test_a_node_leads_to_the_page_of_its_event(anonymous: FlaskClient, chain: list[Record]) -> None:
    address = graph(anonymous)["objects"][0]["URL"]
    assert anonymous.get(address).status_code == 200


def test_around_an_unknown_event_is_refused_by_name(anonymous: FlaskClient) -> None:
    answer = anonymous.get(FEED, query_string={"around": "nobody"})
    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["parameter"] == "around"
