from service.feeds.picture.chains import ranks
from tests.feeds.selection import relation


def test_a_response_ranks_behind_its_cause() -> None:
    assert ranks([relation("b", "c"), relation("a", "b")]) == {"a": 0, "b": 1, "c": 2}


def test_the_longest_way_counts() -> None:
    assert ranks([relation("a", "c"), relation("a", "b"), relation("b", "c")])["c"] == 2


def test_the_same_happening_ranks_nothing() -> None:
    assert ranks([relation("a", "b", "same_as")]) == {}


def test_a_cycle_ends() -> None:
    assert set(ranks([relation("a", "b"), relation("b", "a")])) == {"a", "b"}


def test_a_long_chain_needs_no_deep_stack() -> None:
    assert ranks([relation(str(number), str(number + 1)) for number in range(5000)])["5000"] == 5000
