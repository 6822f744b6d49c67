"""Storage: actors that are part of others; nobody is part of itself, however many lie between."""

from collections.abc import Mapping, Sequence

from service.domain.errors import Conflict, Refused
from service.domain.records import Draft
from service.storage.engine import among, fetch
from service.storage.tables import Actor


def judge_wholes(drafts: Sequence[Draft]) -> dict[str, Refused]:
    """The actors among these that would be part of themselves, each with the cycle. One query a level upwards."""
    wholes = {draft.id: draft.columns["part_of"] for draft in drafts}
    missing = set(wholes.values()) - wholes.keys() - {""}
    while missing:
        found = fetch(Actor.select(Actor.id, Actor.part_of).where(among(Actor.id, missing)))
        above = dict(found)
        wholes |= dict.fromkeys(missing, "") | above
        missing = set(above.values()) - wholes.keys() - {""}
    cycles = {draft.id: _cycle(draft.id, wholes) for draft in drafts}
    return {
        record_id: Conflict(f"an actor cannot be part of itself: {' → '.join([*cycle, record_id])}")
        for record_id, cycle in cycles.items()
        if cycle
    }


def _cycle(actor: str, wholes: Mapping[str, str]) -> list[str]:
    """The way from an actor back to itself; nothing where there is none."""
    way, at = [actor], wholes[actor]
    while at and at != actor and at not in way:
        way.append(at)
        at = wholes[at]
    return way if at == actor else []
