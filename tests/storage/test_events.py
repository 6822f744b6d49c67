"""Lists of events, held against a list that is written as the contract says it, over random chronicles."""

import random

import pytest

from service.domain.changes import Stamp
from service.domain.errors import Invalid
from service.domain.queries import FACET_WORDS
from service.storage import events, questions
from service.storage.engine import reading
from service.storage.journal import head
from tests.storage.chronicle import KINDS, NAMES, ROLES, STATUSES, TAGS, WORDS, Chronicle
from tests.storage.stored import actor, event, event_query, found, keep, keep_events, link, put, query, timeline

DATES = (
    "-0043",
    "0000",
    "1914",
    "1945-05-08",
    "1999-12-31T23:59:59Z",
    "2000",
    "2024-11",
    "2024-11-24",
    "2024-11~",
    "20XX",
)
BOXES = ("-180,-90,180,90", "165,-90,-165,90", "0,0,0,0", "170,-20,180,20", "29,44,41,53", "-180,-90,-180,-90")
SORTS = ("date", "-date", "updated", "-updated")
QUESTIONS = (
    *(
        "strasse",
        "STRASSE",
        "missile",
        "missile*",
        "lodz",
        "łódź",
        "naive",
        "переговоры",
        "ПЕРЕГОВОРИ",
        "перег*",
        "中国",
    ),
    *(
        "中*",
        "العربية",
        "x2",
        "zoe",
        "zoe s",
        "e mail",
        "e-mail",
        "co2",
        "final",
        "iv",
        "हिन्दी",
        "unicode",
        "aero",
        "dz",
    ),
    *(
        "word",
        "word_with_lines",
        "lines",
        "united",
        "states united",
        "украіна",
        "україна",
        "republique franc*",
        "igdir",
        "s*",
    ),
    *("🚀 missile", "missile strasse", "missile* 中*", "__", "a*", "zz", "government*"),
)


def random_words(dice, names):
    """Two words of a question, each asked for now and then."""
    makers = {
        "kind": lambda: ",".join(dice.sample(KINDS, dice.choice((1, 2)))),
        "status": lambda: dice.choice(STATUSES),
        "country": lambda: dice.choice(("UA", "RU", "UA,RU", "DE")),
        "tag": lambda: ",".join(dice.sample(TAGS, dice.choice((1, 2)))),
        "source": lambda: dice.choice(("news", "mod", "news,mod", "none-such")),
        "metric": lambda: dice.choice(("losses", "tanks,losses")),
        "actor": lambda: ",".join(dice.sample(list(NAMES), dice.choice((1, 2)))),
        "role": lambda: ",".join(dice.sample(ROLES, dice.choice((1, 2)))),
        "bbox": lambda: dice.choice(BOXES),
        "since": lambda: dice.choice(DATES),
        "until": lambda: dice.choice(DATES),
        "certain": lambda: dice.choice(("true", "false")),
        "linked": lambda: dice.choice(("cause", "response", "any", "none")),
        "family": lambda: dice.choice(("evidence", "causal", "evidence,structure")),
        "id": lambda: ",".join(dice.sample(names, 60)),
        "q": lambda: dice.choice([question for question in QUESTIONS if question != "__"]),
        "sort": lambda: dice.choice(SORTS),
    }
    return {word: makers[word]() for word in dice.sample(list(makers), dice.choice((1, 2, 2, 3)))}


@pytest.fixture(params=[1])
def chronicle(database, request):
    return Chronicle(request.param, 200)


def test_every_combination_of_words_chooses_what_the_contract_says(chronicle):
    dice = random.Random(7)
    hits = 0
    for _ in range(250):
        words = random_words(dice, list(chronicle.events))
        expected = chronicle.search(event_query(**words))
        assert found(**words, limit="500") == expected, words
        hits += 0 < len(expected) < 200
    assert hits > 100


def test_every_word_of_time_chooses_what_the_contract_says(chronicle):
    for since in (None, *DATES, "../2024"):
        for until in (None, *DATES, "2024/.."):
            for certain in ("true", "false"):
                words = {"since": since, "until": until, "certain": certain, "limit": "500"}
                words = {word: text for word, text in words.items() if text}
                assert found(**words) == chronicle.search(event_query(**words)), words


@pytest.mark.parametrize("box", BOXES)
def test_every_box_holds_what_lies_in_it(chronicle, box):
    assert found(bbox=box, limit="500") == chronicle.search(event_query(bbox=box))


def test_every_question_in_words_is_answered_alike(chronicle):
    for question in QUESTIONS:
        try:
            query = event_query(q=question)
        except Invalid:
            assert question == "__"
        else:
            assert found(q=question, limit="500") == chronicle.search(query), question
    assert all(found(q=word) for word in WORDS if word != "🚀")


def test_every_link_word_chooses_what_the_contract_says(chronicle):
    for cause, response in chronicle.links[:20]:
        for words in ({"cause_of": response}, {"response_to": cause}, {"response_to": cause, "cause_of": response}):
            for family in ("evidence", "causal"):
                query = event_query(**words, family=family)
                assert found(**words, family=family) == chronicle.search(query), words


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_the_contracts(chronicle, sort):
    assert found(sort=sort, limit="500") == chronicle.search(event_query(sort=sort))


