"""Walks, held against one that is written as the contract says it, over random graphs."""

import itertools
import json
import random

import pytest

from service.domain.errors import NotFound
from service.domain.relations import TYPES
from service.storage import choice, engine, walks
from tests.storage.stored import actor, event, keep, keep_events, link, walk_query

WALKS = (walks.causes, walks.responses)
VIEWPOINTS = (None, "us", "them")
BASES = ("analyst", "computed")
SEEDS = range(3)


# --- a walk as the contract says it -----------------------------------------------------------------------------------


def choose(link, words):
    """Whether a walk with these words takes a relation."""
    families = words["family"] or (() if words["type"] else ("causal",))
    confidence = -1 if link["confidence"] is None else link["confidence"]
    return (
        (not words["type"] or link["type"] in words["type"])
        and (not families or TYPES[link["type"]].family in families)
        and (not words["basis"] or link["basis"] in words["basis"])
        and (not words["asserted_by"] or (link["asserted_by"] or "none") in words["asserted_by"])
        and (words["min_confidence"] is None or confidence >= words["min_confidence"])
    )


def steps(links, event, *, forward):
    """Where the links lead from an event."""
    for one in links:
        ends = (one["cause"], one["response"]) if forward else (one["response"], one["cause"])
        both = one["type"] == "same_as"
        yield from (far for near, far in (ends, ends[::-1] if both else ends) if near == event)


def walked(links, starts, root, words, *, forward):
    """The depth of every event reached, the relations between them, and whether anything was left off."""
    chosen = [one for one in links if choose(one, words)]
    depths, level, truncated = {root: 0}, {root}, False
    while level:
        level = {far for near in level for far in steps(chosen, near, forward=forward)} - depths.keys()
        depth = max(depths.values()) + 1
        room = words["limit"] + 1 - len(depths)
        if words["depth"] is not None and depth > words["depth"]:
            room = 0
        truncated = truncated or len(level) > room
        level = sorted(level, key=lambda event: (starts[event], event))[:room]
        depths |= dict.fromkeys(level, depth)
    inside = sorted(one["id"] for one in chosen if {one["cause"], one["response"]} <= depths.keys())
    ordered = sorted(depths, key=lambda event: (depths[event], starts[event], event))
    return {event: depths[event] for event in ordered}, inside, truncated


# --- random graphs ----------------------------------------------------------------------------------------------------


def graph(seed, events=14, links=45):
    """Years of events, and relations of any type between them that break no rule (cycles run between viewpoints)."""
    dice = random.Random(seed)
    names = [f"e{number:02}" for number in range(events)]
    starts = dict.fromkeys(names, 1900) | {name: dice.choice((1899, 1901)) for name in names[:2]}
    ranks = {viewpoint: dice.sample(names, events) for viewpoint in VIEWPOINTS}
    made = {}
    for number in range(links):
        relation_type, viewpoint = dice.choice(list(TYPES)), dice.choice(VIEWPOINTS)
        cause, response = sorted(dice.sample(names[2:], 2), key=ranks[viewpoint].index)
        if number % 9 == 0:
            cause, relation_type = names[number % 2], "reports"
        key = (
            relation_type,
            viewpoint,
            *(sorted((cause, response)) if relation_type == "same_as" else (cause, response)),
        )
        confidence = dice.choice((None, 20, 50, 80))
        made[key] = {
            "id": f"r{number:02}",
            "type": relation_type,
            "cause": cause,
            "response": response,
            "asserted_by": viewpoint,
            "basis": dice.choice(BASES),
            "confidence": confidence,
        }
    return starts, list(made.values())


def store_graph(seed):
    starts, links = graph(seed)
    keep(actor("us"), actor("them"), *(event(name, start=str(year)) for name, year in starts.items()))
    keep(
        *(
            link(one["cause"], one["response"], **{k: v for k, v in one.items() if k not in ("cause", "response")})
            for one in links
        )
    )
    return starts, links


ASKED = (
    {},
    {"depth": "all"},
    {"depth": "2", "family": "causal,sequence,evidence,structure"},
    {"depth": "all", "family": "causal,sequence,evidence,structure"},
    {"depth": "all", "family": "structure"},
    {"depth": "all", "type": "same_as"},
    {"depth": "3", "type": "same_as,responds_to,part_of"},
    {"depth": "all", "type": "reports,same_as", "family": "evidence"},
    {"depth": "all", "type": "same_as", "family": "causal"},
    {"depth": "all", "family": "causal,sequence", "asserted_by": "none"},
    {"depth": "all", "family": "causal,structure", "asserted_by": "us,none"},
    {"depth": "all", "family": "evidence,causal", "basis": "computed"},
    {"depth": "all", "family": "causal,structure", "min_confidence": "50"},
    {"depth": "all", "family": "causal,structure", "min_confidence": "0"},
    {"depth": "all", "family": "causal,sequence,evidence,structure", "limit": "1"},
    {"depth": "all", "family": "causal,sequence,evidence,structure", "limit": "5"},
    {"depth": "2", "family": "causal,sequence,evidence,structure", "limit": "13"},
    {"depth": "4", "family": "causal,structure", "limit": "3", "asserted_by": "us,them"},
)


