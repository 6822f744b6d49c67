import pytest

from service.domain.queries import FACET_WORDS
from service.storage import engine, events, moments
from service.storage.asking import ask
from service.storage.engine import reading
from service.storage.journal import head
from service.storage.records import remove
from service.storage.tables import PAST
from tests.storage.stored import NOW, actor, event, keep, link, put, query, source

FIGURES = [{"metric": "losses", "value": 7}, {"metric": "tanks", "value": 1, "period": "2024-11"}]


def past():
    """Every row of what is superseded, by table: columns by their names."""
    told = {}
    with reading():
        for table in PAST.values():
            names = sorted(column.name for column in engine.database.get_columns(table._meta.table_name))
            found = ask(f"SELECT {', '.join(names)} FROM {table._meta.table_name}")
            told[table._meta.table_name] = [dict(zip(names, row, strict=True)) for row in found]
    return told


def parts_of(record_type, record_id):
    """What stands of a record in the tables of parts: terms, figures, references."""
    with reading():
        terms = ask("SELECT word, value FROM term WHERE id = ?", record_id) if record_type == "event" else []
        figures = ask("SELECT position, metric FROM figure WHERE event = ?", record_id)
        named = ask("SELECT target_type, target_id FROM reference WHERE type = ? AND id = ?", record_type, record_id)
    return sorted(terms), sorted(figures), sorted(named)


def kept():
    """The same of what is superseded, and the changes between which it stood."""
    terms, figures, named = past().values()
    since = {(row["seq"], row["till"]) for row in (*terms, *figures, *named)}
    told = (("word", "value"), terms), (("position", "metric"), figures), (("target_type", "target_id"), named)
    return tuple(sorted((row[one], row[other]) for row in rows) for (one, other), rows in told), since


@pytest.fixture
def told(database):
    keep(actor("us"), source("s"), event("other"))
    keep(event("e", tags=["a"], figures=FIGURES, actors=[{"actor": "us"}], sources=[{"source": "s"}]))
    return database


def change():
    with reading():
        return head().seq


def test_a_create_writes_nothing_among_what_is_superseded(told):
    keep(link("other", "e", sources=[{"source": "s"}]))
    assert past() == {"term_past": [], "figure_past": [], "reference_past": []}


@pytest.mark.parametrize("rewrite", [lambda: put(event("e")), lambda: remove("event", "e", NOW)], ids=["put", "delete"])
def test_what_stood_is_kept_with_the_changes_between_which_it_stood(told, rewrite):
    stood, since = parts_of("event", "e"), change()
    rewrite()
    assert kept() == (stood, {(since, change())})


def test_what_is_superseded_of_a_relation_is_what_it_named(told):
    keep(link("other", "e", sources=[{"source": "s"}]))
    stood, since = parts_of("relation", "other.e"), change()
    put(link("other", "e"))
    assert kept() == (stood, {(since, change())})


def test_a_record_that_comes_back_leaves_what_is_superseded_as_it_was(told):
    remove("event", "e", NOW)
    before = past()
    put(event("e", title="Back"))
    assert past() == before


def test_a_write_that_changes_nothing_supersedes_nothing(told):
    put(event("other"))
    assert past()["term_past"] == []


def tags(then=None):
    words = {"facet": "tag"} | ({"as_of": str(then)} if then else {})
    counted = events.facets(query(FACET_WORDS, **words))["facets"]["tag"]
    return {entry["value"]: entry["count"] for entry in counted}


@pytest.mark.parametrize("few", [0, 200])
def test_what_is_counted_as_of_a_moment_is_what_stood_then(told, monkeypatch, few):
    """Whether the events of which little stood then are named, or are too many."""
    monkeypatch.setattr(moments, "FEW", few)
    counted = {}
    for tag in ("b", "c", "d"):
        put(event("e", tags=["a", tag]))
        counted[change()] = tags()
    assert [tags(then) for then in counted] == list(counted.values()) == [{"a": 1, tag: 1} for tag in ("b", "c", "d")]
