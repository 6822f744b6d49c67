"""Lists of what is left when sources are withdrawn."""

from functools import partial
from itertools import pairwise

import pytest

from service.domain.figure_words import FIGURE_WORDS
from service.domain.queries import FACET_WORDS, PAGING
from service.storage import events, figures, lists
from service.storage.engine import analyse
from service.storage.journal import head
from service.storage.selections import select, stream
from tests.storage.stored import event, event_query, found, ids_of, keep, link, query, relation_query, source, timeline
from tests.storage.test_tables_plans import plans_of, reads_everything

WITHDRAWN = "2024-12-01T09:00:00Z"
CITED = {"fallen": ["wire", "agency"], "partly": ["wire", "paper"], "standing": ["paper"], "silent": []}


def citing(*sources):
    return [{"source": one} for one in sources]


def relations(**given):
    return ids_of(lists.search("relation", relation_query(**given)).bodies)


@pytest.fixture
def world(database):
    keep(source("wire", retracted_at=WITHDRAWN), source("agency", retracted_at=WITHDRAWN), source("paper"))
    keep(*(event(name, sources=citing(*sources), tags=["all"]) for name, sources in CITED.items()))


def test_events_whose_every_source_was_withdrawn_can_be_asked_for(world):
    assert found(sources="retracted") == ["fallen"]


def test_the_others_can_be_asked_for_with_what_cites_no_source(world):
    assert found(sources="standing") == ["partly", "silent", "standing"]


@pytest.mark.parametrize("words", [{"tag": "all"}, {"sort": "-date"}, {"sort": "updated"}, {"q": "event"}], ids=str)
def test_the_word_goes_with_the_others(world, words):
    assert found(sources="retracted", **words) == ["fallen"]


def test_a_source_that_only_a_figure_names_does_not_carry_its_event(database):
    keep(source("wire", retracted_at=WITHDRAWN), source("paper"))
    keep(event("e", sources=citing("wire"), figures=[{"metric": "m", "value": 1, "source": "paper"}]))
    assert found(sources="retracted") == ["e"]


def test_a_tag_that_is_called_like_a_source_carries_nothing(world):
    keep(event("e", sources=citing("wire"), tags=["paper"]), event("f", tags=["wire"]))
    assert found(sources="retracted") == ["e", "fallen"]


def test_withdrawn_sources_lead_to_events_before_any_other_word_does(world):
    assert events.single_term([event_query(kind="event")]) == ("kind", ("event",))
    assert events.single_term([event_query(kind="event", sources="retracted")]) is None


def test_an_event_falls_with_the_withdrawal_and_rises_when_it_is_taken_back(world):
    keep(source("paper", retracted_at=WITHDRAWN))
    assert found(sources="retracted") == ["fallen", "partly", "standing"]
    keep(source("paper"))
    assert found(sources="retracted") == ["fallen"]


def test_facets_figures_feeds_and_timelines_take_the_word(world):
    keep(
        timeline("t", query={"sources": "retracted"}),
        event("f", sources=citing("wire"), figures=[{"metric": "m", "value": 1}]),
    )
    asked = event_query(sources="retracted")
    assert events.facets(query(FACET_WORDS, sources="retracted"))["total"] == 2
    assert len(figures.search(query((*FIGURE_WORDS, *PAGING), sources="retracted")).bodies) == 1
    assert [one["id"] for one in select(asked, limit=10).events] == ["f", "fallen"]
    assert found(timeline="t") == ["f", "fallen"]
    with stream(asked) as streamed:
        assert [one["id"] for one in streamed.events] == ["f", "fallen"]


def test_relations_whose_every_source_was_withdrawn_can_be_asked_for(world):
    keep(link("fallen", "partly", sources=citing("wire")), link("partly", "standing", sources=citing("wire", "paper")))
    keep(link("silent", "standing"))
    assert relations(sources="retracted") == ["fallen.partly"]
    assert relations(sources="standing") == ["partly.standing", "silent.standing"]


def test_pages_of_what_fell_follow_each_other(world):
    keep(*(event(f"e{number}", sources=citing("wire")) for number in range(5)))
    first = events.search(event_query(sources="retracted", limit="4", count="true"))
    assert (ids_of(first.bodies), first.total) == (["e0", "e1", "e2", "e3"], 6)
    assert found(sources="retracted", limit="4", cursor=first.next) == ["e4", "fallen"]


@pytest.fixture
def many(world):
    """A thousand events in as many years, and relations between them, four a source."""
    keep(*(source(f"s{number}") for number in range(250)))
    cited = {f"e{number}": citing(f"s{number % 250}") for number in range(1000)}
    keep(*(event(name, start=str(1000 + year), sources=cited[name]) for year, name in enumerate(cited)))
    keep(*(link(*pair, sources=cited[pair[0]]) for pair in pairwise(cited)))
    analyse()


def test_what_fell_is_found_without_reading_all_the_others(many):
    asked = {
        "event": partial(events.search, event_query(sources="retracted")),
        "event of a kind": partial(events.search, event_query(sources="retracted", kind="event")),
        "relation": partial(lists.search, "relation", relation_query(sources="retracted")),
    }
    for name, ask in asked.items():
        (plan,) = plans_of(ask, freely=True)
        assert not reads_everything(plan, name.split()[0]), plan
        assert not any(index in plan for index in ("event_order", "relation_seq")), plan


def test_what_had_fallen_by_then_can_still_be_asked(world):
    before = str(head().seq)
    keep(source("paper", retracted_at=WITHDRAWN))
    assert found(sources="retracted", as_of=before) == ["fallen"]