# --- single rules -----------------------------------------------------------------------------------------------------


def test_actor_and_role_stand_in_one_entry(database):
    keep(actor("us"), actor("ru"))
    keep(event("e", actors=[{"actor": "us", "role": "initiator"}, {"actor": "ru", "role": "recipient"}]))
    assert found(actor="us", role="recipient") == []
    assert found(actor="us,ru", role="recipient") == ["e"]


def test_updated_since_chooses_what_was_changed_at_that_instant_or_later(database):
    for second, name in enumerate("abc"):
        put(event(name), Stamp("tester", second * 1_000_000))
    put(event("a", title="Changed"), Stamp("tester", 9_000_000))
    assert found(updated_since="1970-01-01T00:00:02Z", sort="updated") == ["c", "a"]
    assert found(updated_since="1970-01-01T00:00:09.000001Z") == []


def test_causal_relations_are_meant_unless_families_are_named(database):
    keep(*map(event, "abc"), link("a", "b"), link("b", "c", "reports"))
    assert (found(linked="response"), found(linked="response", family="evidence")) == (["b"], ["c"])


def test_a_timeline_narrows_the_other_words(database):
    keep(event("a", kind="strike"), event("b", kind="strike", status="claimed"), event("c"))
    keep(timeline("t", query={"kind": "strike", "sort": "-date"}))
    assert found(timeline="t") == ["b", "a"]
    assert found(timeline="t", status="claimed") == ["b"]
    assert found(timeline="t", kind="event") == []
    assert found(timeline="t", sort="date") == ["a", "b"]


def test_an_unknown_timeline_is_named(database):
    with pytest.raises(Invalid) as refused:
        found(timeline="none-such")
    assert [fault.parameter for fault in refused.value.faults] == ["timeline"]


def test_more_actors_than_a_question_can_name_are_no_error(database):
    keep(*(actor(f"a{number:03}", name=f"Brigade {number}") for number in range(300)))
    keep(event("e", actors=[{"actor": "a007"}]), event("f", title="Brigadier"))
    assert found(q="brigad*") == ["e", "f"]
    assert found(q="brigade 7") == ["e"]


def test_a_list_of_fifty_costs_four_queries_at_most(database, count_queries):
    keep_events(*(f"e{number:02}" for number in range(60)), tags=["x"])
    keep(timeline("t", query={"tag": ["x"]}))
    for words in ({}, {"tag": "x"}, {"q": "event"}, {"timeline": "t"}, {"count": "true", "q": "event"}):
        with count_queries() as statements:
            page = events.search(event_query(**words))
        assert (len(page.bodies), len(statements) <= 4) == (50, True), words


def test_a_page_sends_the_bytes_that_were_stored(database):
    stored = put(event("e", title="Ünïcode"))
    assert events.search(event_query()).bodies == [stored.body]


def test_reading_writes_nothing(database):
    keep_events("e")
    with reading():
        before = head()
    found(q="event", sort="updated", count="true")
    with reading():
        assert head() == before


# --- facets -----------------------------------------------------------------------------------------------------------


def facets(**given):
    return events.facets(query(FACET_WORDS, **given))


def test_facets_count_most_first_and_then_by_value(database):
    keep(*(event(f"e{number}", tags=tags) for number, tags in enumerate((["b"], ["b", "a"], ["c"]))))
    counts = {"tag": [{"value": "b", "count": 2}, {"value": "a", "count": 1}, {"value": "c", "count": 1}]}
    assert facets(facet="tag") == {"total": 3, "facets": counts}


def test_facets_count_what_the_other_words_choose(chronicle):
    for words in ({"kind": "strike"}, {"since": "2000"}, {"q": "missile*"}):
        told = facets(facet="status", **words)
        chosen = [chronicle.events[name]["status"] for name in chronicle.search(event_query(**words))]
        assert told["total"] == len(chosen)
        assert {row["value"]: row["count"] for row in told["facets"]["status"]} == {v: chosen.count(v) for v in chosen}


def test_facets_are_cut_each_at_its_limit(database):
    keep(*(event(f"e{number}", tags=[f"t{number}"], start=str(2000 + number)) for number in range(5)))
    told = facets(facet="tag,year", limit="2")["facets"]
    assert [row["value"] for row in told["tag"]] == ["t0", "t1"]
    assert [row["value"] for row in told["year"]] == ["2000", "2001"]


def test_facets_cost_two_queries(database, count_queries):
    keep_events("e")
    with count_queries() as statements:
        facets(facet="kind,actor,tag,country,status,source,year,month")
    assert len(statements) == 2


def test_a_name_that_more_actors_have_than_a_search_holds_finds_all_their_events(database, monkeypatch):
    monkeypatch.setattr(questions, "ALTERNATIVES", 3)
    names = [f"actor-{number}" for number in range(6)]
    keep(*(actor(name, name=f"Quuxian {name}") for name in names))
    keep(*(event(f"e-{name}", actors=[{"actor": name}]) for name in names), event("alone", title="Quuxian"))
    assert len(events.search(event_query(q="quux*")).bodies) == len(names) + 1
    assert len(events.search(event_query(q="quuxian 5")).bodies) == 1
