from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from service.domain.relations import BASES, TYPES
from service.domain.selections import Selection
from service.feeds.graph_mmd import FEED
from tests.feeds.asked import asked
from tests.feeds.selection import HOSTILE, adversarial, event, relation, selection
from tests.support import chromium

READ = """async (text) => {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const ends = ({ start, end, text, type, stroke, style }) => ({ start, end, text, type, stroke, style });
    return { nodes: [...db.getVertices().keys()], edges: db.getEdges().map(ends) };
}"""
DRAW = """async (text) => { document.body.innerHTML = (await mermaid.render("drawing", text)).svg; }"""

TRICKS = [
    "end", "graph TD", "subgraph x", "n0 --> n1", '"]', "%% x", '%%{init: {"theme": "forest"}}%%', "---", "a;b", "a|b",
    "click n0 call alert()", "1. one", "- one", "# one", "`one`", "**one** _two_", "<b>one</b>", "&amp;", "#quot;",
    "#35;", "ﬂ°°60¶ßb", "style a:#b;c", "classDef x fill:#fff;", "https://x.example", "www.x.example", "$$x$$",
    "fa:fa-car", "\\n", "\U0001f469\u200d\U0001f467", "שלום עולם", "\u202eabc",
]  # fmt: skip
"""Titles that mean something to Mermaid, to the Markdown in it or to the HTML that it makes."""


@pytest.fixture(scope="module")
def mermaid(browser: Browser, node_modules: Path) -> Any:
    """A page with Mermaid, for all tests of the module: it takes a while to start."""
    with chromium.opened(browser) as page:
        page.set_content("<!doctype html><body></body>")
        page.add_script_tag(path=node_modules / "@mermaid-js" / "tiny" / "dist" / "mermaid.tiny.js")
        page.evaluate("mermaid.initialize({ startOnLoad: false })")
        yield page


def read(page: Page, chosen: Selection, **words: str) -> dict[str, Any]:
    """What Mermaid's own parser finds."""
    found: dict[str, Any] = page.evaluate(READ, asked(FEED, chosen, "https://chronicle.example", **words))
    return found


def shown(page: Page, chosen: Selection) -> list[str]:
    """The labels of nodes as they are drawn, without white space and what has no width."""
    page.evaluate(DRAW, asked(FEED, chosen, alone="true"))
    return ["".join(text.replace("\u2060", "").split()) for text in page.locator(".nodeLabel").all_inner_texts()]


def pair(type: str = "responds_to", **fields: Any) -> Selection:
    """Two events and the relation between them."""
    return selection(event("a"), event("b"), relations=[relation("a", "b", type, **fields)])


def edge(page: Page, chosen: Selection) -> dict[str, Any]:
    [found] = read(page, chosen)["edges"]
    return found


def test_it_finds_every_event_and_relation_of_the_adversarial_selection(mermaid: Page) -> None:
    chosen = adversarial()
    found = read(mermaid, chosen, alone="true")
    assert found["nodes"] == [f"n{place}" for place in range(len(chosen.events))]
    assert len(found["edges"]) == len(chosen.relations)


def test_it_reads_a_feed_of_nothing(mermaid: Page) -> None:
    assert read(mermaid, selection()) == {"nodes": [], "edges": []}


@pytest.mark.parametrize("type", TYPES)
def test_an_edge_goes_from_cause_to_response_and_is_labelled_with_its_type(mermaid: Page, type: str) -> None:
    found = edge(mermaid, pair(type))
    assert (found["start"], found["end"], found["text"]) == ("n0", "n1", type)


def test_each_family_has_a_look(mermaid: Page) -> None:
    styles = {tuple(edge(mermaid, pair(name))["style"]) for name in TYPES}
    assert len(styles) == 4


def test_each_basis_has_a_look(mermaid: Page) -> None:
    styles = {tuple(edge(mermaid, pair(basis=basis))["style"]) for basis in BASES}
    assert len(styles) == len(BASES)


def test_it_shows_hostile_text_as_text(mermaid: Page) -> None:
    texts = shown(mermaid, adversarial())
    assert any("".join(HOSTILE.split()) in text for text in texts)
    assert mermaid.locator("svg img, svg script, svg b").count() == 0


@pytest.mark.parametrize("title", TRICKS)
def test_what_means_something_to_mermaid_is_text(mermaid: Page, title: str) -> None:
    assert shown(mermaid, selection(event(title=title))) == ["".join(title.split()) + "2024"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=300))
def test_no_title_breaks_it(mermaid: Page, title: str) -> None:
    chosen = selection(event("a", title=title), event("b"), relations=[relation("a", "b")], title=title)
    found = read(mermaid, chosen)
    assert (found["nodes"], len(found["edges"])) == (["n0", "n1"], 1)