@pytest.mark.parametrize("seed", SEEDS)
def test_walks_are_what_the_contract_says(database, seed):
    starts, links = store_graph(seed)
    for words, root, forward in itertools.product(ASKED, ("e00", "e02", "e07"), (True, False)):
        query = walk_query(**words)
        got = (walks.responses if forward else walks.causes)(root, query)
        told = (list(got.depths.items()), [json.loads(body)["id"] for body in got.relations], got.truncated)
        depths, inside, truncated = walked(links, starts, root, query, forward=forward)
        assert told == (list(depths.items()), inside, truncated), (words, root, forward)
        assert [json.loads(body)["id"] for body in got.events] == list(depths)


@pytest.mark.parametrize(("levels", "ahead"), [(1, 1), (2, 3), (3, 500)])
def test_how_far_a_query_looks_ahead_changes_no_answer(database, monkeypatch, levels, ahead):
    store_graph(1)
    asked = [walk_query(**words, limit="9") for words in ASKED if "limit" not in words]
    expected = [walk(root, query) for query in asked for walk in WALKS for root in ("e02", "e07")]
    monkeypatch.setattr(choice, "LEVELS", levels)
    monkeypatch.setattr(choice, "AHEAD", ahead)
    assert [walk(root, query) for query in asked for walk in WALKS for root in ("e02", "e07")] == expected


# --- single rules -----------------------------------------------------------------------------------------------------


def responses(root, **words):
    return walks.responses(root, walk_query(**words))


def test_a_walk_from_an_unknown_event_is_not_found(database):
    with pytest.raises(NotFound):
        responses("nothing")


def test_a_walk_goes_one_step_over_causal_relations_unless_told_otherwise(database):
    keep(*map(event, "abcd"), link("a", "b"), link("b", "c"), link("a", "d", "reports"))
    found = responses("a")
    assert (found.depths, found.truncated) == ({"a": 0, "b": 1}, True)


def test_nothing_is_left_off_where_the_walk_ends_by_itself(database):
    keep(*map(event, "ab"), link("a", "b"))
    assert not responses("a", depth="1", limit="1").truncated


def test_the_earliest_events_stay_where_the_limit_cuts(database):
    keep(
        event("a", start="1900"),
        *(event(name, start=year) for name, year in zip("bcd", ("2003", "2001", "2002"), strict=True)),
    )
    keep(*(link("a", name) for name in "bcd"))
    assert list(responses("a", limit="2").depths) == ["a", "c", "d"]


def test_relations_between_events_of_the_last_level_are_told(database):
    keep(*map(event, "abc"), link("a", "b"), link("a", "c"), link("b", "c"))
    assert len(responses("a", depth="1").relations) == 3


def test_a_cycle_between_viewpoints_ends(database):
    keep(actor("us"), *map(event, "ab"), link("a", "b"), link("b", "a", asserted_by="us"))
    found = responses("a", depth="all")
    assert (found.depths, len(found.relations), found.truncated) == ({"a": 0, "b": 1}, 2, False)


def test_two_relations_between_the_same_events_are_both_told(database):
    keep(actor("us"), *map(event, "ab"), link("a", "b"), link("a", "b", id="theirs", asserted_by="us"))
    assert len(responses("a").relations) == 2


@pytest.mark.parametrize("walk", [walks.causes, walks.responses])
@pytest.mark.parametrize("root", ["a", "b"])
def test_same_as_is_walked_from_both_ends_in_both_directions(database, walk, root):
    keep(*map(event, "ab"), link("a", "b", "same_as"))
    assert set(walk(root, walk_query(type="same_as")).depths) == {"a", "b"}


# --- what it costs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [1, 3, 16])
def test_a_walk_asks_once_for_its_links_and_once_for_the_documents(database, count_queries, depth):
    names = [f"e{number:02}" for number in range(20)]
    keep(*map(event, names), *itertools.starmap(link, itertools.pairwise(names)))
    with count_queries() as statements:
        assert len(responses(names[0], depth=str(depth)).events) == depth + 1
    assert len(statements) == 2


def test_a_walk_on_asks_once_for_sixteen_levels_more(database, count_queries):
    names = [f"e{number:02}" for number in range(40)]
    keep(*map(event, names), *itertools.starmap(link, itertools.pairwise(names)))
    with count_queries() as statements:
        assert len(responses(names[0], depth="all").events) == 40
    assert len(statements) == 3 + 1


def test_same_as_is_asked_for_level_by_level(database, count_queries):
    keep(*map(event, "abc"), link("a", "b", "same_as"), link("b", "c", "same_as"))
    with count_queries() as statements:
        assert len(responses("a", type="same_as", depth="all").events) == 3
    assert len(statements) == 3 + 1


def test_a_fan_of_four_hundred_asks_as_little_as_one_of_two(database, count_queries):
    names = [f"e{number:03}" for number in range(400)]
    keep_events("root", *names)
    keep(*(link("root", name) for name in names))
    with count_queries() as statements:
        found = responses("root", depth="all")
    assert (len(found.events), len(found.relations), len(statements)) == (401, 400, 2)


def test_a_chain_of_three_thousand_is_walked_to_its_end(database, monkeypatch):
    monkeypatch.setattr(engine, "READ_SECONDS", 60)  # a busy machine is no endless walk
    names = [f"e{number:04}" for number in range(3001)]
    keep_events(*names)
    keep(*itertools.starmap(link, itertools.pairwise(names)))
    found = walks.responses(names[0], walk_query(depth="all", limit="5000"))
    assert (found.depths[names[-1]], found.truncated) == (3000, False)
