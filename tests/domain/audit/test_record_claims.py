import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.audit.record_claims import judged_records
from tests.domain.claimed import said, total

PERIODS = st.sampled_from(["2024-11-01", "2024-11-02", "2024-11-03", "2024-11", "2024-12", "[2024-11-02,2024-11-03]"])
CLAIMS = st.builds(
    said,
    st.integers(0, 5),
    PERIODS,
    comparator=st.sampled_from(["exact", "exact", "at_least", "at_most", "more_than"]),
    is_record=st.booleans(),
)


def judged(*claims):
    return [verdict.finding for verdict in judged_records(claims)]


def record(value, period, **fields):
    return said(value, period, is_record=True, **fields)


def expected(record, claims):
    before = [
        claim for claim in claims if claim.length == record.length and claim.period.latest < record.period.earliest
    ]
    if any(claim.range.low >= record.range.high for claim in before):
        return "record_refuted"
    return "record_supported" if before and all(record.range.above(c.range) for c in before) else "record_undecided"


@given(st.lists(CLAIMS, max_size=8))
def test_each_record_is_judged_by_all_earlier_figures_of_its_length(claims):
    verdicts = {verdict.about.key: verdict.finding for verdict in judged_records(claims)}
    assert verdicts == {claim.key: expected(claim, claims) for claim in claims if claim.figure["is_record"]}


def test_a_higher_number_before_it_refutes_a_record():
    before = said(2000, "2024-11-01")
    (verdict,) = judged_records([before, record(1950, "2024-11-10")])
    assert verdict.finding == "record_refuted"
    assert verdict.claims[1] == before
    assert verdict.difference == 50
    assert verdict.sentence == (
        "2,000 for 1 November 2024 was not beaten by the record claimed, 1,950 for 10 November 2024"
    )


def test_a_tie_is_no_record():
    assert judged(said(1950, "2024-11-01"), record(1950, "2024-11-10")) == ["record_refuted"]


def test_a_higher_number_after_it_takes_nothing_from_a_record():
    assert judged(said(1900, "2024-11-01"), record(1950, "2024-11-10"), said(2000, "2024-11-11")) == [
        "record_supported"
    ]


def test_a_record_is_supported_by_the_highest_before_it():
    lower, next_highest = said(1600, "2024-11-01"), said(1900, "2024-11-02")
    (verdict,) = judged_records([lower, next_highest, record(1950, "2024-11-10")])
    assert verdict.claims[1] == next_highest
    assert verdict.difference == 50


@pytest.mark.parametrize("period", ["2024-10", "2024-11-01/2024-11-07", "2024-11-01T10:00:00Z", "2024-10~", None])
def test_periods_of_another_length_prove_nothing(period):
    assert judged(said(40_000, period), record(1950, "2024-11-10")) == ["record_undecided"]


def test_a_day_that_is_not_named_is_a_day():
    assert judged(said(2000, "2024-10-31"), record(1950, "[2024-11-01..2024-11-23]")) == ["record_refuted"]
    assert judged(said(2000, "2024-11-01"), record(1950, "[2024-11-01..2024-11-23]")) == ["record_undecided"]


def test_a_week_is_held_against_weeks():
    assert judged(said(9, "2024-11-01/2024-11-07"), record(8, "2024-11-08/2024-11-14")) == ["record_refuted"]


def test_the_figures_of_others_are_left_out():
    assert judged(said(2000, "2024-11-01", claimed_by="moscow"), record(1950, "2024-11-10")) == ["record_undecided"]


def test_what_may_be_higher_leaves_it_undecided():
    before = said(1900, "2024-11-01", comparator="at_least")
    (verdict,) = judged_records([before, record(1950, "2024-11-10")])
    assert (verdict.finding, verdict.claims[1], verdict.difference) == ("record_undecided", before, None)


def test_a_running_total_is_always_the_highest():
    assert judged(total(5, "2024-11-01"), total(6, "2024-11-02", is_record=True)) == []
