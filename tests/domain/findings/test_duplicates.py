from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.findings.duplicates import ALIKE, COMPARED, NEAR, Sight, likenesses


def sight(name: str, day: int = 0, title: str = "one two three four", *, days: int = 1, **fields: object) -> Sight:
    known = {"kind": "strike", "actors": frozenset(), "words": frozenset(title.split())}
    return Sight((day, day + days - 1, name), earliest=day, latest=day + days - 1, **known | fields)


def pairs(*events: Sight) -> list[tuple[str, str]]:
    return [(pair.first.event, pair.second.event) for pair in likenesses(events)]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (sight("b"), True),
        (sight("b", title="one two three five"), False),
        (sight("b", title="one two three four five"), True),
        (sight("b", kind="talks"), False),
        (sight("b", 1), False),
        (sight("b", 0, days=9), True),
    ],
)
def test_events_of_a_kind_and_time_with_nearly_the_same_title_may_be_one(other, found):
    assert bool(pairs(sight("a"), other)) == found


def test_events_of_a_kind_and_time_by_the_same_actors_may_be_one():
    actors = frozenset({"kyiv", "moscow"})
    assert pairs(sight("a", title="x", actors=actors), sight("b", title="y", actors=actors)) == [("a", "b")]


def test_events_far_apart_in_the_order_are_not_compared():
    between = [sight(f"m{n}", title=f"m{n}") for n in range(NEAR)]
    assert pairs(sight("a", days=9), *between, sight("b")) == []


TITLES = st.sets(st.sampled_from("pqrstu"), min_size=1)
SIGHTS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 3), TITLES, st.sets(st.sampled_from("xy"))), max_size=COMPARED
)


@given(SIGHTS)
def test_no_pair_is_missed_and_none_is_made_up(rows):
    made = [(f"e{at:02}", *row) for at, row in enumerate(rows)]
    events = sorted(
        (
            sight(name, day, days=days, words=frozenset(title), actors=frozenset(who))
            for name, day, days, title, who in made
        ),
        key=lambda event: event.place,
    )
    expected = {
        (one.event, two.event)
        for one, two in combinations(events, 2)
        if one.latest >= two.earliest
        and (
            (one.actors and one.actors == two.actors)
            or len(one.words & two.words) >= ALIKE * len(one.words | two.words)
        )
    }
    assert set(pairs(*events)) == expected
