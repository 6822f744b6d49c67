import pytest

from service.domain.errors import Invalid, NotFound
from service.domain.impact import IMPACT_WORDS
from service.storage import impact
from service.storage.engine import analyse
from service.storage.journal import head
from tests.storage.stored import event, keep, keep_events, link, query, source

WIRE = [{"source": "wire"}]
BOTH = [{"source": "wire"}, {"source": "paper"}]
OLD = [{"source": "wire"}, {"source": "old"}]


def find(**given):
    return impact.find("wire", query(IMPACT_WORDS, **given))


def told(found):
    """What each item is called, and whether it is alone."""
    return {name(item): item["alone"] for item in found.items}


def name(item):
    return f"{item['event']}#{item['index']}" if item["record"] == "figure" else item["id"]


def walk(**given):
    """Every page."""
    found = [find(**given)]
    while found[-1].next:
        found.append(find(**given, cursor=found[-1].next))
    return found


@pytest.fixture
def world(database):
    keep(source("wire"), source("paper"), source("old", retracted_at="2024-12-01T09:00:00Z"))
    keep(event("a", start="2023", sources=WIRE), event("b", sources=BOTH), event("c", sources=OLD), event("d"))


def test_a_record_is_alone_when_no_other_source_of_it_stands(world):
    assert told(find()) == {"a": True, "b": False, "c": True}


def test_what_else_carries_an_event_is_counted(world):
    weights = {item["id"]: (item["others"], item["others_retracted"]) for item in find().items}
    assert weights == {"a": (0, 0), "b": (1, 0), "c": (1, 1)}


def test_a_figure_rests_on_its_own_source_and_else_on_those_of_its_event(database):
    keep(source("wire"), source("paper"))
    sources = ["wire", "paper", None]
    figures = [{"metric": "m", "value": 1, "source": one} for one in sources]
    keep(event("cites", sources=BOTH, figures=figures), event("silent", figures=figures))
    assert told(find(record="figure")) == {"cites#0": True, "cites#2": False, "silent#0": True}


def test_a_relation_rests_on_the_sources_that_it_cites(world):
    keep(link("a", "b", sources=WIRE), link("b", "c", sources=BOTH), link("a", "c"))
    assert told(find(record="relation")) == {"a.b": True, "b.c": False}


def test_a_withdrawn_source_still_names_what_rested_on_it(world):
    keep(source("wire", retracted_at="2024-12-02T09:00:00Z"))
    assert told(find()) == {"a": True, "b": False, "c": True}


def test_events_come_by_date_then_figures_by_period_then_relations(world):
    figures = [{"metric": "m", "value": 1, "source": "wire", "period": period} for period in ("2022", "2021")]
    keep(event("later", start="2025", sources=WIRE, figures=figures), link("a", "b", sources=WIRE))
    assert list(told(find())) == ["a", "b", "c", "later", "later#1", "later#0", "a.b"]


@pytest.mark.parametrize("limit", ["1", "2", "3"])
@pytest.mark.parametrize("alone", [{}, {"alone": "true"}, {"alone": "false"}], ids=str)
def test_pages_together_hold_everything_once(world, limit, alone):
    figures = [{"metric": "m", "value": 1, "source": one} for one in ("wire", None)]
    keep(event("e", sources=BOTH, figures=figures), link("a", "b", sources=WIRE), link("b", "c", sources=BOTH))
    pages = walk(limit=limit, **alone)
    assert {len(page.items) for page in pages[:-1]} <= {int(limit)}
    assert [item for page in pages for item in page.items] == find(**alone).items


@pytest.mark.parametrize(("asked", "ids"), [("true", ["a", "c", "a.b"]), ("false", ["b", "b.c"])])
def test_what_is_alone_can_be_asked_for(world, asked, ids):
    keep(link("a", "b", sources=WIRE), link("b", "c", sources=BOTH))
    assert list(told(find(alone=asked))) == ids


def test_the_first_page_counts_everything(world):
    figures = [{"metric": "m", "value": 1, "source": one} for one in ("wire", None)]
    keep(event("e", sources=BOTH, figures=figures), link("a", "b", sources=WIRE))
    first, *others = walk(limit="2")
    assert first.counts == {
        "event": {"all": 4, "alone": 2},
        "figure": {"all": 2, "alone": 1},
        "relation": {"all": 1, "alone": 1},
    }
    assert {page.counts for page in (*others, find(count="false"))} == {None}


def test_a_source_on_which_nothing_rests_is_no_error(world):
    assert impact.find("paper", query(IMPACT_WORDS, alone="true")).items == []


def test_an_unknown_source_is_not_found(world):
    with pytest.raises(NotFound, match="no source 'nowhere'"):
        impact.find("nowhere", query(IMPACT_WORDS))


def test_a_cursor_belongs_to_its_source(world):
    cursor = find(limit="1").next
    with pytest.raises(Invalid, match="other words"):
        impact.find("paper", query(IMPACT_WORDS, limit="1", cursor=cursor))


def test_the_number_of_queries_does_not_grow(world, count_queries):
    keep_events(*(f"e{number}" for number in range(40)), sources=BOTH)
    analyse()
    with count_queries() as statements:
        assert len(find(limit="500").items) == 43
    assert len(statements) <= 7


def test_what_rested_on_it_then_can_still_be_asked(world):
    before = str(head().seq)
    keep(event("a", sources=[{"source": "paper"}]), source("paper", retracted_at="2024-12-01T09:00:00Z"))
    assert told(find()) == {"b": True, "c": True}
    assert told(find(as_of=before)) == {"a": True, "b": False, "c": True}
