from service.domain.selections import Selection
from service.web.cards import Card, cards
from tests.feeds.selection import actor, event, figure, relation, selection, source

CITED = {"source": "paper", "credibility": 2, "locator": "p. 3", "quote": None, "claimed_by": "us"}


def card(chosen: Selection) -> Card:
    return cards(chosen)[0]


def test_ids_become_names() -> None:
    made = card(selection(event(actors=[{"actor": "us", "role": "initiator"}]), actors=[actor("us", "United States")]))
    assert (made.kind, made.actors) == ("Strike", (("United States", "initiator"),))


def test_a_name_that_is_not_known_is_its_id() -> None:
    made = card(selection(event(kind="unheard", actors=[{"actor": "us", "role": "initiator"}])))
    assert (made.kind, made.actors) == ("unheard", (("us", "initiator"),))


def test_the_date_stands_beside_the_sources_own_words() -> None:
    made = card(selection(event(start="2024-11~", date_text="now")))
    assert (made.when, made.wording) == ("about November 2024", "now")


def test_a_figure_is_a_sentence_with_its_note() -> None:
    number = figure(value=1610, claimed_by="us", period="2024-11-24", note="By its own count.")
    [(said, note)] = card(selection(event(figures=[number]), actors=[actor("us", "United States")])).figures
    assert said == "Personnel losses: 1,610 (24 November 2024; claimed by United States)"
    assert note == "By its own count."


def test_a_source_stands_with_its_grade() -> None:
    paper = source("paper", title="Paper", reliability="B", url="https://example.org/1")
    [cited] = card(selection(event(sources=[CITED]), sources=[paper], actors=[actor("us", "United States")])).sources
    assert (cited.name, cited.url, cited.grade, cited.meaning, cited.claimed_by, cited.locator) == (
        "Paper", "https://example.org/1", "B2", "usually reliable, probably true", "United States", "p. 3",
    )  # fmt: skip


def test_a_withdrawn_source_says_when_and_the_event_that_nothing_else_carries_says_so() -> None:
    wire, paper = source("wire", retracted_at="2024-12-01T09:00:00Z"), source("paper")
    alone, both = [CITED | {"source": "wire"}], [CITED | {"source": "wire"}, CITED]
    made = cards(selection(event(sources=alone), event("two", sources=both), sources=[wire, paper]))
    assert [one.fallen for one in made] == ["source withdrawn", ""]
    assert [cited.withdrawn for cited in made[1].sources] == ["withdrawn on 1 December 2024", ""]


def test_only_an_address_of_the_web_is_a_link() -> None:
    paper = source("paper", url="javascript:alert(1)")
    assert card(selection(event(sources=[CITED]), sources=[paper])).sources[0].url is None


def test_a_relation_is_told_from_both_ends() -> None:
    cause, response = cards(selection(event("a"), event("b"), relations=[relation("a", "b", "disputes")]))
    [back], [forth] = response.causes, cause.responses
    assert (back.verb, back.title) == ("disputes", "Event a")
    assert (forth.verb, forth.title) == ("is disputed by", "Event b")


def test_the_colour_is_that_of_the_kinds_quad() -> None:
    assault = {"id": "strike", "label": "Strike", "quad": "material_conflict"}
    assert card(selection(event(), kinds=[assault])).tone == "force"
