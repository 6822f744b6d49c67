import random
from fractions import Fraction

import pytest

from service.domain.audit import audit, concerns
from service.domain.audit.verdicts import SUPPORTED
from tests.domain.claimed import changed, said, total, year

ALL_KINDS_OF_NUMBERS = pytest.mark.parametrize("step", [Fraction(1), Fraction(1, 10)], ids=["whole", "tenths"])


def faults(claims):
    """(finding, event) of everything that is not in a record's favour."""
    return [(verdict.finding, verdict.about.key[0]) for verdict in audit(claims) if verdict.finding != SUPPORTED]


def event(claim):
    return claim.key[0]


@ALL_KINDS_OF_NUMBERS
@pytest.mark.parametrize("seed", range(3))
def test_a_clean_year_has_no_fault_and_every_record_in_it_is_supported(step, seed):
    claims = list(year(step=step, seed=seed).values())
    records = [claim.key for claim in claims if claim.figure["is_record"]]
    assert faults(claims) == []
    assert [verdict.about.key for verdict in audit(claims)] == sorted(records)


def test_a_clean_year_is_clean_in_any_order():
    claims = list(year().values())
    random.Random(1).shuffle(claims)
    assert faults(claims) == []


@ALL_KINDS_OF_NUMBERS
def test_one_wrong_total_is_one_fault(step):
    claims = year(step=step)
    wrong = claims["total 2024-06-01"]
    claims["total 2024-06-01"] = changed(wrong, value=wrong.figure["value"] + 1)
    assert faults(claims.values()) == [("total_differs_from_sum", event(wrong))]


def test_one_wrong_daily_figure_is_one_fault_of_the_total_after_it():
    claims = year()
    wrong = claims["day 2024-06-01"]
    claims["day 2024-06-01"] = changed(wrong, value=wrong.figure["value"] + 1)
    assert faults(claims.values()) == [("total_differs_from_sum", event(claims["total 2024-06-01"]))]


def test_a_level_that_moves_for_good_is_one_fault():
    claims = year()
    for name, claim in claims.items():
        if name >= "total 2024-06-01":
            claims[name] = changed(claim, value=claim.figure["value"] + 50)
    assert faults(claims.values()) == [("total_differs_from_sum", event(claims["total 2024-06-01"]))]


def test_a_total_that_goes_down_is_found_beside_the_sum_that_it_misses():
    claims = year()
    before, wrong = claims["total 2024-05-31"], claims["total 2024-06-01"]
    claims["total 2024-06-01"] = changed(wrong, value=before.figure["value"] - 1)
    assert faults(claims.values()) == [("total_differs_from_sum", event(wrong)), ("total_falls", event(wrong))]


def test_where_a_daily_figure_is_missing_no_sum_is_held_against_the_total():
    claims = year()
    wrong = claims["total 2024-06-01"]
    claims["total 2024-06-01"] = changed(wrong, value=wrong.figure["value"] + 1)
    del claims["day 2024-06-01"], claims["day 2024-06-02"]
    assert faults(claims.values()) == []


def test_a_second_number_for_a_day_is_one_contradiction():
    claims = year()
    told = claims["day 2024-06-01"]
    twin = said(told.figure["value"] + 30, "2024-06-01", event="twin")
    assert faults([*claims.values(), twin]) == [("contradiction", min(event(told), event(twin)))]


def test_the_same_number_told_twice_is_no_fault():
    claims = year()
    again = [changed(claim, event=f"again-{event(claim)}") for claim in claims.values()]
    assert faults([*claims.values(), *again]) == []


def test_another_claimant_is_no_fault_until_a_number_differs():
    claims = year()
    others = {
        name: changed(claim, event=f"moscow-{event(claim)}", claimed_by="moscow") for name, claim in claims.items()
    }
    other = others["day 2024-06-01"]
    others["day 2024-06-01"] = changed(other, value=1, is_record=False)
    found = faults([*claims.values(), *others.values()])
    assert found == [
        ("contradiction_between_claimants", event(claims["day 2024-06-01"])),
        ("total_differs_from_sum", event(others["total 2024-06-01"])),
    ]


def test_a_record_that_was_no_record_is_one_fault():
    claims = year()
    low = min(claims, key=lambda name: (name < "day 2024-02", claims[name].is_total, claims[name].figure["value"]))
    claims[low] = changed(claims[low], is_record=True)
    assert faults(claims.values()) == [("record_refuted", event(claims[low]))]


def test_every_verdict_on_a_series_has_a_key_of_its_own():
    claims = [changed(claim, is_record=True) for claim in year().values()]
    twins = [
        changed(claim, event=f"x-{event(claim)}", value=claim.figure["value"] + 1, claimed_by="x") for claim in claims
    ]
    keys = [verdict.key for verdict in audit([*claims, *twins])]
    assert len(keys) == len(set(keys)) > 700
    assert keys == sorted(keys)


def test_a_verdict_concerns_every_figure_in_its_proof():
    one, other = said(5, "2024-11-24"), said(7, "2024-11-24")
    (verdict,) = audit([one, other])
    assert concerns(verdict, findings=(), chosen={other.key})
    assert concerns(verdict, findings=("contradiction",), chosen={one.key})
    assert not concerns(verdict, findings=("total_falls",), chosen={one.key})
    assert not concerns(verdict, findings=(), chosen={("elsewhere", 0)})


def test_a_finding_names_its_figures_and_its_arithmetic():
    (verdict,) = audit([total(1000, "2024-11-24", event="a"), total(990.5, "2024-11-25", event="b")])
    assert (
        '"figures":[{"event":"a","index":0,"claimed_by":"kyiv"},{"event":"b","index":0,"claimed_by":"kyiv"}]'
        in verdict.body
    )
    assert '"before":{"low":1000,"high":1000},"after":{"low":990.5,"high":990.5}},"difference":9.5' in verdict.body
