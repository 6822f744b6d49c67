import random
from collections import defaultdict
from statistics import median

import pytest

from service.domain.chain_words import REACTION_WORDS
from service.domain.errors import Invalid
from service.domain.spans import span
from service.storage import reactions
from tests.storage.stored import actor, event, keep, link, query, source

pytestmark = pytest.mark.usefixtures("database")
DAY = 86_400


def count(**words: str) -> list[dict]:
    return reactions.count(query(REACTION_WORDS, **words)).items


def act(record_id: str, who: str, start: str, role: str = "initiator", **fields: object) -> object:
    return event(record_id, start=start, actors=[{"actor": who, "role": role}], **fields)


def exchange() -> None:
    """Kyiv acts on the 1st; Moscow answers on the 3rd and, nobody knows when in the month, again."""
    keep(*map(actor, ("kyiv", "moscow")), source("paper"))
    keep(
        act("a", "kyiv", "2024-11-01", kind="strike"),
        act("b", "moscow", "2024-11-03", kind="threat", tags=["loud"]),
        act("c", "moscow", "2024-11", role="speaker", kind="threat"),
    )
    keep(link("a", "b", stance="deter", sources=[{"source": "paper"}]), link("a", "c", asserted_by="kyiv"))


def test_reactions_are_counted_per_pair_of_actors_with_the_lag_that_dates_allow():
    exchange()
    assert count() == [
        {
            "cause": "kyiv",
            "response": "moscow",
            "count": 2,
            "shortest": 0,
            "longest": 30 * DAY - 1,
            "median_shortest": (DAY + 1) / 2,
            "median_longest": (33 * DAY - 2) / 2,
        }
    ]


def test_reactions_are_counted_per_pair_of_kinds():
    exchange()
    assert [(row["cause"], row["response"], row["count"]) for row in count(by="kind")] == [("strike", "threat", 2)]


def test_reactions_are_counted_per_type_and_stance():
    exchange()
    assert [(row["type"], row["stance"]) for row in count(by="type")] == [
        ("responds_to", None),
        ("responds_to", "deter"),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"tag": "loud"}, 1),
        ({"tag": "loud,quiet"}, 1),
        ({"kind": "strike"}, 0),
        ({"asserted_by": "none"}, 1),
        ({"according_to": "paper"}, 1),
        ({"min_confidence": "1"}, 0),
        ({"family": "evidence"}, 0),
        ({"q": "event b"}, 1),
    ],
)
def test_event_words_choose_the_responses_and_viewpoint_words_the_relations(words, expected):
    exchange()
    assert sum(row["count"] for row in count(**words)) == expected


def test_a_lag_is_open_where_a_date_is():
    keep(event("a", start="../2024-01-01"), event("b", start="2024-11-03"), link("a", "b"))
    (row,) = count(by="kind")
    assert (row["shortest"], row["longest"], row["median_longest"]) == (306 * DAY + 1, None, None)


def test_an_actor_who_initiates_and_speaks_counts_once():
    exchange()
    both = [{"actor": "moscow", "role": role} for role in ("initiator", "speaker")]
    keep(event("d", start="2024-12", actors=both), link("a", "d"))
    assert count()[0]["count"] == 3


def test_the_most_frequent_come_first_and_the_limit_is_said():
    exchange()
    keep(event("d", start="2025"), link("a", "d"))
    found = reactions.count(query(REACTION_WORDS, by="kind", limit="1"))
    assert (found.items[0]["response"], found.total, found.truncated) == ("threat", 2, True)


def test_an_answer_reads_so_many_reactions_and_says_so(monkeypatch):
    monkeypatch.setattr(reactions, "ROWS", 1)
    exchange()
    found = reactions.count(query(REACTION_WORDS, by="kind"))
    assert (found.items[0]["count"], found.truncated) == (1, True)


def test_an_unknown_timeline_is_refused():
    with pytest.raises(Invalid):
        count(timeline="nowhere")


@pytest.mark.parametrize(("words", "queries"), [({}, 1), ({"by": "kind", "q": "event"}, 2), ({"actor": "moscow"}, 1)])
def test_reactions_cost_one_query(count_queries, words, queries):
    exchange()
    with count_queries() as statements:
        count(**words)
    assert len(statements) == queries


def test_reactions_equal_a_plain_count_on_random_dates():
    chance = random.Random(5)
    names = ["x", "y", "z"]
    keep(*map(actor, names))
    dates = [
        "2024-11",
        "2024-11-05",
        "2024-11-05T10:00:00Z",
        "2024",
        "2024-11-02/2024-11-09",
        "2024-11-05/..",
        "2024-11~",
    ]
    made = [act(f"e{n}", chance.choice(names), chance.choice(dates)) for n in range(30)]
    pairs = sorted({tuple(sorted(chance.sample(range(30), 2))) for _ in range(60)})
    keep(*made, *(link(f"e{one}", f"e{two}", "part_of") for one, two in pairs))
    lags = defaultdict(list)
    for one, two in pairs:
        cause, response = (made[at] for at in (one, two))
        early, late = (span(draft.fields["start"], None).start for draft in (cause, response))
        ends = (late.earliest - early.latest, late.latest - early.earliest)
        lags[tuple(draft.fields["actors"][0]["actor"] for draft in (cause, response))].append(ends)
    expected = {}
    for pair, found in lags.items():
        shortest, longest = zip(*found, strict=True)
        expected[pair] = [len(found), min(shortest), max(longest), median(shortest), median(longest)]
    assert {(row["cause"], row["response"]): list(row.values())[2:] for row in count(family="structure")} == expected
