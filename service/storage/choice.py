"""Storage: the links that query words choose."""

from collections.abc import Callable, Collection
from typing import Any

from service.domain.queries import Query
from service.storage.engine import Prepared, among
from service.storage.lists import relation_conditions
from service.storage.tables import Relation

Row = tuple[Any, ...]
Choose = Callable[[Any, Any], Any]
"""What to select, given the columns of the near and of the far end."""


def chosen_links(query: Query, choose: Choose, *, forward: bool) -> Callable[[Collection[str]], list[Row]]:
    """The rows of all chosen links that leave some events, onward or back: one query.

    `same_as` has no direction, so both are taken.
    """
    families = query["family"] or default_families(query)
    conditions = list(relation_conditions({**query, "family": families}))
    ways = [_way(choose, conditions, forward=forward)]
    if "same_as" in (query["type"] or ()) or "structure" in families:
        ways.append(_way(choose, [*conditions, Relation.type == "same_as"], forward=not forward))

    return Prepared(lambda events: _union([selection.where(among(near, events)) for selection, near in ways]))


def default_families(query: Query) -> tuple[str, ...]:
    """Causal, unless types say what is meant."""
    return () if query["type"] else ("causal",)


def _way(choose: Choose, conditions: list[Any], *, forward: bool) -> tuple[Any, Any]:
    near, far = (Relation.cause, Relation.response) if forward else (Relation.response, Relation.cause)
    return choose(near, far).where(*conditions), near


def _union(selections: list[Any]) -> Any:
    first, *others = selections
    for other in others:
        first = first.union_all(other)
    return first
