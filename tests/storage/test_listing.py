"""Lists of events, page by page, held against a list that is written as the contract says it; and what they cost."""

import json
import random
from functools import partial

import pytest

from service.domain.cells import cells
from service.storage import engine, events, journal, moments, records
from service.storage.engine import reading
from service.storage.listing import MERGED
from tests.storage.chronicle import KINDS, NAMES, ROLES, TAGS, Chronicle
from tests.storage.stored import NOW, event, event_query, found, ids_of, keep, put
from tests.support.many import SINCE_THEN, keep_many, read_by, rewrite_half

DATES = ("-0044", "0000", "1914", "1940", "1945-05-08", "1999-12-31T23:59:59Z", "2000", "2024-11", "2024-11-25", "2024")
BOXES = ("165,-90,-165,90", "0,0,0,0", "170,-20,180,20", "29,44,41,53", "-180,-90,180,90", "30,50,31,51")


def random_words(dice):
    """Words that ranges, merged ranges and probes answer, some of them together."""
    makers = {
        "since": lambda: dice.choice(DATES),
        "until": lambda: dice.choice(DATES),
        "certain": lambda: dice.choice(("true", "false")),
        "bbox": lambda: dice.choice(BOXES),
        "kind": lambda: ",".join(dice.sample(KINDS, dice.choice((1, 2)))),
        "actor": lambda: ",".join(dice.sample(list(NAMES), dice.choice((1, 2)))),
        "role": lambda: ",".join(dice.sample(ROLES, dice.choice((1, 2)))),
        "tag": lambda: ",".join(dice.sample(TAGS, dice.choice((1, 3)))),
        "country": lambda: dice.choice(("UA", "UA,RU")),
    }
    return {word: makers[word]() for word in dice.sample(list(makers), dice.choice((1, 2, 3, 4)))}


def walked(**words):
    """Every page's ids, in one list."""
    page = events.search(event_query(**words))
    ids = ids_of(page.bodies)
    while page.next:
        page = events.search(event_query(cursor=page.next, **words))
        ids += ids_of(page.bodies)
    return ids


@pytest.mark.parametrize("sort", ["date", "-date"])
def test_pages_of_any_words_make_the_list_that_the_contract_says(database, sort):
    chronicle, dice = Chronicle(11, 150), random.Random(sort)
    for _ in range(60):
        words = random_words(dice) | {"sort": sort}
        expected = chronicle.search(event_query(**words))
        assert walked(**words, limit=str(dice.choice((4, 9, 40)))) == expected, words
        assert events.search(event_query(**words, count="true")).total == len(expected), words


@pytest.mark.parametrize("few", [3, 200])
def test_pages_as_of_a_moment_are_those_of_then(database, monkeypatch, few):
    """Whether the events of which little stood then are named, or are too many."""
    monkeypatch.setattr(moments, "FEW", few)
    chronicle, dice = Chronicle(12, 120), random.Random(3)
    with reading():
        then = str(journal.head().seq)
    for name in dice.sample(list(chronicle.events), 60):
        put(event(name, start=dice.choice(("0001", "2024-11-20/2024-12", "9999"))))
    for name in dice.sample(list(chronicle.events), 20):
        records.remove("event", name, NOW, cascade=True)
    for _ in range(40):
        words = random_words(dice) | {"sort": dice.choice(("date", "-date"))}
        assert walked(**words, as_of=then, limit="7") == chronicle.search(event_query(**words)), words


def test_what_may_end_in_another_zone_before_it_begins_is_listed_where_it_is_counted(database):
    keep(event("odd", start="2024-11-26T04:00:00Z", end="2024-11-25"), event("even", start="2024-11-25"))
    words = {"until": "2024-11-25", "certain": "true"}
    assert found(**words) == found(**words, q="event") == found(**words, kind="event") == ["even", "odd"]
    assert events.search(event_query(**words, count="true")).total == 2


def test_an_event_with_two_of_the_values_asked_for_is_listed_once(database):
    keep(event("a", tags=["x", "y"]), event("b", tags=["y"]), event("c", tags=["z"]))
    assert found(tag="x,y") == ["a", "b"]


def test_more_values_than_are_merged_are_asked_of_each_event(database):
    tags = [f"t{number:02}" for number in range(MERGED + 1)]
    keep(*(event(f"e{number:02}", tags=[tag]) for number, tag in enumerate(tags)), event("other"))
    assert len(found(tag=",".join(tags))) == MERGED + 1


def test_facets_and_words_know_nothing_of_cells(database):
    place = {"lat": 50.45, "lon": 30.52}
    keep(event("e", place=place, tags=["x"]))
    assert cells(**place)
    facets = events.facets(event_query() | {"facet": ("tag", "country"), "limit": 50})["facets"]
    assert (found(bbox="30,50,31,51"), facets) == (["e"], {"tag": [{"value": "x", "count": 1}], "country": []})


# --- what a list costs ------------------------------------------------------------------------------------------------

QUESTIONS = {
    "all": {},
    "of a kind": {"kind": "k1"},
    "of a kind in a time": {"kind": "k1", "since": "1995-03-15", "until": "2015"},
    "in a time": {"since": "2001-02-15", "until": "2012"},
    "until a day": {"until": "2010-06-15"},
    "certainly since": {"since": "2001-02-15", "certain": "true"},
    "of two kinds in a time": {"kind": "k1,k3", "since": "1995-03-15"},
    "of some tags": {"tag": "t1,t2,t3"},
    "of a kind and a tag": {"kind": "k2", "tag": "t5"},
    "in a box": {"bbox": "22,44,41,53"},
    "in a box and a time": {"bbox": "22,44,41,53", "since": "1995-03-15"},
    "anywhere": {"bbox": "-170,-80,170,80"},
}
SIZES = {False: (3_000, 15_000), True: (3_000, 12_000)}
"""Events in a chronicle, by whether it is asked as of a moment since which half of them changed."""
FEW = 400
"""Steps, or rows, that a list may cost more where the events of a day are more."""


def costs(size, *, as_of=False):
    drafts = keep_many(size)
    then = {}
    if as_of:
        rewrite_half(drafts)
        then = {"as_of": str(SINCE_THEN)}
    asked = {
        (name, sort): words | then | {"sort": sort} for name, words in QUESTIONS.items() for sort in ("date", "-date")
    }
    with reading():
        return {told: read_by(partial(events.search, event_query(**words, limit="8"))) for told, words in asked.items()}


@pytest.mark.parametrize("as_of", [False, True], ids=["now", "then"])
def test_a_page_costs_what_it_shows_and_not_what_there_is(databases, as_of):
    """Counted in the engine's own steps or rows, among few events and among many."""
    measured = []
    for size in SIZES[as_of]:
        with databases.fresh() as url:
            engine.connect(url)
            measured.append(costs(size, as_of=as_of))
            engine.close()
    small, large = measured
    grown = {told: (small[told], large[told]) for told in small if large[told] > 1.5 * small[told] + FEW}
    assert grown == {}, json.dumps({str(told): pair for told, pair in grown.items()}, indent=1)
