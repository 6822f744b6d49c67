"""Domain: relation types, their families, their time rules, and who may not contradict whom."""

from dataclasses import dataclass
from typing import Final, Literal

from service.domain.bounds import iso
from service.domain.errors import Fault
from service.domain.records import ACTOR, EVENT, RELATION, SOURCE, Draft, Fields, Reference
from service.domain.spans import Span, Verdict, starts_no_earlier


@dataclass(frozen=True, slots=True)
class RelationType:
    """One row of the contract's table: `after` says which side of the cause the response may not start before."""

    family: Literal["causal", "sequence", "evidence", "structure"]
    says: str
    """The verb of a sentence whose subject is the response and whose object is the cause."""
    after: Literal["start", "end"] | None = None
    order: str | None = None
    """Types with the same order may close no cycle together within one viewpoint."""


TYPES: Final = {
    "responds_to": RelationType("causal", "responds to", "start", "chain"),
    "caused_by": RelationType("causal", "was caused by", "start", "chain"),
    "enabled_by": RelationType("causal", "was enabled by", "start", "chain"),
    "resumes": RelationType("sequence", "resumes", "end", "chain"),
    "follows": RelationType("sequence", "follows", "end", "chain"),
    "reports": RelationType("evidence", "reports"),
    "confirms": RelationType("evidence", "confirms"),
    "disputes": RelationType("evidence", "disputes"),
    "supersedes": RelationType("evidence", "supersedes", "start", "supersedes"),
    "part_of": RelationType("structure", "is part of", None, "part_of"),
    "same_as": RelationType("structure", "is the same as"),
}
FAMILIES: Final = ("causal", "sequence", "evidence", "structure")
STANCES: Final = ("retaliate", "deter", "comply", "negotiate", "de_escalate", "condemn")
BASES: Final = ("stated_by_actor", "stated_by_source", "analyst", "computed")


def types_in(order: str) -> tuple[str, ...]:
    """The types that may close no cycle together."""
    return tuple(name for name, relation_type in TYPES.items() if relation_type.order == order)


def draft(record_id: str, fields: Fields) -> Draft:
    """A relation's draft: its family, its index columns and the records that it names.

    `same_as` is symmetric, so its uniqueness is judged on the pair whichever way round it was written.
    """
    family = TYPES[fields["type"]].family
    ends = (fields["cause"], fields["response"])
    pair = tuple(sorted(ends)) if fields["type"] == "same_as" else ends
    return Draft(
        type=RELATION,
        id=record_id,
        fields=fields,
        derived={"family": family},
        columns={
            "type": fields["type"],
            "family": family,
            "cause": fields["cause"],
            "response": fields["response"],
            "pair": encode_pair(*pair),
            "basis": fields["basis"],
            "asserted_by": fields["asserted_by"] or "",
            "confidence": -1 if fields["confidence"] is None else fields["confidence"],
        },
        references=(*_ends(fields), *_asserted(fields), *sources_of(fields)),
    )


def encode_pair(first: str, second: str) -> str:
    """Both ends as one key; ids hold no blank."""
    return f"{first} {second}"


def _ends(fields: Fields) -> tuple[Reference, ...]:
    return tuple(Reference(f"/{end}", EVENT, fields[end]) for end in ("cause", "response"))


def _asserted(fields: Fields) -> tuple[Reference, ...]:
    return (Reference("/asserted_by", ACTOR, fields["asserted_by"]),) if fields["asserted_by"] else ()


def sources_of(fields: Fields) -> tuple[Reference, ...]:
    """The sources that a record rests on, and the actors who claimed it there."""
    found = []
    for index, entry in enumerate(fields["sources"]):
        found.append(Reference(f"/sources/{index}/source", SOURCE, entry["source"]))
        if entry["claimed_by"]:
            found.append(Reference(f"/sources/{index}/claimed_by", ACTOR, entry["claimed_by"]))
    return tuple(found)


def time_fault(relation_type: str, *, cause: Span, response: Span, pointer: str = "/response") -> Fault | None:
    """Why the response cannot stand after its cause in time; None when it holds or is possible."""
    after = TYPES[relation_type].after
    if after is None or starts_no_earlier(response, cause, than=after) is not Verdict.IMPOSSIBLE:
        return None
    bound = cause.start if after == "start" else cause.end
    return Fault(
        f"impossible in time: a response that {TYPES[relation_type].says} its cause starts no earlier than the cause "
        f"{after}s; this one starts by {iso(response.start.latest)}, the cause {after}s from {iso(bound.earliest)} on",
        pointer,
    )
