"""Storage: the one way in which records are written: drafts in, outcomes out, everything in a few statements."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from service.domain.bounds import timestamp
from service.domain.changes import Operation, Stamp
from service.domain.errors import Invalid, Refused
from service.domain.records import ACTOR, EVENT, RELATION, SERVER_FIELDS, Document, Draft, Fields, encode
from service.storage import journal, references, rows, versions
from service.storage.asking import ask
from service.storage.engine import together
from service.storage.links import judge_links
from service.storage.moves import NOTHING, Coming, judge_moved
from service.storage.versions import Life
from service.storage.wholes import judge_wholes

_JUDGES: Final[dict[str, Callable[[Sequence[Draft], Collection[str], Coming], dict[str, Refused]]]] = {
    RELATION: lambda drafts, _stored, _coming: judge_links(drafts),
    EVENT: lambda drafts, stored, coming: judge_moved([draft for draft in drafts if draft.id in stored], coming),
    ACTOR: lambda drafts, _stored, _coming: judge_wholes(drafts),
}
"""The rules of a record type that need to see other records; some are only about those that are stored already."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a draft: a document that was written or stood already, or the reason why not."""

    op: Operation | None
    """None: nothing changed, or it was refused."""
    document: Document | None
    error: Refused | None = None

    @property
    def written(self) -> Document:
        """The document; raises the reason where there is none."""
        if self.document is None:
            raise self.error or AssertionError("an outcome without a document has a reason")
        return self.document


@dataclass(frozen=True, slots=True)
class _Stored:
    num: int
    version: int
    body: str


def fields_of(body: str) -> Fields:
    """What a caller can set of a stored document, without its id."""
    record: Fields = orjson.loads(body)
    for name in ("id", *SERVER_FIELDS):
        record.pop(name, None)
    return record


def store(drafts: Sequence[Draft], stamp: Stamp, *, coming: Coming = NOTHING) -> list[Outcome]:
    """Writes drafts of one type, each id once, inside a writing() block; outcomes in the same order.

    What changes nothing adds no version. What breaks a rule is left out and its outcome says why; the caller decides
    whether the rest may stand. `coming` is what the same transaction writes after this.
    """
    if not drafts:
        return []
    stored = _stored(drafts[0].type, [draft.id for draft in drafts])
    same = {draft.id for draft in drafts if _same(draft, stored.get(draft.id))}
    judged = [draft for draft in drafts if draft.id not in same or draft.id in coming.relations]
    refused = _refused(judged, stored, coming)
    fresh = [draft for draft in drafts if draft.id not in same and draft.id not in refused]
    written = _write(fresh, stored, stamp) if fresh else {}
    return [_outcome(draft, written.get(draft.id), stored.get(draft.id), refused.get(draft.id)) for draft in drafts]


def _outcome(
    draft: Draft, written: tuple[Operation, Document] | None, stored: _Stored | None, error: Refused | None
) -> Outcome:
    if written:
        return Outcome(*written)
    if error or stored is None:
        return Outcome(None, None, error)
    return Outcome(None, Document(draft.type, draft.id, stored.version, stored.body))


def _stored(record_type: str, ids: Collection[str]) -> dict[str, _Stored]:
    found = ask(f'SELECT "id", "num", "version", "body" FROM "{record_type}" WHERE "id" IN ?', list(ids))
    return {record_id: _Stored(*rest) for record_id, *rest in found}


def _same(draft: Draft, stored: _Stored | None) -> bool:
    return stored is not None and encode(fields_of(stored.body)) == encode(draft.fields)


def _refused(drafts: Sequence[Draft], stored: Collection[str], coming: Coming) -> dict[str, Refused]:
    """Unknown references first; the type's own rules then see only drafts whose references stand."""
    refused: dict[str, Refused] = {}
    while unknown := references.unknown([draft for draft in drafts if draft.id not in refused]):
        refused |= {record_id: Invalid(faults[0].detail, faults) for record_id, faults in unknown.items()}
    judge = _JUDGES.get(drafts[0].type) if drafts else None
    if judge:
        refused |= judge([draft for draft in drafts if draft.id not in refused], stored, coming)
    return refused


def _write(drafts: Sequence[Draft], stored: dict[str, _Stored], stamp: Stamp) -> dict[str, tuple[Operation, Document]]:
    head = journal.head()
    record_type, moment = drafts[0].type, timestamp(journal.moment(head, stamp))
    past = journal.pasts(record_type, [draft.id for draft in drafts if draft.id not in stored])
    written = {draft.id: _finish(draft, stored.get(draft.id), past.get(draft.id), moment) for draft in drafts}
    entries = [journal.Entry(op, doc.type, doc.id, doc.version, doc.body) for op, doc in written.values()]
    documents = {record_id: document for record_id, (_, document) in written.items()}
    known = {record_id: stored[record_id].num for record_id in written if record_id in stored}
    seqs = {record_id: seq for seq, record_id in enumerate(written, start=head.seq + 1)}
    nums = seqs | known
    lives = [Life(draft, documents[draft.id].version, nums[draft.id], seqs[draft.id]) for draft in drafts]
    with together(len(drafts)):
        journal.append(entries, head, stamp)
        versions.end(record_type, known, seqs)
        rows.write(drafts, documents, seqs, known)
        references.replace(record_type, drafts, seqs, known)
        rows.write_indexes(drafts, nums, seqs, known)
        versions.begin(lives)
    return written


def forget(record_type: str, ids: Sequence[str], stamp: Stamp) -> None:
    """Deletes records inside a writing() block, a journal row each; the caller has seen that nothing names them."""
    stored = _stored(record_type, ids)
    entries = [journal.Entry("delete", record_type, record_id, stored[record_id].version, "") for record_id in ids]
    if entries:
        head = journal.head()
        journal.append(entries, head, stamp)
        known = {record_id: row.num for record_id, row in stored.items()}
        versions.end(record_type, known, {record_id: seq for seq, record_id in enumerate(ids, start=head.seq + 1)})
        references.forget(record_type, ids)
        rows.forget(record_type, known)


def _finish(draft: Draft, stored: _Stored | None, past: journal.Past | None, moment: str) -> tuple[Operation, Document]:
    """The finished document: the caller's fields, what follows from them, and when."""
    op: Operation = "update" if stored else "restore" if past else "create"
    before = stored or past
    version = before.version + 1 if before else 1
    created = orjson.loads(stored.body)["created_at"] if stored else timestamp(past.created) if past else moment
    record = {"id": draft.id, **draft.fields, **draft.derived}
    record |= {"version": version, "created_at": created, "updated_at": moment}
    return op, Document(draft.type, draft.id, version, encode(record))
