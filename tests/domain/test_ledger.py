import json
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import seconds
from service.domain.ledger import Entry, overlap, summed

PERIOD, CUMULATIVE = {"metric": "losses", "scope": "period"}, {"metric": "losses", "scope": "cumulative"}
SPANS = st.tuples(st.integers(0, 10) | st.just(-inf), st.integers(10, 20) | st.just(inf)) | st.tuples(
    st.integers(0, 5), st.integers(5, 10)
)


def entry(value, first=0, last=0):
    return Entry(first, last, value)


def group(values, shared=PERIOD):
    return json.loads(summed(shared, [entry(value) for value in values]))


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=20))
def test_hundredths_add_up_to_what_they_do_on_paper(hundredths):
    assert group([number / 100 for number in hundredths])["sum"] == sum(hundredths) / 100


def test_tenths_add_up():
    assert group([0.1, 0.2])["sum"] == 0.3


def test_a_sum_may_be_larger_than_any_number_in_it():
    assert group([2**53, 2**53, 1])["sum"] == 2**54 + 1


def test_a_group_has_its_number_its_lowest_and_its_highest_claim():
    found = group([1610, 1950.5, 1200])
    assert (found["count"], found["lowest"], found["highest"]) == (3, 1200, 1950.5)


def test_running_totals_are_not_added_up():
    found = group([700_000, 701_000], CUMULATIVE)
    assert (found["sum"], found["overlapping"], found["highest"]) == (None, None, 701_000)


def test_a_group_says_from_when_to_when_its_figures_reach():
    day = seconds(2024, 11, 24)
    found = json.loads(summed(PERIOD, [entry(1, day, day + 5), entry(1, -inf, day)]))
    assert (found["earliest"], found["latest"]) == (None, "2024-11-24T00:00:05Z")


@given(st.lists(SPANS, max_size=6))
def test_periods_overlap_where_two_of_them_share_a_second(spans):
    entries = [entry(n, first, last) for n, (first, last) in enumerate(spans)]
    pairs = [(a, b) for a in entries for b in entries if a.value < b.value]
    assert overlap(entries) == any(a.earliest <= b.latest and b.earliest <= a.latest for a, b in pairs)
