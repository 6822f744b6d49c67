"""Writers who link at the same time, each over a connection of its own."""

from functools import partial

from service.domain.errors import Busy, Conflict
from service.domain.records import RELATION
from service.storage import events, lists, records
from tests.storage.stored import NOW, at_once, event_query, ids_of, keep_events, link, relation_query

ROUNDS = 50


def other_client(client):
    """The same caller over another connection."""
    other = client.application.test_client()
    other.environ_base = dict(client.environ_base)
    return other


def test_two_clients_who_link_both_ways_at_once_never_close_a_cycle(client, make):
    other = other_client(client)
    for _ in range(ROUNDS):
        one, two = make.event(), make.event()
        answers = at_once(
            partial(client.post, "/v1/relations", json=make.link(one, two)),
            partial(other.post, "/v1/relations", json=make.link(two, one)),
        )
        assert sorted(answer.status_code for answer in answers) in ([201, 409], [503, 503], [201, 503])
        kept = client.get("/v1/relations", query_string={"event": one["id"]}).get_json()["items"]
        assert len(kept) == sum(answer.status_code == 201 for answer in answers)


def test_the_same_link_at_once_stands_once(database):
    keep_events(*(f"{end}{n}" for n in range(ROUNDS) for end in "ab"))
    for n in range(ROUNDS):
        twins = [link(f"a{n}", f"b{n}", id=f"{name}{n}") for name in ("x", "y")]
        outcomes = at_once(*(partial(records.add, twin, NOW) for twin in twins))
        assert sum(isinstance(outcome, (Conflict, Busy)) for outcome in outcomes) == 1
    assert len(lists.search(RELATION, relation_query(limit="500")).bodies) == ROUNDS


def test_four_writers_who_link_around_a_ring_leave_it_open(database):
    for n in range(12):
        ring = [f"{place}{n}" for place in "abcd"]
        keep_events(*ring)
        drafts = [link(ring[place - 1], ring[place]) for place in range(4)]
        outcomes = at_once(*(partial(records.add, draft, NOW) for draft in drafts))
        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1


def test_an_event_that_is_deleted_while_it_is_linked_leaves_no_dangling_relation(database):
    for n in range(12):
        keep_events(f"a{n}", f"b{n}")
        at_once(partial(records.remove, "event", f"a{n}", NOW), partial(records.add, link(f"a{n}", f"b{n}"), NOW))
    events_left = set(ids_of(events.search(event_query(limit="500")).bodies))
    causes = {f"a{n}" for n in range(12) if f"a{n}" in events_left}
    assert {row.partition(".")[0] for row in ids_of(lists.search(RELATION, relation_query()).bodies)} == causes
