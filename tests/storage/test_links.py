import itertools

import pytest

from service.domain.errors import Conflict, Invalid
from service.domain.relations import TYPES, types_in
from service.storage import records
from service.storage.engine import writing
from service.storage.store import store
from tests.storage.stored import NOW, actor, event, keep, keep_events, link, put

CHAIN = types_in("chain")
FREE = [name for name, relation_type in TYPES.items() if relation_type.order is None]


def store_links(*drafts):
    """What became of the links of one batch, in their order: an operation or an error's name."""
    with writing():
        outcomes = store(drafts, NOW)
    return [type(outcome.error).__name__ if outcome.error else outcome.op for outcome in outcomes]


@pytest.fixture
def viewpoints(database):
    keep(*map(event, "abcd"), actor("us"), actor("them"))


# --- once -------------------------------------------------------------------------------------------------------------


def test_the_same_link_stands_once(viewpoints):
    keep(link("a", "b"))
    with pytest.raises(Conflict, match=r"a\.b"):
        keep(link("a", "b", id="twin"))


@pytest.mark.parametrize("other", [{"type": "caused_by"}, {"asserted_by": "us"}], ids=str)
def test_another_type_or_another_viewpoint_is_another_link(viewpoints, other):
    keep(link("a", "b"), link("a", "b", **{"id": "other"} | other))


@pytest.mark.parametrize("relation_type", ["same_as", "responds_to"])
def test_a_link_may_be_replaced_by_itself(viewpoints, relation_type):
    keep(link("a", "b", relation_type))
    assert put(link("a", "b", relation_type, note="changed")).version == 2


def test_same_as_is_the_same_link_whichever_way_round(viewpoints):
    keep(link("a", "b", "same_as"))
    with pytest.raises(Conflict):
        keep(link("b", "a", "same_as"))


def test_a_link_that_was_deleted_makes_room(viewpoints):
    keep(link("a", "b"))
    records.remove("relation", "a.b", NOW)
    keep(link("a", "b", id="again"))


def test_two_links_of_a_batch_may_change_places(viewpoints):
    keep(link("a", "b", id="one"), link("c", "d", id="two"))
    assert store_links(link("c", "d", id="one"), link("a", "b", id="two")) == ["update", "update"]


def test_a_link_may_take_the_place_of_one_that_moves_away_in_the_same_batch(viewpoints):
    keep(link("a", "b", id="one"), link("b", "c", id="two"))
    assert store_links(link("b", "c", id="one"), link("c", "d", id="two")) == ["update", "update"]


def test_the_same_link_twice_in_a_batch_stands_once(viewpoints):
    assert store_links(link("a", "b", id="one"), link("a", "b", id="two")) == ["create", "Conflict"]


# --- no cycle within one viewpoint ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), list(itertools.product(CHAIN, CHAIN)))
def test_causal_and_sequence_relations_together_close_no_cycle(viewpoints, one, other):
    keep(link("a", "b", one))
    with pytest.raises((Conflict, Invalid)) as refused:
        keep(link("b", "a", other, id="back"))
    assert isinstance(refused.value, Conflict)


@pytest.mark.parametrize("relation_type", ["supersedes", "part_of"])
def test_an_order_of_its_own_closes_no_cycle(viewpoints, relation_type):
    keep(link("a", "b", relation_type), link("b", "c", relation_type))
    with pytest.raises(Conflict, match="c → a → b → c"):
        keep(link("c", "a", relation_type))


@pytest.mark.parametrize("relation_type", ["supersedes", "part_of", *FREE])
def test_orders_do_not_mind_each_other(viewpoints, relation_type):
    keep(link("a", "b"), link("b", "a", relation_type))


@pytest.mark.parametrize("relation_type", [name for name in FREE if name != "same_as"])
def test_what_has_no_order_may_go_round(viewpoints, relation_type):
    keep(link("a", "b", relation_type), link("b", "a", relation_type))


def test_a_cycle_across_viewpoints_stands(viewpoints):
    keep(link("a", "b"))
    keep(link("b", "a", asserted_by="us"), link("b", "a", asserted_by="them", id="third"))


def test_a_cycle_within_an_actors_viewpoint_is_refused_with_its_events(viewpoints):
    keep(link("a", "b", asserted_by="us"), link("b", "c", asserted_by="us"))
    with pytest.raises(Conflict, match="c → a → b → c"):
        keep(link("c", "a", asserted_by="us"))


def test_a_link_that_moves_to_another_viewpoint_is_judged_there(viewpoints):
    keep(link("a", "b"), link("b", "a", asserted_by="us"))
    with pytest.raises(Conflict):
        put(link("b", "a"))


def test_a_link_may_turn_round(viewpoints):
    keep(link("a", "b"))
    assert put(link("b", "a", id="a.b")).version == 2


