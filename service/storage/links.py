"""Storage: relations as links, and the rules that need to see the others: once, in time, without a cycle."""

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from service.domain.chains import Link, refuse_cycle
from service.domain.errors import Conflict, Invalid, Refused
from service.domain.records import Draft
from service.domain.relations import TYPES, time_fault
from service.domain.spans import Span, span
from service.storage.engine import among, fetch
from service.storage.graphs import Links
from service.storage.tables import Event, Relation


def judge_links(drafts: Sequence[Draft]) -> dict[str, Refused]:
    """The relations among these that cannot stand, each with its reason, judged on the state after all of them.

    A refused draft leaves what was stored in its place, so the others are judged again without it.
    """
    refused: dict[str, Refused] = {}
    while True:
        fresh = _judge([draft for draft in drafts if draft.id not in refused])
        if not fresh:
            return refused
        refused |= fresh


def _judge(drafts: Sequence[Draft]) -> dict[str, Refused]:
    ids = {draft.id for draft in drafts}
    spans = spans_of({draft.columns[end] for draft in drafts for end in ("cause", "response")})
    taken = _taken(drafts, ids)
    graph = _Graph(drafts)
    refused: dict[str, Refused] = {}
    for draft in drafts:
        try:
            _refuse_twin(draft, taken)
            _refuse_impossible(draft, spans)
            graph.add(draft)
        except Refused as error:
            refused[draft.id] = error
    return refused


Key = tuple[str, ...]


def _key(columns: Mapping[str, Any]) -> Key:
    return columns["pair"], columns["type"], columns["asserted_by"]


def _taken(drafts: Sequence[Draft], replaced: Collection[str]) -> dict[Key, str]:
    """The links that stand already, by what makes them the same."""
    pairs = {draft.columns["pair"] for draft in drafts}
    query = Relation.select(Relation.pair, Relation.type, Relation.asserted_by, Relation.id)
    found = fetch(query.where(among(Relation.pair, pairs)))
    return {tuple(key): record_id for *key, record_id in found if record_id not in replaced}


def _refuse_twin(draft: Draft, taken: dict[Key, str]) -> None:
    twin = taken.setdefault(_key(draft.columns), draft.id)
    if twin != draft.id:
        raise Conflict(f"relation {twin} already says this (same type, cause, response and asserted_by)")


def _refuse_impossible(draft: Draft, spans: Mapping[str, Span]) -> None:
    columns = draft.columns
    if columns["cause"] not in spans or columns["response"] not in spans:
        return
    fault = time_fault(columns["type"], cause=spans[columns["cause"]], response=spans[columns["response"]])
    if fault:
        raise Invalid(fault.detail, [fault])


def spans_of(ids: Collection[str]) -> dict[str, Span]:
    """The spans of these events: one query."""
    query = Event.select(Event.id, Event.starts, Event.ends).where(among(Event.id, ids))
    return {record_id: span(starts, ends or None) for record_id, starts, ends in fetch(query)}


class _Graph:
    """The links of the state to be, by the order and viewpoint within which they close no cycle."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        replaced = {draft.id for draft in drafts}
        self.links: dict[tuple[str, str], tuple[Links, Links]] = {}
        for (order, viewpoint), ends in _ends(drafts).items():
            pair = tuple(Links(order, viewpoint, replaced, forward=forward) for forward in (True, False))
            for links in pair:  # both ends of all at once, so that most searches ask the database nothing
                deque(links(ends), maxlen=0)
            self.links[order, viewpoint] = pair[0], pair[1]

    def add(self, draft: Draft) -> None:
        """Takes a relation in. Raises Conflict with the cycle that it would close."""
        order = TYPES[draft.columns["type"]].order
        if order is None:
            return
        cause, response = draft.columns["cause"], draft.columns["response"]
        onward, backward = self.links[order, draft.columns["asserted_by"]]
        refuse_cycle(cause, response, onward=onward, backward=backward)
        onward.add(Link(draft.id, cause, response))
        backward.add(Link(draft.id, response, cause))


def _ends(drafts: Iterable[Draft]) -> dict[tuple[str, str], set[str]]:
    """The events at either end of these relations, by order and viewpoint."""
    ends: dict[tuple[str, str], set[str]] = {}
    for draft in drafts:
        order = TYPES[draft.columns["type"]].order
        if order is not None:
            both = {draft.columns["cause"], draft.columns["response"]}
            ends.setdefault((order, draft.columns["asserted_by"]), set()).update(both)
    return ends
