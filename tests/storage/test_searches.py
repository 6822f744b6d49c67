"""Events that full text finds in the order of their dates: the same as a list finds that knows of no index."""

import random

import pytest

from service.domain.records import EVENT
from service.domain.spots import spot
from service.storage import engine, events, places, searches
from service.storage.engine import insert, writing
from service.storage.journal import head
from service.storage.records import remove
from service.storage.tables import Event
from tests.storage.chronicle import Chronicle
from tests.storage.stored import NOW, actor, event, event_query, found, ids_of, keep, put, timeline
from tests.storage.test_events import QUESTIONS, random_words


@pytest.fixture
def small(monkeypatch):
    """So little is taken at a time that every page needs more than once."""
    monkeypatch.setattr(searches, "SPARE", 1)
    monkeypatch.setattr(places, "MOST", 4)


@pytest.fixture
def chronicle(database):
    return Chronicle(2, 120)


def walked(**words):
    """Every id, page by page."""
    ids, cursor = [], None
    while True:
        page = events.search(event_query(**words, limit="3", **({"cursor": cursor} if cursor else {})))
        ids += ids_of(page.bodies)
        cursor = page.next
        if cursor is None:
            return ids


def test_page_by_page_every_search_finds_what_the_contract_says(chronicle, small):
    dice = random.Random(11)
    hits = 0
    for _ in range(60):
        words = random_words(dice, list(chronicle.events)) | {"sort": dice.choice(("date", "-date"))}
        words["q"] = dice.choice([question for question in QUESTIONS if question != "__"])
        expected = chronicle.search(event_query(**words))
        assert walked(**words) == expected, words
        hits += len(expected) > 3
    assert hits > 10


def test_days_of_more_events_than_are_taken_at_a_time_are_in_order(database, small):
    names = [f"e{number:02}" for number in random.Random(1).sample(range(40), 40)]
    keep(*(event(name, start="2024-11-24T10:00:00Z" if name < "e20" else "2024-11-24") for name in names))
    in_order = sorted(names, key=lambda name: (name < "e20", name))
    assert walked(q="event") == in_order
    assert walked(q="event", sort="-date") == in_order[::-1]


def test_an_event_that_moves_is_found_where_it_is(database):
    keep(*(event(name, start=start) for name, start in (("a", "2001"), ("b", "2002"), ("c", "../.."))))
    put(event("a", start="-0043"))
    put(event("c", start="Y-170000002"))
    put(event("b", title="Event moved", start="Y170000002"))
    assert (found(q="event"), found(q="moved"), found(q="event b")) == (["c", "a", "b"], ["b"], [])


def test_an_event_that_comes_back_is_found_again(database):
    keep(event("a"), event("b"))
    remove(EVENT, "a", NOW)
    assert found(q="event") == ["b"]
    put(event("a", start="2025"))
    assert found(q="event") == ["b", "a"]


def test_a_search_as_of_a_moment_finds_what_it_found_then(database, small):
    """Among events that changed their words and their dates, were deleted and came back."""
    dice = random.Random(3)
    asked = [{"q": "event"}, {"q": "red", "sort": "-date"}, {"q": "re*", "since": "1990", "until": "2010"}]
    asked += [{"q": "event", "tag": "x"}, {"q": "red event", "until": "2000", "certain": "true"}]
    then = {}
    for _ in range(30):
        name, year = f"e{dice.randrange(6)}", dice.randrange(1980, 2030)
        if dice.random() < 0.2 and name in found(q="event", limit="500"):
            remove(EVENT, name, NOW)
        else:
            title, tags = f"Event {dice.choice(('red', 'reed', 'blue'))}", dice.choice(([], ["x"]))
            put(event(name, start=dice.choice((f"{year}", f"../{year}", f"{year}/..")), title=title, tags=tags))
        with engine.reading():
            then[head().seq] = [found(**words) for words in asked]
    assert {seq: [walked(**words, as_of=str(seq)) for words in asked] for seq in then} == then


