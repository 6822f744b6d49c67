import math

import pytest

from service.domain.errors import Invalid
from service.intake.records import read
from tests.intake.judged import faults, fields, refused


def test_every_field_is_present_in_the_order_of_the_contract():
    assert list(fields("timeline").items()) == [("title", "Missiles"), ("summary", ""), ("query", {})]


def test_a_timeline_needs_a_title():
    assert list(faults("timeline", {})) == ["/title"]


def test_a_query_holds_texts_numbers_truths_and_lists_of_texts():
    query = {"tag": ["war", "peace"], "q": "missile", "certain": True, "since": 2024, "until": 1.5}
    assert fields("timeline", query=query)["query"] == query


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"q": None}, "/query/q"),
        ({"q": {}}, "/query/q"),
        ({"q": "a\0"}, "/query/q"),
        ({"tag": ["a", 5]}, "/query/tag/1"),
        ({"since": 2**63}, "/query/since"),
        ({"since": math.inf}, "/query/since"),
        (["q"], "/query"),
        (None, "/query"),
    ],
)
def test_a_query_holds_nothing_else(query, where):
    assert refused("timeline", query=query) == [where]


def test_a_query_has_the_words_of_a_list_of_events():
    with pytest.raises(Invalid) as refusal:
        read("timeline", {"title": "Missiles", "query": {"limit": 5, "status": "wrong"}})
    assert {fault.pointer for fault in refusal.value.faults} == {"/query/limit", "/query/status"}
