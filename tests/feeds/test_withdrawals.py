"""How feeds mark what rests on withdrawn sources."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from service.domain.selections import Selection
from service.feeds import graph_dot, graph_mmd, timeline_svg, timelinejs_json, vis_json
from service.feeds.sentences import figure_sentence
from service.feeds.withdrawals import fallen, left
from tests.feeds.asked import asked
from tests.feeds.selection import event, figure, relation, selection, source

SVG = "{http://www.w3.org/2000/svg}"
WIRE = {"source": "wire", "credibility": None, "locator": None, "quote": None, "claimed_by": None}
PAPER = WIRE | {"source": "paper"}


def story(*cited: Any, **fields: Any) -> Selection:
    """An event that cites these, once the wire story was withdrawn."""
    sources = [source("wire", retracted_at="2024-12-01T09:00:00Z"), source("paper")]
    return selection(event(sources=list(cited)), sources=sources, **fields)


def drawn(chosen: Selection) -> ElementTree.Element:
    return ElementTree.fromstring(asked(timeline_svg.FEED, chosen))


@pytest.mark.parametrize(
    ("sources", "said"),
    [
        ([], ""),
        (["paper"], ""),
        (["wire"], "source withdrawn"),
        (["wire", "wire"], "source withdrawn"),
        (["wire", "agency"], "all sources withdrawn"),
        (["wire", "paper"], "some sources withdrawn"),
    ],
)
def test_what_is_left_is_said(sources: list[str], said: str) -> None:
    record = event(sources=[{"source": one} for one in sources])
    assert left(record, {"wire", "agency"}) == said
    assert fallen(record, {"wire", "agency"}) == (said in ("source withdrawn", "all sources withdrawn"))


def test_a_figure_says_that_its_own_source_was_withdrawn() -> None:
    assert figure_sentence(figure(source="wire"), {}, {"wire"}) == "Personnel losses: 1,610 (source withdrawn)"


@pytest.mark.parametrize(("cited", "marked"), [([WIRE], True), ([WIRE, PAPER], False), ([], False)])
def test_the_picture_hatches_what_has_no_source_left(cited: list[Any], marked: bool) -> None:
    root = drawn(story(*cited))
    [mark] = [found for found in root.iter(f"{SVG}a") if found.get("data-id")]
    hatched = [found for found in mark.iter() if found.get("fill") == "url(#cl-hatch)"]
    assert (bool(hatched), "retracted" in mark.get("class", "").split()) == (marked, marked)
    assert bool(root.findall(f".//{SVG}pattern[@id='cl-hatch']")) == marked


def test_the_picture_says_so_in_words_too() -> None:
    text = "".join(drawn(story(WIRE)).itertext())
    assert "source withdrawn" in text
    assert "every source withdrawn" in text  # the legend


def test_a_picture_of_what_stands_has_no_word_of_it() -> None:
    assert "withdrawn" not in "".join(drawn(story(PAPER)).itertext())


def test_an_arrow_that_nothing_carries_says_so() -> None:
    link = relation("one", "two", sources=[WIRE])
    chosen = selection(event(), event("two"), relations=[link], sources=story().sources)
    assert "(source withdrawn)" in "".join(drawn(chosen).itertext())


def test_a_slide_says_what_fell_and_when() -> None:
    slide = json.loads(asked(timelinejs_json.FEED, story(WIRE)))["events"][0]["text"]["text"]
    assert slide.startswith("<p><em>Source withdrawn</em></p>")
    assert "Source wire (withdrawn on 1 December 2024)" in slide


@pytest.mark.parametrize(("cited", "marked"), [([WIRE], True), ([WIRE, PAPER], False), ([PAPER], False)])
def test_an_item_of_vis_timeline_has_a_class(cited: list[Any], marked: bool) -> None:
    [item] = json.loads(asked(vis_json.FEED, story(*cited)))["items"]
    assert ("retracted" in item["className"].split()) == marked
    assert ("withdrawn" in item["title"]) == (WIRE in cited)


@pytest.mark.parametrize("feed", [graph_dot.FEED, graph_mmd.FEED], ids=lambda feed: feed.name)
@pytest.mark.parametrize(("cited", "marked"), [([WIRE], True), ([PAPER], False)], ids=["withdrawn", "standing"])
def test_a_box_that_nothing_carries_is_faint_and_says_so(feed: Any, cited: list[Any], marked: bool) -> None:
    body = "\n".join(
        line for line in asked(feed, story(*cited), alone="true").splitlines() if line[:2] not in ("//", "%%")
    )
    assert ("source withdrawn" in body, "8a8d93" in body) == (marked, marked)
