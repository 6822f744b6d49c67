import pytest

from service.feeds.losses import Loss, counted, loose_ends
from tests.feeds.selection import event, relation, selection


@pytest.mark.parametrize(
    ("losses", "said"),
    [
        ([], ""),
        ([Loss("a", "")], "1 event"),
        ([Loss("a", "", relation="r"), Loss("a", ""), Loss("b", "")], "2 events and 1 relation"),
        ([Loss("a", "", field="start")], "1 field"),
    ],
)
def test_losses_are_counted_by_what_they_are_of(losses: list[Loss], said: str) -> None:
    assert counted(losses) == said


def test_ten_and_more_are_counted_too() -> None:
    assert counted([Loss("a", "")] * 10) == "10 events"


def test_a_relation_is_lost_with_either_of_its_ends() -> None:
    relations = [relation("a", "b"), relation("b", "c"), relation("c", "a")]
    chosen = selection(event("a"), event("b"), event("c"), relations=relations)
    assert [(loss.event, loss.relation) for loss in loose_ends(chosen, ["b"], "why")] == [("b", "b-a"), ("c", "c-b")]
