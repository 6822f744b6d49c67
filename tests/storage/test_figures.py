import itertools
import json
import random

import pytest

from service.domain.errors import Invalid
from service.domain.figure_words import FIGURE_WORDS
from service.domain.queries import PAGING
from service.intake.records import read
from service.storage import figures, records
from tests.storage.stored import NOW, actor, event, keep, put, query, source

ACTORS = ("kyiv", "moscow", "russia")


@pytest.fixture(autouse=True)
def _named(database):
    keep(*map(actor, ACTORS), source("paper"), source("post"))


def figure_query(**words):
    return query((*FIGURE_WORDS, *PAGING), **words)


def listed(**words):
    """The values of the figures on the first page."""
    return [json.loads(body)["value"] for body in figures.search(figure_query(**words)).bodies]


def grouped(**words):
    return [json.loads(body) for body in figures.groups(figure_query(**words)).bodies]


def told(value, period=None, **fields):
    return {"metric": "losses", "value": value, "period": period} | fields


def keep_figures(*all_figures, **fields):
    """An event with one figure each, in this order by id."""
    keep(*(event(f"e{number:03}", figures=[figure], **fields) for number, figure in enumerate(all_figures)))


def walked(search, **words):
    """Every item, page after page."""
    page, bodies = search(figure_query(**words)), []
    while page.next:
        bodies += page.bodies
        page = search(figure_query(cursor=page.next, **words))
    return [*bodies, *page.bodies]


def test_figures_are_listed_in_the_order_of_their_periods():
    keep(event("a", start="2024-05", figures=[told(3, "2024-03"), told(1, "2024-01"), told(5)]))
    keep(event("b", start="2025", figures=[told(2, "2024-02")]))
    assert listed() == [1, 2, 3, 5]
    assert listed(sort="-date") == [5, 3, 2, 1]


def test_by_last_change_figures_follow_their_events():
    keep(event("a", figures=[told(1), told(2)]), event("b", figures=[told(3)]))
    put(event("a", title="Changed", figures=[told(1), told(2)]))
    assert listed(sort="updated") == [3, 1, 2]
    assert listed(sort="-updated") == [2, 1, 3]


FIGURES = (
    told(1, "2024-11-24", metric="tanks", subject="russia", claimed_by="kyiv", source="paper"),
    told(2, "2024-11", subject="russia", claimed_by="moscow", is_record=True),
    told(3, "2024-12", scope="cumulative", claimed_by="kyiv", source="post"),
)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ({"metric": "tanks"}, [1]),
        ({"metric": "tanks,losses", "claimed_by": "kyiv"}, [1, 3]),
        ({"subject": "russia"}, [2, 1]),
        ({"subject": "none"}, [3]),
        ({"claimed_by": "moscow,kyiv", "scope": "period"}, [2, 1]),
        ({"scope": "cumulative"}, [3]),
        ({"source": "paper"}, [1]),
        ({"source": "none"}, [2]),
        ({"is_record": "true"}, [2]),
        ({"is_record": "false"}, [1, 3]),
        ({"since": "2024-11-25"}, [2, 3]),
        ({"until": "2024-11-10"}, [2]),
        ({"since": "2024-11-24", "until": "2024-11-24", "certain": "true"}, [1]),
        ({"since": "2024-11", "certain": "true"}, [2, 1, 3]),
    ],
)
def test_the_words_of_a_figure_choose_figures(words, values):
    keep_figures(*FIGURES)
    assert listed(**words) == values


def test_a_metric_may_be_called_none():
    keep_figures(told(1, metric="none"), told(2))
    assert listed(metric="none") == [1]


def test_event_words_choose_the_figures_event():
    keep(event("a", tags=["war"], kind="strike", title="Strike", figures=[told(1), told(2)]))
    keep(event("b", tags=["war"], figures=[told(3)]))
    assert listed(tag="war", kind="strike") == [1, 2]
    assert listed(q="strik*") == [1, 2]
    assert listed(id="b") == [3]


def test_source_and_metric_mean_the_figure_and_not_its_event():
    cited = [{"source": "paper"}]
    keep(event("a", sources=cited, figures=[told(1, metric="tanks"), told(2, metric="guns", source="post")]))
    assert listed(source="paper") == []
    assert listed(metric="guns", source="post") == [2]


def test_since_and_until_mean_the_period_and_not_the_event():
    keep(event("a", start="2025", figures=[told(1, "2024-11")]))
    assert listed(since="2025") == []
    assert listed(until="2024") == [1]


def test_a_timeline_chooses_events_by_its_own_words():
    keep(event("a", start="2025", figures=[told(1, "2024")]), event("b", start="2024", figures=[told(2, "2024")]))
    keep(read("timeline", {"id": "late", "title": "Late", "query": {"since": "2025"}}))
    assert listed(timeline="late") == [1]
    with pytest.raises(Invalid) as refused:
        listed(timeline="nowhere")
    assert refused.value.faults[0].parameter == "timeline"


