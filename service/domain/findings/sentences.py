"""Domain: each kind of finding as a sentence, with the numbers that it rests on."""

from collections.abc import Sequence

from service.domain.bounds import iso
from service.domain.findings.duplicates import Likeness
from service.domain.findings.finding import Finding
from service.domain.findings.narrowing import Bound, Narrowed
from service.domain.relations import TYPES
from service.domain.spans import Span


def no_source(event: str) -> Finding:
    """An event that cites nothing."""
    return Finding("no_source", event, (event,), (), f"{event} cites no source")


def no_cause(event: str, kind: str, caused: int, of: int) -> Finding:
    """A response, as events of its kind go, without a cause."""
    detail = f"{event} has no recorded cause; {caused} of {of} events of the kind {kind} have one"
    return Finding("no_cause", event, (event,), (), detail, {"kind": kind, "with_cause": caused, "of_kind": of})


def no_outcome(event: str, *, is_planned: bool) -> Finding:
    """A plan or a threat that nothing answers, carries out or follows."""
    what = "was planned" if is_planned else "is a threat"
    return Finding("no_outcome", event, (event,), (), f"{event} {what}, and nothing is recorded that came of it")


def possible_only(relation: str, relation_type: str, ends: tuple[str, str], spans: tuple[Span, Span]) -> Finding:
    """A relation (its cause, its response) whose dates do not settle that the response came after."""
    (cause, response), after = ends, TYPES[relation_type].after
    bound, start = spans[0].start if after == "start" else spans[0].end, spans[1].start
    numbers = {
        "cause_earliest": iso(bound.earliest),
        "cause_latest": iso(bound.latest),
        "response_earliest": iso(start.earliest),
        "response_latest": iso(start.latest),
    }
    detail = (
        f"{response} {TYPES[relation_type].says} {cause}, but the dates do not settle that it starts no earlier than "
        f"{cause} {after}s: it starts between {_shown(start.earliest)} and {_shown(start.latest)}, {cause} {after}s "
        f"between {_shown(bound.earliest)} and {_shown(bound.latest)}"
    )
    return Finding("possible_only", relation, ends, (relation,), detail, numbers)


def narrowed(found: Narrowed, span: Span) -> Finding:
    """An event whose start the relations narrow, with the path that proves each bound."""
    sides = [("no earlier than", found.earliest), ("no later than", found.latest)]
    parts = [f"{words} {iso(bound.second)} (by {_proof(bound)})" for words, bound in sides if bound]
    end = "; no date fits all of these relations together" if found.contradicted else ""
    bounds = [bound for bound in (found.earliest, found.latest) if bound]
    numbers = {
        "earliest": iso(span.start.earliest),
        "latest": iso(span.start.latest),
        "narrowed_earliest": iso(found.earliest.second) if found.earliest else None,
        "narrowed_latest": iso(found.latest.second) if found.latest else None,
        "earliest_path": found.earliest.path if found.earliest else (),
        "latest_path": found.latest.path if found.latest else (),
        "contradicted": found.contradicted,
    }
    return Finding(
        "narrowed",
        found.event,
        (found.event, *dict.fromkeys(bound.witness for bound in bounds)),
        tuple(dict.fromkeys(relation for bound in bounds for relation in bound.path)),
        f"{found.event} starts {' and '.join(parts)}{end}",
        numbers,
    )


def _proof(bound: Bound) -> str:
    return f"the date of {bound.witness} and {', '.join(bound.path)}"


def viewpoint_cycle(events: Sequence[str], relations: Sequence[str], viewpoints: Sequence[str], size: int) -> Finding:
    """Events that lead to each other once viewpoints are put together: one cycle of the `size` events that do."""
    who = ", ".join(viewpoint or "the chronicle" for viewpoint in viewpoints)
    detail = f"together, {who} assert a cycle: {' → '.join([*events, events[0]])}"
    numbers = {"viewpoints": [viewpoint or None for viewpoint in viewpoints], "size": size}
    return Finding("viewpoint_cycle", min(events), tuple(events), tuple(relations), detail, numbers)


def duplicate(pair: Likeness) -> Finding:
    """Two events that may be one."""
    shared = [f"{pair.alike:.0%} of the words of their titles", *(["all actors"] if pair.same_actors else [])]
    ends = (pair.first.event, pair.second.event)
    detail = f"{ends[0]} and {ends[1]} may be one: same kind, dates that overlap, and {' and '.join(shared)}"
    numbers = {"alike": round(pair.alike, 3), "same_actors": pair.same_actors}
    return Finding("duplicate", "+".join(sorted(ends)), ends, (), detail, numbers, (*pair.second.place, ends[0]))


def _shown(second: int | None) -> str:
    return iso(second) or "an open date"
