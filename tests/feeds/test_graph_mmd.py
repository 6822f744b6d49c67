from service.domain.selections import Selection
from service.feeds.graph_mmd import FEED
from tests.feeds.asked import asked
from tests.feeds.selection import event, relation, selection


def lines(chosen: Selection, base_url: str = "", **words: str) -> list[str]:
    return [line.strip() for line in asked(FEED, chosen, base_url, **words).splitlines()]


def test_a_comment_before_a_node_has_its_id() -> None:
    made = lines(selection(event("2024-11-strike")), alone="true")
    assert made[made.index("%% 2024-11-strike") + 1].startswith("n0[")


def test_a_node_leads_to_the_page_of_its_event() -> None:
    made = lines(selection(event("one")), "https://chronicle.example", alone="true")
    assert 'click n0 href "https://chronicle.example/events/one"' in made


def test_without_an_address_there_are_no_links() -> None:
    assert not any(line.startswith("click") for line in lines(selection(event("one")), alone="true"))


def test_what_was_left_out_is_said() -> None:
    made = lines(selection(event("one"), truncated=True))
    assert [line for line in made if line.startswith(("%% Only the first 1 events", "%% Left out: 1 of 1 events"))]


def test_relations_that_look_alike_share_a_style() -> None:
    relations = [relation("a", "b"), relation("a", "b", "disputes"), relation("b", "c")]
    made = lines(selection(event("a"), event("b"), event("c"), relations=relations))
    assert [line.split()[1] for line in made if line.startswith("linkStyle")] == ["0,2", "1"]