def test_a_changed_event_has_its_new_figures_alone():
    keep(event("a", figures=[told(1), told(2)]))
    put(event("a", figures=[told(3)]))
    assert listed() == [3]


def test_a_deleted_event_takes_its_figures_along():
    keep(event("a", figures=[told(1)]), event("b", figures=[told(2)]))
    records.remove("event", "a", NOW)
    assert listed() == [2]


@pytest.mark.parametrize("sort", ["date", "-date", "updated", "-updated"])
def test_pages_hold_every_figure_once_in_order(sort):
    chance = random.Random(1)
    months = [f"20{chance.randint(10, 12)}-{chance.randint(1, 3):02}" for _ in range(20)]
    keep(*(event(f"e{n}", figures=[told(n, months[n]), told(n + 100, "2011/..")]) for n in range(20)))
    whole = walked(figures.search, sort=sort, limit="500")
    assert walked(figures.search, sort=sort, limit="7") == whole
    assert len(set(whole)) == 40


def test_a_cursor_of_other_words_is_refused():
    keep_figures(told(1), told(2))
    cursor = figures.search(figure_query(limit="1")).next
    with pytest.raises(Invalid) as refused:
        figures.search(figure_query(limit="1", cursor=cursor, metric="losses"))
    assert refused.value.faults[0].parameter == "cursor"


def test_the_total_counts_what_the_words_choose():
    keep_figures(*FIGURES)
    assert figures.search(figure_query(count="true", subject="russia", limit="1")).total == 2


def test_a_group_adds_up_what_lies_within_its_month():
    keep_figures(told(0.1, "2024-11-24"), told(0.2, "[2024-11-01..2024-11-23]"), told(7, "2024-12"))
    assert [(group["period"], group["count"], group["sum"]) for group in grouped(group="month")] == [
        ("2024-11", 2, 0.3),
        ("2024-12", 1, 7),
    ]


def test_what_lies_in_no_single_day_stands_last_without_a_period():
    keep_figures(told(1, "2024-10"), told(2, "2024-11-24"), told(3, "2024-12/.."))
    assert [(group["period"], group["sum"]) for group in grouped(group="day")] == [("2024-11-24", 2), (None, 4)]


def test_a_group_shares_metric_subject_claimant_unit_and_scope():
    fields = {"metric": "tanks", "subject": "russia", "claimed_by": "kyiv", "unit": "tanks", "scope": "cumulative"}
    keep_figures(told(1, "2024"), *(told(2, "2024", **{name: value}) for name, value in fields.items()))
    found = grouped(group="year")
    assert len(found) == 6
    assert [group["count"] for group in found] == [1] * 6
    assert {group[name] for group in found for name in fields} == {None, "losses", "period", *fields.values()}


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_pages_of_groups_hold_every_group_once(sort):
    chance = random.Random(2)
    days = [f"2024-{chance.randint(1, 2):02}-{chance.randint(1, 28):02}" for _ in range(40)]
    claimants = itertools.cycle(["kyiv", "moscow", None])
    keep_figures(*(told(n, day, claimed_by=who) for n, (day, who) in enumerate(zip(days, claimants, strict=False))))
    whole = walked(figures.groups, group="day", sort=sort, limit="500")
    assert walked(figures.groups, group="day", sort=sort, limit="3") == whole
    assert sum(json.loads(body)["count"] for body in whole) == 40
    periods = [json.loads(body)["period"] for body in whole]
    assert periods == sorted(periods, reverse=sort == "-date")


def test_groups_are_counted():
    keep_figures(told(1, "2023"), told(2, "2024"), told(3, "2024"))
    assert figures.groups(figure_query(group="year", count="true", limit="1")).total == 2


def test_a_metric_of_any_script_pages():
    keep_figures(*(told(1, "2024", metric=f"потери{blank}людей") for blank in " \u00a0\u200b"))
    assert len(set(walked(figures.groups, group="year", limit="1"))) == 3


def test_groups_have_no_order_by_change():
    with pytest.raises(Invalid) as refused:
        grouped(group="day", sort="updated")
    assert refused.value.faults[0].parameter == "sort"


def test_years_before_the_common_era_have_groups():
    keep_figures(told(5, "-0043-03-15"))
    assert grouped(group="year")[0]["period"] == "-000043"


@pytest.mark.parametrize(("words", "most"), [({}, 1), ({"q": "event", "count": "true"}, 3)])
def test_a_list_costs_one_query_and_one_more_for_each_costly_word(count_queries, words, most):
    keep_figures(*(told(n, "2024") for n in range(60)))
    with count_queries() as statements:
        assert len(listed(**words)) == 50
    assert len(statements) <= most


def test_groups_cost_two_queries_whatever_their_number(count_queries):
    keep_figures(*(told(n, f"20{n:02}") for n in range(60)))
    with count_queries() as statements:
        assert len(grouped(group="year")) == 50
    assert len(statements) <= 2