def test_a_timelines_words_narrow_a_search(database):
    keep(event("a", kind="strike"), event("b"), event("c", kind="strike", start="1999"))
    keep(timeline("t", query={"kind": "strike", "sort": "-date"}), timeline("u", query={"q": "event", "until": "2000"}))
    assert found(q="event", timeline="t") == ["a", "c"]
    assert found(kind="strike", timeline="u") == ["c"]


def test_a_name_that_too_many_actors_have_narrows_other_words(database, monkeypatch):
    monkeypatch.setattr("service.storage.questions.ALTERNATIVES", 2)
    keep(*(actor(f"a{number}", name=f"Brigade {number}") for number in range(4)))
    keep(event("e", actors=[{"actor": "a1"}], kind="strike"), event("f", actors=[{"actor": "a2"}]), event("g"))
    assert (found(q="brigade"), found(q="brigade", kind="strike")) == (["e", "f"], ["e"])
    assert (found(q="brigade 2 event"), found(q="brigade zzz")) == (["f"], [])


def test_a_count_is_that_of_all_pages(chronicle):
    for words in ({"q": "missile*"}, {"q": "strasse", "status": "reported"}, {"q": "s*", "since": "2000"}):
        page = events.search(event_query(**words, count="true", limit="1"))
        assert page.total == len(chronicle.search(event_query(**words))), words


@pytest.mark.parametrize("text", ["__", "'", "\\", '""', "(", "- + ^", "|&!", ":*"])
def test_signs_that_an_engine_knows_ask_for_nothing(database, text):
    keep(event("e", title="alpha"))
    assert found(q=f"alpha {text}") == ["e"]


@pytest.mark.parametrize("text", ["_0437", '" OR "a', "a* OR b*", "NEAR(alpha a)", "event_words : a", "a:*|b"])
def test_words_that_an_engine_knows_are_words_like_any_other(database, text):
    keep(event("e", title="alpha"))
    assert found(q=f"alpha {text}") == []


# --- cost -------------------------------------------------------------------------------------------------------------


def fill(size):
    """Events of a day each, with a word that all have, one of every second, one of every fortieth."""
    rows = [{"num": num, "id": f"e{num}", "version": 1, "seq": num, "body": "{}"} for num in range(1, size + 1)]
    place = {"starts": "", "ends": "", "span_class": 0, "lat": None, "lon": None}
    with writing():
        insert(Event, [row | place | dict.fromkeys(("first", "last", "earliest", "latest"), at(row)) for row in rows])
        for begin in range(0, size, 500):
            part = sorted((spot(at(row), row["num"]), list(said(row["num"]))) for row in rows[begin : begin + 500])
            engine.engine().store_words("event_words", part)
        engine.engine().execute_sql("INSERT INTO event_words (event_words) VALUES ('optimize')")


def at(row):
    """A day in some order other than that of the numbers."""
    return row["num"] * 7919 % 20_011 * 86_400


def said(num):
    yield "every"
    for word, share in (("second", 2), ("fortieth", 40)):
        if num % share == 0:
            yield word


def cost(**words):
    """Steps of SQLite's machine, in tens, and spots that are read."""
    steps, taken = [0], []
    with engine.reading():
        engine.engine().connection().set_progress_handler(lambda: steps.__setitem__(0, steps[0] + 1), 10)
        search = searches.find([event_query(**words)], words.get("sort", "date"))
        assert len(search.rows(None, 11)) == 11
        taken = next(search.places.numbers(None, 24))
    return steps[0], len(taken)


PAGES = (
    {"q": "every"},
    {"q": "second every", "sort": "-date"},
    {"q": "fortieth"},
    {"q": "seco*"},
    {"q": "second", "since": "1972", "until": "1974"},
)


@pytest.mark.parametrize("words", PAGES, ids=repr)
def test_a_page_of_many_costs_what_it_costs_of_few(sqlite_databases, words):
    costs = []
    for size in (1_000, 20_000):
        with sqlite_databases.fresh() as url:
            engine.connect(url)
            fill(size)
            costs.append(cost(**words))
            engine.close()
    (few, taken), (many, as_many) = costs
    assert many <= few * 1.5
    assert as_many <= max(taken, 24)
