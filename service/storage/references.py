"""Storage: which record names which."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from service.domain.errors import Conflict, Fault
from service.domain.records import Draft
from service.domain.records import Reference as Named
from service.storage.asking import ask, order
from service.storage.engine import fetch, fill
from service.storage.ordering import spread
from service.storage.tables import Reference

COLUMNS: Final = ("target_type", "target_id", "type", "id", "seq")
"""In the order of the table, so that sorted rows are too."""
SHOWN = 10
"""How many referring ids a refused deletion names."""


def unknown(drafts: Sequence[Draft]) -> dict[str, list[Fault]]:
    """The faults of each draft that names a record which is neither there nor among the drafts: one query."""
    named: dict[str, set[str]] = {}
    for draft in drafts:
        for reference in draft.references:
            named.setdefault(reference.type, set()).add(reference.id)
    present = _present(named) | {(draft.type, draft.id) for draft in drafts}
    faults = {draft.id: list(_faults(draft.references, present)) for draft in drafts}
    return {record_id: found for record_id, found in faults.items() if found}


def _present(named: dict[str, set[str]]) -> set[tuple[Any, ...]]:
    """Those that are there of the ids of each type, as (type, id)."""
    each = (f"""SELECT '{name}', "id" FROM "{name}" WHERE "id" IN ?""" for name in named)
    return set(ask(" UNION ALL ".join(each), *map(list, named.values()))) if named else set()


def _faults(references: Iterable[Named], present: set[tuple[Any, ...]]) -> Iterable[Fault]:
    for reference in references:
        if (reference.type, reference.id) not in present:
            yield Fault(f"there is no {reference.type} {reference.id!r}; create it first", reference.pointer)


def replace(record_type: str, drafts: Sequence[Draft], seqs: Mapping[str, int], known: Collection[str]) -> None:
    """Makes the references of these records what the drafts say; `known` are those that may have some already."""
    forget(record_type, known)
    fill(Reference, COLUMNS, spread(((draft.type, draft.id, seqs[draft.id]), _named(draft)) for draft in drafts))


def rows(draft: Draft, seq: int) -> list[tuple[str | int, ...]]:
    """What a record names, each once."""
    return [(*named, draft.type, draft.id, seq) for named in _named(draft)]


def _named(draft: Draft) -> set[tuple[str, str]]:
    return {(named.type, named.id) for named in draft.references}


def forget(record_type: str, ids: Collection[str]) -> None:
    """Drops what these records name."""
    if ids:
        order('DELETE FROM "reference" WHERE "type" = ? AND "id" IN ?', record_type, list(ids))


def refuse_if_named(record_type: str, record_id: str) -> None:
    """Raises Conflict with up to ten ids if another record names this one."""
    query = (
        Reference.select(Reference.type, Reference.id)
        .where(Reference.target_type == record_type, Reference.target_id == record_id)
        .where(~((Reference.type == record_type) & (Reference.id == record_id)))
        .order_by(Reference.type, Reference.id)
        .limit(SHOWN + 1)
    )
    names = [f"{named_type} {named_id}" for named_type, named_id in fetch(query)]
    if names:
        more = " and more" if len(names) > SHOWN else ""
        raise Conflict(f"{record_type} {record_id} is still referred to by {', '.join(names[:SHOWN])}{more}")
