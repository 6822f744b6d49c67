"""Feeds: graph.mmd, relations as a flowchart for Mermaid.

Mermaid looks for directives, tags, Markdown and entities in labels too. So all ASCII but letters, digits and a few
harmless signs is sent as #number; and what means something even after it has turned that back is broken by a character
without width.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from service.domain.graph_words import GRAPH_WORDS
from service.domain.selections import Selection
from service.feeds.feed import Feed
from service.feeds.graph import COLOURS, FAINT, FILLS, INK, LEGEND, OMITS, Edge, Graph, Node, alters, drops, graph

_HARMLESS: Final = " ,'"
_MEANT: Final = re.compile(r"\$(?=\$)|\\(?=n)|:(?=fa-)|ﬂ(?=°)|¶(?=ß)")
"""Beginnings of formulas, line breaks, icons, and of the forms in which Mermaid keeps entities."""
_WORD_JOINER: Final = "\u2060"
_ARROWS: Final = {"causal": "-->", "sequence": "-.->", "evidence": "-.-o", "structure": "-->"}
_DASHES: Final = {"sequence": ",stroke-dasharray:6 4", "evidence": ",stroke-dasharray:1 4"}
_BORDERS: Final = {
    "bold": "stroke-width:2.4px",
    "dashed": "stroke-dasharray:6 4",
    "dotted": "stroke-dasharray:1 4",
    "faint": f"color:{FAINT},stroke:{FAINT}",
}


def render(selection: Selection) -> Iterator[str]:
    """A flowchart, left to right: events are n0, n1 … in order of time, a comment before each has its id."""
    shown = graph(selection)
    yield f"---\ntitle: {_quoted(shown.title)}\n---\n"
    yield from (f"%% {line}\n" for line in (*LEGEND, *shown.notes))
    yield "flowchart LR\n"
    for place, node in enumerate(shown.nodes):
        yield from _node(place, node)
    yield from map(_edge, shown.edges)
    yield from _looks(shown)


def _node(place: int, node: Node) -> Iterator[str]:
    yield f'  %% {node.id}\n  n{place}["{_label(node.lines)}"]\n'
    if node.url:
        yield f'  click n{place} href "{node.url}"\n'


def _edge(edge: Edge) -> str:
    """The type is one of a closed list and stands as it is."""
    arrow = "---" if edge.type == "same_as" else _ARROWS[edge.family]
    return f'  n{edge.cause} {arrow}|"{"<br>".join([edge.type, *map(_text, edge.lines)])}"| n{edge.response}\n'


def _looks(shown: Graph) -> Iterator[str]:
    """Classes of nodes and styles of edges, each with the list of those that have it."""
    for tone, fill in FILLS.items():
        yield from _class(tone, f"fill:{fill},stroke:{INK},color:{INK}", (node.tone == tone for node in shown.nodes))
    for border, style in _BORDERS.items():
        yield from _class(border, style, (node.border == border for node in shown.nodes))
    for family, width in sorted({(edge.family, edge.width) for edge in shown.edges}):
        alike = [str(index) for index, edge in enumerate(shown.edges) if (edge.family, edge.width) == (family, width)]
        style = f"stroke:{COLOURS[family]},stroke-width:{width:g}px{_DASHES.get(family, '')}"
        yield f"  linkStyle {','.join(alike)} {style}\n"


def _class(name: str, style: str, has: Iterable[bool]) -> Iterator[str]:
    nodes = [f"n{place}" for place, chosen in enumerate(has) if chosen]
    if nodes:
        yield f"  classDef {name} {style}\n  class {','.join(nodes)} {name}\n"


def _label(lines: Iterable[str]) -> str:
    return "<br>".join(map(_text, lines))


def _text(text: str) -> str:
    broken = _MEANT.sub(rf"\g<0>{_WORD_JOINER}", text)
    return "".join(character if _is_harmless(character) else f"#{ord(character)};" for character in broken)


def _is_harmless(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _HARMLESS
    return character.isprintable()


def _quoted(text: str) -> str:
    """A YAML string without the signs for which Mermaid looks before it reads YAML."""
    return json.dumps(text).replace("<", r"\u003c").replace("%", r"\u0025")


FEED: Final = Feed(
    name="graph.mmd",
    media_type="text/vnd.mermaid",
    summary="Mermaid: a flowchart of the events that have relations, with an edge from each cause to its response.",
    render=render,
    words=GRAPH_WORDS,
    drops=drops,
    alters=alters,
    omits=("actors", *OMITS),
)
