import pytest

from service.feeds.direction import isolated, steady
from service.feeds.prose import related
from tests.feeds.selection import relation


@pytest.mark.parametrize("text", ["A permit", "Élysée, 2024", "北京", ""])
def test_what_runs_from_left_to_right_stays_as_it_is(text: str) -> None:
    assert isolated(text) == steady(text) == text


@pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_nothing_reaches_beyond_a_text(control: str) -> None:
    assert isolated(f"gnp.{control}gpj") == "gnp.gpj"


def test_a_title_from_right_to_left_leaves_its_sentence_in_order() -> None:
    told = related(relation("a", "b"), {"a": "A permit", "b": "ضربة"}, {})
    assert told.startswith("“\u2068ضربة\u2069” responds to “A permit”")
