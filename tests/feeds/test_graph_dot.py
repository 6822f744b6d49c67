import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.relations import BASES, TYPES
from service.domain.selections import Selection
from service.feeds.graph_dot import FEED
from tests.feeds.asked import asked
from tests.feeds.selection import HOSTILE, actor, adversarial, event, kind, relation, selection
from tests.support import graphviz

SVG = "{http://www.w3.org/2000/svg}"

TITLES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300)


def read(chosen: Selection, **words: str) -> dict[str, Any]:
    return graphviz.read(asked(FEED, chosen, **words))


def pair(type: str = "responds_to", **fields: Any) -> Selection:
    """Two events and the relation between them."""
    events = event("a", start="2024-11-17"), event("b", start="2024-11-21")
    return selection(*events, relations=[relation("a", "b", type, **fields)])


def edge(chosen: Selection) -> dict[str, Any]:
    [found] = read(chosen)["edges"]
    return found


def node(**fields: Any) -> dict[str, Any]:
    [found] = read(selection(event(**fields)), alone="true")["objects"]
    return found


def letters(svg: str) -> str:
    """What a reader of the drawing sees, without white space."""
    return "".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_graphviz_finds_every_event_and_relation_of_the_adversarial_selection() -> None:
    chosen = adversarial()
    found = read(chosen, alone="true")
    assert {node["id"] for node in found["objects"]} == {event["id"] for event in chosen.events}
    assert {edge["id"] for edge in found["edges"]} == {relation["id"] for relation in chosen.relations}


def test_an_edge_goes_from_cause_to_response() -> None:
    found = read(pair())
    [edge] = found["edges"]
    ends = {node["_gvid"]: node["id"] for node in found["objects"]}
    assert (ends[edge["tail"]], ends[edge["head"]]) == ("a", "b")


@pytest.mark.parametrize("type", TYPES)
def test_an_edge_is_labelled_with_its_type(type: str) -> None:
    assert edge(pair(type))["label"] == type


def test_an_edge_says_stance_and_who_asserts_it() -> None:
    chosen = replace(pair(stance="retaliate", asserted_by="us"), actors=[actor("us", "Washington")])
    assert edge(chosen)["label"].replace(r"\n", " ") == "responds_to (retaliate; asserted by Washington)"


def test_each_family_has_a_look() -> None:
    looks = {(found["style"], found["color"]) for found in map(edge, map(pair, TYPES))}
    assert {style for style, _ in looks} == {"solid", "dashed", "dotted"}
    assert len(looks) == 4


def test_the_wider_an_edge_the_closer_to_the_source() -> None:
    widths = [float(edge(pair(basis=basis))["penwidth"]) for basis in BASES]
    assert widths == sorted(set(widths), reverse=True)


def test_an_edge_between_the_same_has_no_head() -> None:
    assert edge(pair("same_as"))["dir"] == "none"


@pytest.mark.parametrize(("type", "pulls"), [("confirms", False), ("part_of", False), ("caused_by", True)])
def test_what_confirms_a_later_event_or_is_a_part_of_it_is_not_pulled_to_its_right(type: str, pulls: bool) -> None:
    late, early = event("late", start="2024-11-21"), event("early", start="2024-11-17~")
    found = edge(selection(late, early, relations=[relation("late", "early", type)]))
    assert ("constraint" not in found) is pulls


def test_events_stand_in_order_of_time_whatever_the_order_of_the_list() -> None:
    starts = {"last": "../..", "second": "2024-12", "first": "[..2024-11-26]"}
    events = [event(name, start=start) for name, start in starts.items()]
    assert [found["id"] for found in read(selection(*events), alone="true")["objects"]] == ["first", "second", "last"]


def test_what_has_no_relation_is_left_out_and_counted() -> None:
    text = asked(FEED, selection(event("one"), event("two")))
    assert graphviz.read(text)["objects"] == []
    assert "// Left out: 2 of 2 events" in text


def test_a_selection_that_was_cut_says_so() -> None:
    assert "// Only the first 1 events" in asked(FEED, selection(event(), truncated=True))


def test_a_status_shows_in_border_and_words() -> None:
    found = node(status="planned")
    assert (found["style"], found["label"]) == ("rounded,filled,dotted", r"Event one\n2024\nplanned")


def test_a_kind_shows_in_the_fill() -> None:
    force = kind("strike", "Strike") | {"quad": "material_conflict"}
    fills = {node["fillcolor"] for node in read(selection(event("a"), kinds=[force]), alone="true")["objects"]}
    assert fills != {node()["fillcolor"]}


def test_a_node_leads_to_the_page_of_its_event() -> None:
    text = asked(FEED, pair(), base_url="https://chronicle.example")
    assert graphviz.read(text)["objects"][0]["URL"] == "https://chronicle.example/events/a"


def test_without_an_address_there_are_no_links() -> None:
    assert "URL" not in node()


def test_hostile_text_is_drawn_letter_by_letter() -> None:
    svg = graphviz.drawn(asked(FEED, adversarial()), "svg")
    assert "".join(HOSTILE.split()) in "".join(letters(svg).split())


@pytest.mark.parametrize("title", ["\\", '\\"', "a\\nb", "\\N \\G", "&quot; &#34; &lt;", "<b>x</b>", "]; }", "// /* #"])
def test_what_means_something_to_graphviz_is_text(title: str) -> None:
    svg = graphviz.drawn(asked(FEED, selection(event(title=title)), alone="true"), "svg")
    assert "".join(title.split()) in "".join(letters(svg).split())


@settings(max_examples=40)
@given(TITLES)
def test_no_title_breaks_it(title: str) -> None:
    chosen = selection(event("a", title=title), event("b"), relations=[relation("a", "b")], title=title)
    found = read(chosen)
    assert [node["id"] for node in found["objects"]] == ["a", "b"]
    assert len(found["edges"]) == 1


@given(TITLES)
def test_every_statement_is_a_line(title: str) -> None:
    text = asked(FEED, selection(event(title=title), title=title), alone="true")
    statements = re.findall(r'^  \w+ \[(?:\w+="(?:[^"\\]|\\.)*"(?:, )?)+\];$', text, re.MULTILINE)
    assert len(statements) == 4
