"""Feeds: a selection as a graph, with what its looks mean: all that graph.dot and graph.mmd share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.selections import Record, Selection
from service.domain.spans import order_key, span
from service.feeds.losses import Loss
from service.feeds.picture.lettering import wrap
from service.feeds.picture.markup import tidy
from service.feeds.picture.style import tone_of
from service.feeds.prose import described, related
from service.feeds.sentences import Names, names_in, qualities, when
from service.feeds.withdrawals import fallen, left

COLOURS: Final = {"causal": "#b3261e", "sequence": "#1d5fa8", "evidence": "#6a3fa0", "structure": "#8a8d93"}
FILLS: Final = {"force": "#fbe6e4", "dispute": "#fbecdc", "talk": "#e0f1f4", "help": "#e3f3e9", "plain": "#eef0f4"}
"""The tones of the picture, so pale that dark letters are read on them."""
INK: Final = "#1c1d22"
FAINT: Final = "#8a8d93"
BORDERS: Final = {
    "confirmed": "bold",
    "claimed": "dashed",
    "disputed": "dashed",
    "planned": "dotted",
    "hypothetical": "dotted",
    "refuted": "faint",
    "cancelled": "faint",
}
"""How a status shows; `reported` is `plain`."""
LEGEND: Final = (
    "An edge runs from cause to response. Causal: solid, red. Sequence: dashed, blue. Evidence: dotted, violet.",
    "Structure: thin, grey. Wide lines are stated by an actor or a source; narrow ones are an analyst's or computed.",
    "A box is filled by the quad of its kind. Bold border: confirmed. Dashed: claimed or disputed. Dotted: planned",
    "or hypothetical. Faint: refuted, cancelled, or every source withdrawn.",
)
_WIDTHS: Final = {"stated_by_actor": 2.6, "stated_by_source": 2.0, "analyst": 1.2, "computed": 0.8}
OMITS: Final = ("summary", "lang", "date_text", "place", "figures", "media", "tags", "identifiers", "sources")
_TITLE_LINES: Final = 4
_OPEN: Final = 1 << 63
"""Later than every second."""


@dataclass(frozen=True, slots=True)
class Node:
    """An event; in a graph it is called by its place, since an id may be a word of the language."""

    id: str
    lines: list[str]
    about: str
    tone: str
    border: str
    url: str
    """Its page; '' where nobody knows at which address the service is reached."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between the nodes at two places."""

    id: str
    cause: int
    response: int
    type: str
    family: str
    width: float
    lines: list[str]
    about: str
    back: bool
    """True where the response is dated before its cause, as evidence and parts may be."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges in order of time."""

    title: str
    notes: list[str]
    """What was left out."""
    nodes: list[Node]
    edges: list[Edge]


def graph(selection: Selection) -> Graph:
    """Events with their relations; those that have none come along where `alone` asks for them."""
    events = sorted(selection.events, key=_in_time)
    alone = {loss.event for loss in drops(selection)}
    shown = [event for event in events if event["id"] not in alone]
    stands = {event["id"]: (place, _in_time(event)[0]) for place, event in enumerate(shown)}
    names, kinds = names_in(selection), {kind["id"]: kind for kind in selection.kinds}
    edges = [_edge(relation, stands, names) for relation in selection.relations]
    return Graph(
        title=tidy(selection.title),
        notes=list(_notes(selection, len(events), len(events) - len(shown))),
        nodes=[_node(event, names, kinds.get(event["kind"]), selection.base_url) for event in shown],
        edges=sorted(edges, key=lambda edge: (edge.cause, edge.response, edge.id)),
    )


def drops(selection: Selection) -> Iterator[Loss]:
    """The events without a relation, unless they are asked for."""
    ends = {relation[end] for relation in selection.relations for end in ("cause", "response")}
    for event in selection.events:
        if event["id"] not in ends and not selection.options["alone"]:
            yield Loss(event["id"], "it has no relation here; alone=true shows it")


def alters(selection: Selection) -> Iterator[Loss]:
    """The titles that a box has no room for."""
    for event in selection.events:
        if " ".join(_wrapped(event["title"], _TITLE_LINES)) != tidy(event["title"]):
            yield Loss(event["id"], "a box holds four lines: the title is shortened", "title")


def _in_time(event: Record) -> tuple[int, int, str]:
    """The contract's order of dates."""
    first, last = (_OPEN if second is None else second for second in order_key(span(event["start"], event["end"])))
    return first, last, event["id"]


def _notes(selection: Selection, count: int, left_out: int) -> Iterator[str]:
    if selection.truncated:
        yield f"Only the first {count} events: more were selected than the limit lets through."
    if left_out:
        yield f"Left out: {left_out} of {count} events, which have no relation here; alone=true shows them."


def _node(event: Record, names: Names, kind: Record | None, base_url: str) -> Node:
    status = event["status"]
    return Node(
        id=event["id"],
        lines=[
            *_wrapped(event["title"], _TITLE_LINES),
            *_wrapped(when(event), 3),
            *([] if status == "reported" else [status]),
            *([left(event, names.withdrawn)] if fallen(event, names.withdrawn) else []),
        ],
        about=tidy(described(event, names.kinds.get(event["kind"], event["kind"]), names.actors, names.withdrawn)),
        tone=tone_of(kind),
        border="faint" if fallen(event, names.withdrawn) else BORDERS.get(status, "plain"),
        url=f"{base_url}/events/{event['id']}" if base_url else "",
    )


def _edge(relation: Record, stands: Mapping[str, tuple[int, int]], names: Names) -> Edge:
    """`stands` has the place and the first second of each event."""
    family = relation["family"]
    (cause, began), (response, answered) = stands[relation["cause"]], stands[relation["response"]]
    return Edge(
        id=relation["id"],
        cause=cause,
        response=response,
        type=relation["type"],
        family=family,
        width=_WIDTHS[relation["basis"]] / (2 if family == "structure" else 1),
        lines=_wrapped(qualities(relation, names.actors, names.withdrawn), 2),
        about=tidy(related(relation, names.events, names.actors, names.withdrawn)),
        back=family in ("evidence", "structure") and answered < began,
    )


def _wrapped(text: str, lines: int) -> list[str]:
    """In lines that Mermaid's boxes hold (200 pixels), so that it wraps none again."""
    return wrap(tidy(text), 200, 16, lines=lines)
