from service.feeds.prose import described, footing, grade, grade_in_words, grounds, manner, related, turned
from tests.feeds.selection import event, relation

NAMES = {"le-monde": "Le Monde"}


def test_a_relation_is_a_sentence() -> None:
    link = relation("a", "b", stance="retaliate", basis="stated_by_source", confidence=80)
    assert related(link, {"a": "A permit", "b": "A strike"}, {}) == (
        "“A strike” responds to “A permit” (retaliate; 80% sure), stated by the source"
    )


def test_the_grounds_name_who_asserts() -> None:
    link = relation("a", "b", "follows", asserted_by="le-monde", basis="stated_by_actor")
    assert grounds(link, NAMES) == " (asserted by Le Monde), stated by the actor"


def test_what_a_relation_stands_on_begins_with_who_says_so() -> None:
    link = relation("a", "b", asserted_by="le-monde", basis="stated_by_source", confidence=0)
    assert footing(link, NAMES) == "according to Le Monde, stated by the source, 0% sure"


def test_an_analysts_own_reading_is_told_as_one() -> None:
    assert footing(relation("a", "b"), {}) == "an analyst's reading"


def test_how_a_response_is_meant_stands_in_brackets() -> None:
    assert manner(relation("a", "b", stance="de_escalate")) == " (de-escalate)"
    assert manner(relation("a", "b")) == ""


def test_a_relation_can_be_told_from_its_cause() -> None:
    assert turned(relation("a", "b", "disputes")) == "is disputed by"


def test_a_grade_is_the_admiralty_code() -> None:
    assert (grade("B", 2), grade_in_words("B", 2)) == ("B2", "usually reliable, probably true")


def test_half_a_grade_is_half_a_grade() -> None:
    assert (grade(None, 3), grade_in_words(None, 3)) == ("3", "possibly true")


def test_an_event_is_told_in_a_line() -> None:
    made = event(
        start="2024-11-24", actors=[{"actor": "le-monde", "role": "speaker"}, {"actor": "x", "role": "recipient"}]
    )
    assert described(made, "Report", NAMES) == "24 November 2024; Report; reported; Le Monde, x"
