import json
import random

import pytest

from service.domain.chain_words import FINDING_WORDS
from service.domain.errors import Busy, Invalid
from service.storage import engine, findings, findings_alike, findings_time
from service.storage.pages import Page
from tests.storage.stored import actor, event, keep, keep_events, link, query, source

pytestmark = pytest.mark.usefixtures("database")


def page(**words: str) -> Page:
    return findings.search(query(FINDING_WORDS, **words))


def found(finding: str, **words: str) -> list[dict]:
    return [json.loads(body) for body in page(finding=finding, **words).bodies]


def told(finding: str, **words: str) -> list[str]:
    return [one["id"].partition(":")[2] for one in found(finding, **words)]


def walked(**words: str) -> list[str]:
    """The ids on all pages."""
    ids, cursor = [], None
    while True:
        asked = page(**words, **({"cursor": cursor} if cursor else {}))
        ids += [json.loads(body)["id"] for body in asked.bodies]
        cursor = asked.next
        if cursor is None:
            return ids


# --- what is missing --------------------------------------------------------------------------------------------------


def test_an_event_that_cites_nothing_has_no_source():
    keep(source("paper"), event("a"), event("b", sources=[{"source": "paper"}]))
    assert told("no_source") == ["a"]


def answered(*kinds: str, status: str = "reported") -> None:
    """A cause; of each kind four events, of which two respond to it, and one of the kind that does not (…-free)."""
    keep_events("cause")
    for kind in kinds:
        names = [f"{kind}-{n}" for n in range(3)]
        keep(*(event(name, kind=kind) for name in names), event(f"{kind}-free", kind=kind, status=status))
        keep(*(link("cause", name) for name in names[:2]))


def test_an_event_of_a_kind_that_usually_has_a_cause_misses_one():
    answered("denial")
    assert told("no_cause") == ["denial-2", "denial-free"]
    assert (found("no_cause")[0]["with_cause"], found("no_cause")[0]["of_kind"]) == (2, 4)


def test_a_kind_of_few_events_teaches_nothing():
    answered("denial", status="planned")
    assert told("no_cause") == []


def test_a_kind_that_seldom_has_a_cause_misses_none():
    answered("denial")
    keep(event("denial-3", kind="denial"))
    assert told("no_cause") == []


def test_a_cause_counts_only_in_the_viewpoint_that_is_asked_for():
    answered("denial")
    keep(actor("kyiv"))
    assert told("no_cause", asserted_by="kyiv") == []


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ({"kind": "threat"}, True),
        ({"kind": "warning"}, True),
        ({"kind": "threaten"}, True),
        ({"status": "planned"}, True),
        ({"kind": "talks"}, False),
        ({"kind": "threat", "status": "refuted"}, False),
    ],
)
def test_a_threat_and_a_plan_that_nothing_followed_have_no_outcome(fields, missed):
    keep(event("a", **fields))
    assert told("no_outcome") == ["a"] * missed


@pytest.mark.parametrize(("type", "missed"), [("responds_to", False), ("follows", False), ("reports", True)])
def test_what_responds_or_follows_is_an_outcome_and_a_report_is_none(type, missed):
    keep(event("a", status="planned"), event("b"), link("a", "b", type))
    assert told("no_outcome") == ["a"] * missed


# --- time -------------------------------------------------------------------------------------------------------------


def test_a_relation_whose_dates_settle_nothing_is_possible_only():
    keep(event("a", start="2024-11-05"), event("b", start="2024-11"), event("c", start="2024-12-05"))
    keep(link("a", "b"), link("a", "c"), link("a", "c", "reports", id="other"))
    (one,) = found("possible_only")
    assert (one["relations"], one["events"]) == (["a.b"], ["a", "b"])
    assert (one["cause_latest"], one["response_earliest"]) == ("2024-11-05T23:59:59Z", "2024-11-01T00:00:00Z")


def test_a_date_is_narrowed_by_a_chain_and_the_path_is_told():
    keep(event("a", start="2024-11-20T00:00:00Z"), event("b", start="2024-11~"), event("c", start="2024-11"))
    keep(link("a", "b"), link("b", "c"))
    b, c = found("narrowed")
    assert (b["narrowed_earliest"], b["earliest_path"]) == ("2024-11-19T12:00:00Z", ["a.b"])
    assert (c["narrowed_earliest"], c["earliest_path"], c["events"]) == (
        "2024-11-19T12:00:00Z",
        ["a.b", "b.c"],
        ["c", "a"],
    )
    assert (c["latest"], c["narrowed_latest"], c["contradicted"]) == ("2024-11-30T23:59:59Z", None, False)


