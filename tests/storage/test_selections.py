import orjson
import pytest

from service.domain.export_words import EVERYTHING
from service.domain.queries import EVENT_WORDS
from service.storage import selections
from service.storage.selections import is_empty, select, stream
from tests.storage.stored import actor, event, keep, keep_events, link, query, source, timeline

PARTS = ("events", "relations", "actors", "sources", "kinds")


def asked(**given):
    return query(EVENT_WORDS, **given)


def ids(selection):
    return {part: [record["id"] for record in getattr(selection, part)] for part in PARTS}


@pytest.fixture
def world(database):
    keep(actor("state"), actor("army", part_of="state"), actor("other"), source("news"), source("unused"))
    figures = [{"metric": "m", "value": 1, "subject": "other", "source": "news"}]
    keep(event("a", start="2023", kind="strike", actors=[{"actor": "army"}]), event("b", figures=figures))
    keep(event("c", start="2025", kind="talks"), link("a", "b"), link("b", "c"))


def test_a_selection_holds_what_its_events_name_and_no_more(world):
    assert ids(select(asked(until="2024"), limit=10)) == {
        "events": ["a", "b"],
        "relations": ["a.b"],
        "actors": ["army", "other", "state"],
        "sources": ["news"],
        "kinds": ["event", "strike"],
    }


@pytest.mark.parametrize(
    "words", [{}, {"until": "2024"}, {"kind": "strike"}, {"q": "event"}, {"id": "none-such"}], ids=str
)
def test_a_stream_holds_the_same_as_a_selection(world, words):
    with stream(asked(**words)) as streamed:
        assert ids(streamed) == ids(select(asked(**words), limit=100))


def test_a_stream_goes_on_page_after_page(database, monkeypatch):
    monkeypatch.setattr(selections, "BATCH", 3)
    keep_events(*(f"e{number}" for number in range(10)))
    with stream(asked(sort="-date")) as streamed:
        assert ids(streamed)["events"] == [f"e{number}" for number in reversed(range(10))]


def test_a_selection_says_when_it_was_cut(world):
    assert select(asked(), limit=2).truncated
    assert not select(asked(), limit=3).truncated


def test_a_relation_needs_both_ends_inside(world):
    assert ids(select(asked(id="a,c"), limit=10))["relations"] == []


def test_a_timeline_gives_its_title(world):
    keep(timeline("t", title="Talks", query={"kind": "talks"}))
    selection = select(asked(timeline="t"), limit=10)
    assert (selection.title, ids(selection)["events"]) == ("Talks", ["c"])
    assert [record["id"] for record in selection.timelines] == ["t"]


def test_with_everything_a_stream_holds_what_nothing_refers_to(world):
    keep(timeline("t"))
    with stream(query((*EVENT_WORDS, EVERYTHING), id="a", everything="true")) as streamed:
        assert "unused" in (source["id"] for source in streamed.sources)
        assert [record["id"] for record in streamed.timelines] == ["t"]


def test_a_selection_costs_a_fixed_number_of_queries(world, count_queries):
    with count_queries() as statements:
        select(asked(), limit=10)
    few = len(statements)
    keep_events(*(f"e{number}" for number in range(40)))
    with count_queries() as statements:
        select(asked(), limit=100)
    assert len(statements) == few <= 7


@pytest.mark.parametrize(("omits", "left"), [("actors", ["other"]), ("figures", ["army", "state"])])
def test_actors_that_only_omitted_fields_name_are_left_out(world, omits, left):
    assert ids(select(asked(), limit=10, omits=(omits,)))["actors"] == left


def test_a_glance_takes_the_heads_of_documents_and_no_source(world):
    keep(event("d", title='","actors":[{', sources=[{"source": "news"}]))
    whole, heads = select(asked(), limit=10), select(asked(), limit=10, at_a_glance=True)
    for part, fields in (("events", ("id", "title", "end", "status")), ("relations", ("id", "cause", "confidence"))):
        seen = [[record[field] for field in fields] for record in getattr(heads, part)]
        assert seen == [[record[field] for field in fields] for record in getattr(whole, part)]
    assert (ids(heads)["sources"], ids(heads)["kinds"]) == ([], ids(whole)["kinds"])


def test_a_glance_sees_viewpoints_and_takes_everything_where_a_source_was_withdrawn(world):
    keep(link("a", "c", id="said", asserted_by="army"))
    assert ids(select(asked(), limit=10, at_a_glance=True))["actors"] == ["army", "state"]
    keep(source("news", retracted_at="2024-12-01T00:00:00Z"))
    assert ids(select(asked(), limit=10, at_a_glance=True))["sources"] == ["news"]


def test_records_stand_in_the_order_of_their_ids(world):
    names = ["f.1", "f", "f_1", "f-1", "f1", "f10"]
    keep(*map(actor, names), *(link("a", "c", id=name, asserted_by=name) for name in names))
    found = ids(select(asked(kind="strike,talks"), limit=10))
    assert found["relations"] == sorted(names)
    assert found["actors"] == ["army", *sorted(names), "state"]


def test_a_database_is_empty_until_there_is_an_event(database):
    assert is_empty()
    keep_events("e")
    assert not is_empty()


@pytest.mark.parametrize("few", [0, 1, 5_000])
@pytest.mark.parametrize("sort", ["date", "-updated"])
def test_few_events_and_many_give_the_same_stream(world, monkeypatch, few, sort):
    monkeypatch.setattr(selections, "FEW", few)
    with stream(asked(until="2024", sort=sort)) as streamed:
        assert ids(streamed) == ids(select(asked(until="2024", sort=sort), limit=100))


def test_a_verbatim_stream_holds_the_documents_as_they_are_stored(world):
    with stream(asked(), verbatim=True) as texts, stream(asked()) as records:
        for part in PARTS:
            assert [orjson.loads(text) for text in getattr(texts, part)] == list(getattr(records, part))
