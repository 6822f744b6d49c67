"""Feeds: what stands behind a claim, and how an event is told in a line, for the picture and the page."""

from collections.abc import Collection, Mapping
from typing import Final

from service.domain.selections import Record
from service.feeds.direction import isolated
from service.feeds.sentences import qualities, verb, when
from service.feeds.withdrawals import left

_TURNED: Final = {
    "responds_to": "is answered by",
    "caused_by": "brought about",
    "enabled_by": "made possible",
    "resumes": "is resumed by",
    "follows": "is followed by",
    "reports": "is reported by",
    "confirms": "is confirmed by",
    "disputes": "is disputed by",
    "supersedes": "is superseded by",
    "part_of": "has as a part",
    "same_as": "is the same as",
}
_BASES: Final = {
    "stated_by_actor": "stated by the actor",
    "stated_by_source": "stated by the source",
    "analyst": "an analyst's reading",
    "computed": "computed",
}
_RELIABILITIES: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
_CREDIBILITIES: Final = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Both scales: the Admiralty code (NATO STANAG 2511)."""


def turned(relation: Record) -> str:
    """What the cause is to its response: `is answered by`."""
    return _TURNED[relation["type"]]


def grounds(relation: Record, actors: Mapping[str, str], withdrawn: Collection[str] = ()) -> str:
    """How a relation is meant, who says so and on what it rests: ` (retaliate; 80% sure), stated by the source`."""
    return f"{qualities(relation, actors, withdrawn)}, {_BASES[relation['basis']]}"


def manner(relation: Record) -> str:
    """How the response is meant, for the middle of a sentence: ` (de-escalate)`."""
    stance = (relation["stance"] or "").replace("_", "-")
    return f" ({stance})" if stance else ""


def footing(relation: Record, actors: Mapping[str, str], withdrawn: Collection[str] = ()) -> str:
    """Who says so, on what it rests and how sure it is: `according to Le Monde, stated by the source, 80% sure`."""
    asserted_by, confidence = relation["asserted_by"], relation["confidence"]
    parts = [
        f"according to {isolated(actors.get(asserted_by, asserted_by))}" if asserted_by else "",
        _BASES[relation["basis"]],
        "" if confidence is None else f"{confidence}% sure",
        left(relation, withdrawn),
    ]
    return ", ".join(part for part in parts if part)


def related(
    relation: Record, titles: Mapping[str, str], actors: Mapping[str, str], withdrawn: Collection[str] = ()
) -> str:
    """A whole relation: `“B” responds to “A” (retaliate), stated by the source`."""
    response, cause = (isolated(titles[relation[end]]) for end in ("response", "cause"))
    return f"“{response}” {verb(relation)} “{cause}”{grounds(relation, actors, withdrawn)}"


def grade(reliability: str | None, credibility: int | None) -> str:
    """The Admiralty grade of what a source says: `B2`; '' when nothing is graded."""
    return f"{reliability or ''}{credibility or ''}"


def grade_in_words(reliability: str | None, credibility: int | None) -> str:
    """`usually reliable, probably true`."""
    words = [_RELIABILITIES.get(reliability or ""), _CREDIBILITIES.get(credibility or 0)]
    return ", ".join(word for word in words if word)


def described(event: Record, kind: str, actors: Mapping[str, str], withdrawn: Collection[str] = ()) -> str:
    """An event in a line, for those who do not see its mark: when, what kind, how sure, who, what is left under it."""
    who = dict.fromkeys(isolated(actors.get(entry["actor"], entry["actor"])) for entry in event["actors"])
    parts = (when(event), isolated(kind), event["status"], ", ".join(who), left(event, withdrawn))
    return "; ".join(part for part in parts if part)
