"""Storage: cycles between viewpoints."""

from service.domain.findings import sentences
from service.domain.findings.cycles import groups, shortest_cycle
from service.domain.findings.finding import Finding, Key
from service.domain.relations import types_in
from service.storage.engine import fetch, refuse_late
from service.storage.scope import Batch, Scope, batch
from service.storage.tables import Relation


def viewpoint_cycle(scope: Scope, after: Key, room: int) -> Batch:
    """Groups of events that lead to each other once all viewpoints are put together: one query."""
    chosen = Relation.select(Relation.id, Relation.cause, Relation.response, Relation.asserted_by)
    edges: dict[str, list[tuple[str, str]]] = {}
    viewpoints: dict[str, str] = {}
    for relation, cause, response, viewpoint in fetch(
        chosen.where(Relation.type.in_(types_in("chain")), *scope.relations())
    ):
        edges.setdefault(cause, []).append((response, relation))
        viewpoints[relation] = viewpoint
    refuse_late()
    found = {min(group): group for group in groups(edges) if scope.includes(group)}
    rest = (start for start in sorted(found) if start > after[2])
    return batch((_cycle(start, found[start], edges, viewpoints) for start in rest), room)


def _cycle(start: str, group: set[str], edges: dict[str, list[tuple[str, str]]], viewpoints: dict[str, str]) -> Finding:
    inside = {event: [step for step in edges[event] if step[0] in group] for event in group}
    events, relations = shortest_cycle(start, inside)
    return sentences.viewpoint_cycle(events, relations, sorted({viewpoints[name] for name in relations}), len(group))
