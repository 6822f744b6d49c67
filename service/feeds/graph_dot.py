"""Feeds: graph.dot, relations as a graph for Graphviz.

In a quoted text of DOT a backslash begins an escape and an ampersand an HTML entity; nothing else has a meaning there.
"""

from collections.abc import Iterator
from typing import Final

from service.domain.graph_words import GRAPH_WORDS
from service.domain.selections import Selection
from service.feeds.feed import Feed
from service.feeds.graph import COLOURS, FAINT, FILLS, INK, LEGEND, OMITS, Edge, Node, alters, drops, graph

_ESCAPES: Final = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;"})
_FONT: Final = "Helvetica,Arial,sans-serif"
_BORDERS: Final = {
    "plain": {},
    "bold": {"penwidth": "2.4"},
    "dashed": {"style": "rounded,filled,dashed"},
    "dotted": {"style": "rounded,filled,dotted"},
    "faint": {"fontcolor": FAINT, "color": FAINT},
}
_FAMILIES: Final = {
    "causal": {"style": "solid", "arrowhead": "normal"},
    "sequence": {"style": "dashed", "arrowhead": "vee"},
    "evidence": {"style": "dotted", "arrowhead": "dot"},
    "structure": {"style": "solid", "arrowhead": "empty"},
}


def render(selection: Selection) -> Iterator[str]:
    """A digraph, left to right: events are n0, n1 … in order of time, their ids stand in `id`."""
    shown = graph(selection)
    yield from (f"// {line}\n" for line in (*LEGEND, *shown.notes))
    yield "digraph causeline {\n"
    yield _statement("graph", rankdir="LR", label=_text(shown.title), labelloc="t", fontname=_FONT)
    yield _statement(
        "node", shape="box", style="rounded,filled", fontname=_FONT, fontsize="12", fontcolor=INK, color=INK
    )
    yield _statement("edge", fontname=_FONT, fontsize="10", fontcolor=INK)
    yield from (_node(place, node) for place, node in enumerate(shown.nodes))
    yield from (_edge(edge) for edge in shown.edges)
    yield "}\n"


def _node(place: int, node: Node) -> str:
    link = {"URL": _text(node.url)} if node.url else {}
    told = {"id": node.id, "label": _label(node.lines), "tooltip": _text(node.about)}
    return _statement(f"n{place}", **told, **link, fillcolor=FILLS[node.tone], **_BORDERS[node.border])


def _edge(edge: Edge) -> str:
    """An edge pulls its response to the right, unless that is dated before the cause."""
    told = {"id": edge.id, "label": _label([edge.type, *edge.lines]), "tooltip": _text(edge.about)}
    looks = {"color": COLOURS[edge.family], "penwidth": f"{edge.width:g}", **_FAMILIES[edge.family]}
    placing = {"dir": "none"} if edge.type == "same_as" else {}
    if edge.back:
        placing["constraint"] = "false"
    return _statement(f"n{edge.cause} -> n{edge.response}", **told, **looks, **placing)


def _statement(subject: str, **attributes: str) -> str:
    """Attributes whose values are already DOT's."""
    listed = ", ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"  {subject} [{listed}];\n"


def _label(lines: list[str]) -> str:
    return r"\n".join(map(_text, lines))


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


FEED: Final = Feed(
    name="graph.dot",
    media_type="text/vnd.graphviz",
    summary="Graphviz: the events that have relations, and an edge from each cause to its response.",
    render=render,
    words=GRAPH_WORDS,
    drops=drops,
    alters=alters,
    omits=OMITS,
)
