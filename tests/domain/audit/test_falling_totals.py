import itertools

from hypothesis import given
from hypothesis import strategies as st

from service.domain.audit.falling_totals import falling_totals
from tests.domain.claimed import said, total

PERIODS = st.sampled_from(
    ["2024-10", "2024-11-01", "2024-11-02", "2024-11", "[2024-11-01,2024-11-03]", "2024-12-01", "2024~"]
)
TOTALS = st.builds(
    total, st.integers(0, 9), PERIODS, comparator=st.sampled_from(["exact", "at_least", "at_most", "more_than"])
)


def falls(one, other):
    """The other is surely later than one, and surely lower."""
    early, late = one.until.latest, other.until.earliest
    return None not in (early, late) and early < late and one.range.above(other.range)


@given(st.lists(TOTALS, max_size=7))
def test_something_is_found_exactly_where_some_total_falls(totals):
    verdicts = list(falling_totals(totals))
    assert bool(verdicts) == any(falls(*pair) for pair in itertools.permutations(totals, 2))
    assert all(falls(*verdict.claims) for verdict in verdicts)


def test_a_fall_is_told_with_its_numbers():
    (verdict,) = falling_totals([total(1000, "2024-11-24"), total(990, "2024-11-25")])
    assert verdict.sentence == "1,000 up to 24 November 2024, then 990 up to 25 November 2024: the total has gone down"
    assert verdict.difference == 10


def test_after_a_fall_totals_are_held_against_the_new_level():
    values = [100, 200, 110, 120, 115]
    totals = [total(value, f"2024-11-{day:02}") for day, value in enumerate(values, 1)]
    assert [verdict.claims for verdict in falling_totals(totals)] == [(totals[1], totals[2]), (totals[3], totals[4])]


def test_a_vague_total_between_two_hides_no_fall():
    totals = [total(100, "2024-11-01"), total(5, "2024-11-02", comparator="more_than"), total(90, "2024-11-03")]
    assert [verdict.claims for verdict in falling_totals(totals)] == [(totals[0], totals[2])]


def test_totals_counted_from_different_days_or_by_others_are_no_series():
    since_january, since_war = total(40, "2024-01-01/2024-11-02"), total(700, "2022-02-24/2024-11-01")
    assert list(falling_totals([since_war, since_january, total(9, "2024-11-03", claimed_by="moscow")])) == []


def test_a_total_without_a_period_adds_up_to_its_event():
    totals = [total(100, start="2024-11-01"), total(90, start="2024-11-02")]
    assert [verdict.about for verdict in falling_totals(totals)] == [totals[1]]


def test_figures_of_a_period_may_fall():
    assert list(falling_totals([said(100, "2024-11-01"), said(90, "2024-11-02")])) == []
