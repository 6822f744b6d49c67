from service.domain.selections import Record, Selection
from service.feeds.sentences import names_in
from service.web.viewpoints import viewpoints
from tests.feeds.selection import actor, relation

NAMES = names_in(Selection(events=(), actors=[actor("le-monde", "Le Monde")]))


def offered(*relations: Record, **given: str) -> dict[str, list[tuple[str, str]]]:
    choices = viewpoints(relations, NAMES, given)
    return {choice.word: [(option.value, option.label) for option in choice.options] for choice in choices}


def test_who_asserts_is_named_and_the_chronicle_is_one_of_them() -> None:
    found = offered(relation("a", "b"), relation("a", "b", asserted_by="le-monde"))
    assert found["asserted_by"] == [("", "everyone"), ("le-monde", "Le Monde"), ("none", "the chronicle itself")]


def test_bases_are_offered_as_stated_or_inferred() -> None:
    found = offered(relation("a", "b", basis="computed"), relation("a", "b", basis="stated_by_actor"))
    assert [label for _, label in found["basis"]] == [
        "anything", "what an actor or a source states", "what is inferred",
    ]  # fmt: skip


def test_a_choice_of_one_value_is_none() -> None:
    assert offered(relation("a", "b")) == {}


def test_a_choice_that_was_made_can_be_taken_back() -> None:
    assert offered(relation("a", "b"), basis="computed")["basis"][-1] == ("computed", "computed")
