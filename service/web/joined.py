"""Web: stored documents joined to one JSON text: bytes are joined, never dumped."""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson

from service.storage.pages import Page
from service.storage.walks import Walked


def page(found: Page, following: str | None) -> str:
    """`{"items", "next"}`; `total` where it was counted."""
    return listing(found.bodies, following, {} if found.total is None else {"total": found.total})


def listing(items: Iterable[str], following: str | None, more: Mapping[str, Any]) -> str:
    """Finished items, the address of what follows, and whatever else."""
    return f'{{"items":{_array(items)},{_json({"next": following} | dict(more))[1:]}'


def walk(found: Walked) -> str:
    """`{"root", "events", "relations", "depths", "truncated"}`."""
    told = {"depths": found.depths, "truncated": found.truncated}
    return graph({"root": found.root}, found.events, found.relations, told)


def graph(first: Mapping[str, Any], events: Iterable[str], relations: Iterable[str], last: Mapping[str, Any]) -> str:
    """An object of plain values with finished events and relations between them."""
    between = f'"events":{_array(events)},"relations":{_array(relations)}'
    return f"{_json(first)[:-1]},{between},{_json(last)[1:]}"


def _array(bodies: Iterable[str]) -> str:
    return f"[{','.join(bodies)}]"


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()