def test_dates_are_narrowed_in_one_viewpoint_or_in_all_together():
    keep(actor("kyiv"), event("a", start="2024-11-20"), event("b", start="2024-11"))
    keep(link("a", "b", asserted_by="kyiv"))
    assert (told("narrowed"), told("narrowed", asserted_by="none")) == (["b"], [])


# --- cycles and twins -------------------------------------------------------------------------------------------------


def test_a_cycle_between_viewpoints_is_shown_once_with_who_asserts_it():
    keep(*map(actor, ("kyiv", "moscow")))
    keep_events(*"abcd")
    keep(link("a", "b", asserted_by="kyiv"), link("b", "a", asserted_by="moscow"), link("b", "c"), link("d", "a"))
    (one,) = found("viewpoint_cycle")
    assert (one["events"], one["relations"]) == (["a", "b"], ["a.b", "b.a"])
    assert (one["viewpoints"], one["size"]) == (["kyiv", "moscow"], 2)


def twins(*names: str, **fields: object) -> None:
    keep(*(event(name, **{"title": "Missiles hit the harbour", "start": "2024-11-05"} | fields) for name in names))


def test_events_that_may_be_one_are_found_unless_a_relation_links_them():
    twins("a", "b", "c")
    keep(link("b", "a", "same_as"))
    assert told("duplicate") == ["a+c", "b+c"]


def test_duplicates_are_the_same_whatever_a_page_looks_at(monkeypatch):
    chance = random.Random(7)
    for n in range(40):
        twins(f"e{n}", start=f"2024-11-{chance.randint(1, 9):02}", title=f"Harbour {chance.randint(1, 3)}")
    whole = walked(finding="duplicate", limit="500")
    monkeypatch.setattr(findings_alike, "LOOKED_AT", 7)
    assert (walked(finding="duplicate", limit="2"), len(whole) > 20) == (whole, True)


# --- pages ------------------------------------------------------------------------------------------------------------


def all_kinds() -> None:
    """Something of every kind of finding."""
    answered("denial")
    keep(actor("kyiv"), event("plan", status="planned"), event("late", start="2024-03"))
    keep(link("late", "cause"), link("denial-0", "cause", asserted_by="kyiv"))
    twins("x", "y")


def test_pages_of_any_size_give_every_finding_once_in_one_order():
    all_kinds()
    whole = [json.loads(body)["id"] for body in page(limit="500").bodies]
    assert {one.partition(":")[0] for one in whole} == set(findings.FINDERS)
    assert len(whole) == len(set(whole))
    assert all(walked(limit=str(size)) == whole for size in (1, 2, 7))


def test_relations_left_for_the_next_page_are_not_lost(monkeypatch):
    keep(event("a"), *(event(f"e{n}") for n in range(7)))
    keep(*(link("a", f"e{n}") for n in range(7)))
    monkeypatch.setattr(findings_time, "LOOKED_AT", 2)
    assert len(walked(finding="possible_only")) == 7


@pytest.mark.parametrize(
    "finding", ["no_source", "no_cause", "no_outcome", "possible_only", "narrowed", "viewpoint_cycle", "duplicate"]
)
def test_the_event_words_choose_what_findings_are_about(finding):
    all_kinds()
    assert told(finding, tag="nothing") == []


def test_a_cursor_of_other_words_is_refused():
    all_kinds()
    with pytest.raises(Invalid):
        page(finding="no_source", cursor=page(limit="1").next)


@pytest.mark.parametrize("finding", list(findings.FINDERS))
def test_a_page_of_one_kind_costs_a_few_queries(count_queries, finding):
    all_kinds()
    with count_queries() as statements:
        page(finding=finding)
    assert len(statements) <= 2


def test_a_question_that_takes_too_long_ends_as_busy(monkeypatch):
    monkeypatch.setattr(engine, "READ_SECONDS", 0)
    with pytest.raises(Busy):
        page(finding="viewpoint_cycle")


def test_finders_are_those_that_are_named():
    assert tuple(findings.FINDERS) == findings.FINDINGS
