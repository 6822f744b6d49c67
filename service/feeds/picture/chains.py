"""Feeds: how deep in the chains of a selection an event stands."""

from collections.abc import Iterable, Mapping

from service.domain.selections import Record


def ranks(relations: Iterable[Record]) -> dict[str, int]:
    """For each linked event, the longest way of causes before it.

    A cycle, which two viewpoints together may close, is cut where it is met.
    """
    causes: dict[str, list[str]] = {}
    for relation in relations:
        if relation["type"] != "same_as":
            causes.setdefault(relation["response"], []).append(relation["cause"])
            causes.setdefault(relation["cause"], [])
    found: dict[str, int] = {}
    for event in causes:
        _settle(event, causes, found)
    return found


def _settle(root: str, causes: Mapping[str, list[str]], found: dict[str, int]) -> None:
    """Depth first with a stack of its own: a chain may be longer than Python's."""
    if root in found:
        return
    path, met = [(root, iter(causes[root]))], {root}
    while path:
        event, ahead = path[-1]
        cause = next((cause for cause in ahead if cause not in met and cause not in found), None)
        if cause is None:
            found[event] = 1 + max((found[known] for known in causes[event] if known in found), default=-1)
            path.pop()
        else:
            met.add(cause)
            path.append((cause, iter(causes[cause])))
