"""What the engines plan for the questions that are asked most: an index leads, and nothing is sorted."""

import itertools
import random
from functools import cache, partial

import pytest

from service.domain.change_words import CHANGE_WORDS
from service.storage import changes, events, lists, records, walks
from service.storage.engine import analyse, engine, reading
from service.storage.engine import database as proxy
from tests.storage.stored import actor, event, event_query, keep, link, query, relation_query, walk_query

SIZE = 2000
"""Rows enough for a planner to prefer an index."""


@cache
def drafts():
    """Events of a random year with one actor of three each, and relations between neighbours that allow them."""
    dice = random.Random(1)
    years = {f"e{number:04}": dice.randrange(1900, 2025) for number in range(SIZE)}
    actors = [f"a{number}" for number in range(3)]
    pairs = [(one, two) for one, two in itertools.pairwise(years) if years[one] <= years[two]]
    return [
        *map(actor, actors),
        *(event(name, start=str(year), actors=[{"actor": dice.choice(actors)}]) for name, year in years.items()),
        *itertools.starmap(link, pairs),
    ]


@pytest.fixture
def many(database):
    keep(*drafts())
    analyse()


def plans_of(ask, *, freely=False):
    """The plan of each statement that `ask` makes, in the engine's words.

    PostgreSQL sorts a small table rather than follow an index; told not to, it still does where no index would help.
    `freely` leaves the choice to it.
    """
    asked = []
    engine().query_hooks.append(asked.append)
    ask()
    engine().query_hooks.clear()
    is_postgres = proxy.param == "%s"
    without = ("enable_sort", "enable_seqscan") if is_postgres and not freely else ()
    with reading():
        for setting in without:
            proxy.execute_sql(f"SET {setting} = off")
        selects = [told for told in asked if "SELECT" in told.sql and not told.sql.startswith("BEGIN")]
        word = "EXPLAIN" if is_postgres else "EXPLAIN QUERY PLAN"
        rows = [proxy.execute_sql(f"{word} {told.sql}", told.params).fetchall() for told in selects]
        for setting in without:
            proxy.execute_sql(f"RESET {setting}")
    return ["\n".join(str(row[-1]) for row in plan) for plan in rows]


def reads_everything(plan, table):
    """Whether a plan goes through a whole table, or through a whole index to find a part of it.

    What a query has found by itself, such as the levels of a walk, is no table.
    """
    lines = plan.splitlines()
    found = {line.removeprefix("CO-ROUTINE ") for line in lines}
    names = {table, "ever", "part", *(f"t{number}" for number in range(1, 9))} - found
    return any(line.startswith(f"SCAN {name}") and "USING" not in line for line in lines for name in names) or any(
        f"Seq Scan on {table}" in line for line in lines
    )


def sorts(plan):
    return "TEMP B-TREE FOR ORDER BY" in plan or "Sort Key" in plan


def pages(**words):
    """Asks for two pages of events."""
    events.search(event_query(cursor=events.search(event_query(**words)).next, **words))


def test_lists_are_read_off_an_index_in_their_order(many):
    asked = {
        "all": pages,
        "backwards": partial(pages, sort="-date"),
        "last changed": partial(pages, sort="-updated"),
        "of an actor": partial(pages, actor="a1"),
        "of a kind": partial(pages, kind="event"),
        "of a kind, backwards": partial(pages, kind="event", sort="-date"),
        "relations": partial(lists.search, "relation", relation_query()),
    }
    for name, ask in asked.items():
        for plan in plans_of(ask):
            assert not reads_everything(plan, "event"), (name, plan)
            assert not reads_everything(plan, "relation"), (name, plan)
            assert not sorts(plan), (name, plan)


def test_lists_as_of_a_moment_are_read_off_an_index_in_their_order(many):
    asked = {
        "all": partial(pages, as_of="1500"),
        "backwards": partial(pages, sort="-date", as_of="1500"),
        "last changed": partial(pages, sort="-updated", as_of="1500"),
        "of a kind": partial(pages, kind="event", as_of="1500"),
        "relations": partial(lists.search, "relation", relation_query(as_of="3000")),
    }
    for name, ask in asked.items():
        for plan, table in itertools.product(
            plans_of(ask), ("event_ever", "relation_ever", "term", "term_past", "journal")
        ):
            assert not reads_everything(plan, table), (name, plan)
            assert not sorts(plan), (name, plan)


def test_who_follows_the_changes_reads_no_more_than_a_window_of_them(many):
    for words in ({}, {"type": "relation"}, {"id": "e0007"}, {"id": "e0007,e0008", "type": "event,actor"}):
        _head, found = plans_of(partial(changes.search, query(CHANGE_WORDS, **words), 1500))
        for line, condition in itertools.pairwise([*found.splitlines(), ""]):
            assert not line.startswith("SCAN t1"), found
            assert "journal_pkey" not in line or "Index Cond" in condition, found
        assert not sorts(found), found


def test_whatever_is_looked_up_is_found_by_an_index(many):
    asked = {
        "causes": partial(walks.causes, "e0100", walk_query(depth="3")),
        "responses": partial(walks.responses, "e0100", walk_query(depth="3")),
        "record": partial(records.find, "event", "e0007"),
        "ids": partial(events.search, event_query(id="e0007,e0008,e0009", sort="updated")),
        "cause_of": partial(events.search, event_query(cause_of="e0100")),
        "response_to": partial(events.search, event_query(response_to="e0100")),
        "causes then": partial(walks.causes, "e0100", walk_query(depth="3", as_of="3000")),
        "record then": partial(records.find, "event", "e0007", ("seq", 1500)),
        "ids then": partial(events.search, event_query(id="e0007,e0008,e0009", as_of="1500")),
        "write": partial(keep, event("new"), link("e0001", "e1900", "reports", id="new")),
    }
    for name, ask in asked.items():
        plans = plans_of(ask)
        assert plans
        for plan, table in itertools.product(plans, ("event", "relation", "journal", "event_ever", "relation_ever")):
            assert not reads_everything(plan, table), (name, plan)