def test_a_link_may_not_turn_round_against_the_others(viewpoints):
    keep(link("a", "b"), link("b", "c"), link("a", "c"))
    with pytest.raises(Conflict):
        put(link("c", "a", id="a.c"))


def test_a_batch_that_turns_a_whole_chain_round_stands(viewpoints):
    keep(link("a", "b"), link("b", "c"), link("c", "d"))
    turned = [link(two, one, id=f"{one}.{two}") for one, two in itertools.pairwise("abcd")]
    assert store_links(*turned) == ["update"] * 3


def test_a_batch_that_closes_a_cycle_by_itself_loses_its_last_link(viewpoints):
    assert store_links(link("a", "b"), link("b", "c"), link("c", "a")) == ["create", "create", "Conflict"]


def test_a_refused_change_leaves_its_stored_link_in_the_way_of_others(viewpoints):
    """The new `one` would be the twin of `taken`, so the old one stays, and `two` would close a cycle with it."""
    keep(link("a", "b", id="one"), link("c", "d", id="taken"))
    assert store_links(link("c", "d", id="one"), link("b", "a", id="two")) == ["Conflict", "Conflict"]


def test_a_link_at_the_end_of_a_long_chain_asks_a_few_questions(database, count_queries):
    names = [f"e{number}" for number in range(200)]
    keep_events(*names, "new")
    keep(*itertools.starmap(link, itertools.pairwise(names)))
    with count_queries() as statements:
        keep(link(names[-1], "new"))
    assert len(statements) < 20


# --- in time ----------------------------------------------------------------------------------------------------------


def test_a_response_cannot_start_before_its_cause(database):
    keep(event("late", start="2024-11-21"), event("early", start="2024-11-17"))
    with pytest.raises(Invalid) as refused:
        keep(link("late", "early"))
    (fault,) = refused.value.faults
    assert fault.pointer == "/response"
    assert "2024-11-17T23:59:59Z" in fault.detail
    assert "2024-11-21T00:00:00Z" in fault.detail


@pytest.mark.parametrize("start", ["2024-11-17?", "2024-11-20", "../2024-11-30", "2024-11"])
def test_what_may_be_possible_stands(database, start):
    keep(event("cause", start="2024-11-21"), event("response", start=start))
    keep(link("cause", "response"))


def test_a_sequence_is_judged_by_the_end_of_the_cause(database):
    keep(event("war", start="2020", end="2024"), event("during", start="2022"))
    keep(link("war", "during"))
    with pytest.raises(Invalid):
        keep(link("war", "during", "follows", id="after"))


def test_a_date_that_makes_a_relation_impossible_is_refused_naming_it(viewpoints):
    keep(link("a", "b"), link("a", "c"))
    with pytest.raises(Invalid) as refused:
        put(event("a", start="2026"))
    assert {fault.pointer for fault in refused.value.faults} == {"/start"}
    told = " ".join(fault.detail for fault in refused.value.faults)
    assert "relation a.b" in told
    assert "relation a.c" in told


def test_the_date_of_a_response_is_judged_too(viewpoints):
    keep(link("a", "b"))
    with pytest.raises(Invalid, match=r"a\.b"):
        put(event("b", start="2022"))


@pytest.mark.parametrize("changed", [{"start": "2025~"}, {"start": "2024", "end": "2030"}, {"title": "Other"}], ids=str)
def test_a_change_that_keeps_it_possible_stands(viewpoints, changed):
    keep(link("a", "b"))
    assert put(event("a", **changed)).version == 2


def test_an_end_that_moves_is_judged_for_a_sequence(viewpoints):
    keep(link("a", "b", "follows"))
    with pytest.raises(Invalid):
        put(event("a", end="2026"))


def test_both_ends_may_move_together(viewpoints):
    keep(link("a", "b"))
    with writing():
        outcomes = store([event("a", start="2030"), event("b", start="2031")], NOW)
    assert [outcome.op for outcome in outcomes] == ["update", "update"]


def test_of_two_ends_that_move_together_neither_is_kept_apart(viewpoints):
    """The response cannot be stored (its kind is unknown), so the cause may not move beyond where it stays."""
    keep(link("a", "b"))
    with writing():
        outcomes = store([event("a", start="2030"), event("b", start="2031", kind="nothing")], NOW)
    assert [type(outcome.error) for outcome in outcomes] == [Invalid, Invalid]


def test_a_type_without_a_time_rule_stands_at_any_dates(database):
    keep(event("late", start="2024"), event("early", start="1900"))
    for relation_type in TYPES:
        if TYPES[relation_type].after is None:
            keep(link("late", "early", relation_type, id=relation_type.replace("_", "-")))


def test_changing_the_type_of_a_link_judges_its_time(database):
    keep(event("late", start="2024"), event("early", start="1900"), link("late", "early", "disputes"))
    with pytest.raises(Invalid):
        put(link("late", "early"))
