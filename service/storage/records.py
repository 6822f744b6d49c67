"""Storage: the life of one record: find, add, put, remove."""

from service.domain.changes import Stamp
from service.domain.errors import Conflict, NotFound
from service.domain.kinds import DEFAULT
from service.domain.moments import AS_OF, Moment
from service.domain.preconditions import ANY, Precondition
from service.domain.records import EVENT, KIND, RELATION, Document, Draft, Revise
from service.storage import journal, references
from service.storage.asking import ask
from service.storage.engine import fetch, reading, writing
from service.storage.moments import state
from service.storage.sharing import share
from service.storage.store import Outcome, fields_of, forget, store
from service.storage.tables import Reference


def find(record_type: str, record_id: str, moment: Moment | None = None) -> Document:
    """One record, as it is or as it stood: one query, or two. Raises NotFound, and Invalid for a moment to come."""
    with state({AS_OF.name: moment}) if moment else reading():
        document = _find(record_type, record_id)
    if document is None:
        raise NotFound(f"there {'was' if moment else 'is'} no {record_type} {record_id!r}{' then' if moment else ''}")
    return document


def _find(record_type: str, record_id: str) -> Document | None:
    found = ask(f'SELECT "version", "body" FROM "{record_type}" WHERE "id" = ?', record_id)
    return Document(record_type, record_id, *found[0]) if found else None


def add(draft: Draft, stamp: Stamp) -> Document:
    """A new record. Raises Conflict if the id is or was in use, and what store() refuses."""

    def make() -> Document:
        outcome = store([draft], stamp)[0]
        if outcome.op != "create" and draft.id in journal.pasts(draft.type, [draft.id]):
            raise Conflict(f"{draft.type} {draft.id} exists or was deleted; use PUT to replace or restore it")
        return outcome.written

    return share(make)


def put(
    record_type: str, record_id: str, revise: Revise, stamp: Stamp, when: Precondition = ANY, *, create: bool = True
) -> Outcome:
    """The record as `revise` makes it of the stored one.

    Raises PreconditionFailed, NotFound unless `create`, and what store() refuses.
    """

    def make() -> Outcome:
        current = _find(record_type, record_id)
        if current is None and not create:
            raise NotFound(f"there is no {record_type} {record_id!r}")
        when.judge(current.version if current else None)
        outcome = store([revise(fields_of(current.body) if current else None)], stamp)[0]
        if outcome.error:
            raise outcome.error
        return outcome

    return share(make)


def remove(record_type: str, record_id: str, stamp: Stamp, when: Precondition = ANY, *, cascade: bool = False) -> None:
    """Deletes a record; its history stays. With `cascade` an event's relations go first.

    Raises NotFound, PreconditionFailed, and Conflict with up to ten ids while something else still refers to it.
    """
    with writing():
        current = _find(record_type, record_id)
        if current is None:
            raise NotFound(f"there is no {record_type} {record_id!r}")
        when.judge(current.version)
        if (record_type, record_id) == (KIND, DEFAULT):
            raise Conflict(f"{KIND} {DEFAULT} is what an event is that names none; it cannot be deleted")
        if cascade and record_type == EVENT:
            forget(RELATION, _relations_of(record_id), stamp)
        references.refuse_if_named(record_type, record_id)
        forget(record_type, [record_id], stamp)


def _relations_of(event: str) -> list[str]:
    query = Reference.select(Reference.id).where(
        Reference.target_type == EVENT, Reference.target_id == event, Reference.type == RELATION
    )
    return sorted({record_id for (record_id,) in fetch(query)})
