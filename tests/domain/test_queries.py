import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.dates import parse
from service.domain.errors import Invalid
from service.domain.queries import (
    ACTOR_WORDS,
    EVENT_WORDS,
    PAGING,
    WALK_WORDS,
    check_timeline_query,
    fingerprint,
    timeline_query,
)
from service.domain.wordlist import read_words

WORDS = (*EVENT_WORDS, *PAGING)


def read(*given, words=WORDS):
    return read_words(words, given)


def refused(*given, words=WORDS):
    with pytest.raises(Invalid) as found:
        read(*given, words=words)
    return [fault.parameter for fault in found.value.faults]


def test_since_is_a_dates_earliest_second_and_until_its_latest():
    query = read(("since", "2024-11"), ("until", "2024-11"))
    assert (query["since"], query["until"]) == (parse("2024-11").start.earliest, parse("2024-11").end.latest)


@pytest.mark.parametrize("text", ["22,44,41,53", "170,-10,-170,10", "-180,-90,180,90", "0,0,0,0", "1.5,-2.5,10,3.25"])
def test_a_box_is_four_numbers(text):
    assert read(("bbox", text))["bbox"] == tuple(float(part) for part in text.split(","))


@pytest.mark.parametrize(
    "text",
    [
        *("", "1,2,3", "1,2,3,4,5", "a,b,c,d", "181,0,0,0", "0,-91,0,0", "0,5,0,4", "nan,0,0,0", "0,0,inf,0"),
        *(
            "0,0,0,91",
            "0,0,1_0,5",
            "0,0,\uff11,5",
            "0, 0,1,5",
            "0,0,1,5\n",
            "0,0,+1,5",
            "0,0,1e1,20",
            "0,0,.5,5",
            "0,0,1.,5",
        ),
    ],
)
def test_another_box_is_refused(text):
    assert refused(("bbox", text)) == ["bbox"]


@pytest.mark.parametrize(
    ("word", "text"),
    [
        *(("status", "done"), ("role", "witness"), ("linked", "maybe"), ("sort", "title"), ("certain", "yes")),
        *(("since", "soon"), ("until", "2024-13"), ("q", "***"), ("limit", "0"), ("limit", "501"), ("limit", "--5")),
        *(
            ("limit", "5.0"),
            ("limit", "\u0665"),
            ("updated_since", "2024"),
            ("kind", ""),
            ("id", "x" * 121),
            ("tag", "a\0b"),
        ),
        *(("family", "moral"), ("count", "1"), ("kind", "a,,b"), ("country", "ua"), ("country", "UA,XX")),
    ],
)
def test_a_value_outside_its_list_names_its_word(word, text):
    assert refused((word, text)) == [word]


@pytest.mark.parametrize("words", [EVENT_WORDS, ACTOR_WORDS])
def test_a_country_is_one_of_iso_3166(words):
    assert read(("country", "UA,PL"), words=words)["country"] == ("PL", "UA")
    assert refused(("country", "XX"), words=words) == ["country"]


def test_every_fault_is_named_at_once():
    assert refused(("since", "soon"), ("colour", "red"), ("status", "done")) == ["colour", "status", "since"]


@pytest.mark.parametrize(("text", "depth"), [("1", 1), ("100", 100), ("all", None)])
def test_a_depth_is_read(text, depth):
    assert read(("depth", text), words=WALK_WORDS)["depth"] == depth


@pytest.mark.parametrize("text", ["0", "101", "ALL", "", "-1"])
def test_another_depth_is_refused(text):
    assert refused(("depth", text), words=WALK_WORDS) == ["depth"]


# --- fingerprints -----------------------------------------------------------------------------------------------------


@given(st.permutations([("kind", "a"), ("kind", "b"), ("tag", "x"), ("since", "2024"), ("q", "one two")]))
def test_the_order_of_words_does_not_matter(given):
    assert fingerprint(read(*given)) == fingerprint(
        read(("q", "two one"), ("kind", "b,a"), ("since", "2024"), ("tag", "x"))
    )


@pytest.mark.parametrize("word", [("limit", "7"), ("cursor", "abc"), ("count", "true")])
def test_where_and_how_much_is_read_does_not_matter(word):
    assert fingerprint(read(word, ("kind", "a"))) == fingerprint(read(("kind", "a")))


def test_every_other_word_matters():
    asked = [
        *(
            ("kind", "a"),
            ("kind", "b"),
            ("tag", "a"),
            ("since", "2024"),
            ("until", "2024"),
            ("certain", "true"),
            ("q", "a"),
        ),
        *(("q", "a*"), ("bbox", "0,0,1,1"), ("sort", "-date"), ("linked", "any"), ("id", "a"), ("timeline", "a")),
    ]
    assert len({fingerprint(read(word)) for word in asked} | {fingerprint(read())}) == len(asked) + 1


# --- timelines --------------------------------------------------------------------------------------------------------


def test_numbers_truths_and_lists_stand_for_their_text():
    query = timeline_query({"tag": [2024, "b"], "certain": True, "since": 2024})
    assert (query["tag"], query["certain"], query["since"]) == (("2024", "b"), True, parse("2024").start.earliest)


@pytest.mark.parametrize("word", ["timeline", "cursor", "limit", "count", "as_of", "colour", "a/b~c"])
def test_a_word_that_no_timeline_may_have_is_pointed_at(word):
    with pytest.raises(Invalid) as found:
        check_timeline_query({"kind": "strike", word: "1"})
    escaped = word.replace("~", "~0").replace("/", "~1")
    assert [(fault.pointer, fault.parameter) for fault in found.value.faults] == [(f"/query/{escaped}", None)]


def test_every_bad_value_of_a_timeline_is_pointed_at():
    with pytest.raises(Invalid) as found:
        check_timeline_query({"status": ["done"], "since": "soon", "kind": "strike"})
    assert {fault.pointer for fault in found.value.faults} == {"/query/status", "/query/since"}


@pytest.mark.parametrize("word", ["tag", "bbox", "limit"])
def test_an_empty_list_is_pointed_at_because_it_would_select_everything(word):
    with pytest.raises(Invalid) as found:
        check_timeline_query({"kind": "strike", word: []})
    assert [fault.pointer for fault in found.value.faults] == [f"/query/{word}"]


def test_a_good_query_passes():
    check_timeline_query({"sort": "-date", "bbox": "0,0,1,1", "status": ["reported", "claimed"]})
