import json

import pytest

from service.domain.errors import Invalid
from service.domain.figure_words import AUDIT_WORDS
from service.domain.queries import PAGING
from service.storage import audit
from tests.domain.claimed import year
from tests.storage.stored import actor, event, keep, query

pytestmark = pytest.mark.usefixtures("database")


def audit_query(**words):
    return query((*AUDIT_WORDS, *PAGING), **words)


def findings(**words):
    """(finding, metric, the first figure's event) of a page."""
    page = audit.search(audit_query(**words))
    return [(found["finding"], found["metric"], found["figures"][0]["event"]) for found in map(json.loads, page.bodies)]


def told(value, period="2024", **fields):
    return {"metric": "losses", "value": value, "period": period} | fields


def contradict(*names, **fields):
    """Two events for each name, with two numbers for 2024."""
    keep(*(event(f"{name}{n}", figures=[told(n, metric=name)], **fields) for name in names for n in (1, 2)))


def walked(limit):
    page = audit.search(audit_query(limit=limit))
    found = page.bodies
    while page.next:
        page = audit.search(audit_query(limit=limit, cursor=page.next))
        found = [*found, *page.bodies]
    return found


def keep_year(claims):
    keep(actor("kyiv"))
    keep(*(event(name.replace(" ", "-"), figures=[figure_of(claim)]) for name, claim in claims.items()))


def figure_of(claim):
    return {name: value for name, value in claim.figure.items() if name not in ("event", "index", "earliest", "latest")}


def test_a_clean_year_has_only_supported_records():
    keep_year(year())
    assert {finding for finding, *_ in findings(limit="500")} == {"record_supported"}


def test_a_planted_fault_is_found_alone():
    claims = year()
    claims["day 2024-06-01"].figure["value"] += 1
    keep_year(claims)
    faults = [found for found in findings(limit="500") if found[0] != "record_supported"]
    assert faults == [("total_differs_from_sum", "losses", "total-2024-05-31")]


def test_series_are_told_apart_by_metric_subject_and_unit():
    keep(actor("russia"))
    figures = [told(1), told(2, metric="tanks"), told(3, unit="men"), told(4, subject="russia")]
    keep(*(event(f"e{n}", figures=[figure]) for n, figure in enumerate(figures)))
    assert findings() == []


def test_findings_stand_by_metric_subject_and_unit():
    contradict("tanks", "guns", "ships")
    assert [metric for _, metric, _ in findings()] == ["guns", "ships", "tanks"]


@pytest.mark.parametrize("limit", ["1", "2", "500"])
def test_pages_hold_every_finding_once(limit):
    contradict("tanks", "guns", "ships")
    keep(*(event(f"late{n}", figures=[told(9 - n, f"2024-11-{n:02}", scope="cumulative")]) for n in range(1, 6)))
    found = walked(limit)
    assert len(found) == len(set(found)) == 7


@pytest.mark.parametrize("figures_a_page", [1, 3])
def test_a_page_ends_after_so_many_figures_and_the_next_goes_on(monkeypatch, figures_a_page):
    contradict("tanks", "guns", "ships")
    keep(event("clean", figures=[told(1, metric="boats"), told(1, metric="planes")]))
    whole = walked("500")
    monkeypatch.setattr(audit, "FIGURES_A_PAGE", figures_a_page)
    assert audit.search(audit_query()).next
    assert walked("500") == whole


def test_many_series_are_read_in_parts(monkeypatch):
    monkeypatch.setattr(audit, "_BATCH", 3)
    contradict("tanks", "guns", "ships")
    assert len(findings()) == 3


def test_findings_are_counted():
    contradict("tanks", "guns", "ships")
    page = audit.search(audit_query(count="true", limit="1"))
    assert (len(page.bodies), page.total) == (1, 3)


def test_a_count_of_too_many_figures_is_refused(monkeypatch):
    monkeypatch.setattr(audit, "FIGURES_A_COUNT", 5)
    contradict("tanks", "guns", "ships")
    with pytest.raises(Invalid) as refused:
        findings(count="true")
    assert refused.value.faults[0].parameter == "count"
    assert audit.search(audit_query(count="true", metric="tanks")).total == 1


def test_words_choose_findings_by_a_figure_that_they_rest_on():
    contradict("tanks", "guns")
    keep(event("strike", tags=["war"], figures=[told(3, metric="guns")]))
    assert findings(metric="tanks") == [("contradiction", "tanks", "tanks1")]
    assert findings(tag="war") == [("contradiction", "guns", "guns1")]
    assert findings(id="strike", metric="tanks") == []
    assert findings(q="strike") == findings(tag="war")


def test_a_finding_can_be_asked_for_by_name():
    contradict("guns")
    keep(event("record", figures=[told(3, "2025", is_record=True)]))
    assert [finding for finding, *_ in findings(finding="record_undecided,total_falls")] == ["record_undecided"]
    assert len(findings()) == 2


def test_what_proves_a_finding_may_lie_outside_of_what_was_chosen():
    keep(event("before", figures=[told(5, "2023")]), event("record", figures=[told(4, "2024", is_record=True)]))
    assert findings(since="2024", is_record="true") == [("record_refuted", "losses", "record")]


def test_claimants_are_held_against_each_other_whoever_is_asked_for():
    keep(actor("kyiv"), actor("moscow"))
    keep(*(event(who, figures=[told(n, claimed_by=who)]) for n, who in enumerate(("kyiv", "moscow"))))
    assert findings(claimed_by="moscow") == [("contradiction_between_claimants", "losses", "kyiv")]
    assert findings(claimed_by="none") == []


def test_a_figure_without_a_period_is_dated_by_its_event():
    totals = {"2024-01-01": 9, "2024-01-02": 8}
    keep(*(event(f"e{day}", start=day, figures=[told(n, None, scope="cumulative")]) for day, n in totals.items()))
    assert findings() == [("total_falls", "losses", "e2024-01-01")]


def test_a_cursor_of_other_words_is_refused():
    contradict("tanks", "guns")
    cursor = audit.search(audit_query(limit="1")).next
    with pytest.raises(Invalid) as refused:
        findings(limit="1", cursor=cursor, metric="guns")
    assert refused.value.faults[0].parameter == "cursor"


def test_an_audit_costs_one_query_for_each_batch(count_queries):
    keep_year(year())
    with count_queries() as statements:
        findings()
    assert len(statements) <= 2
