"""Storage: a text blanked in every copy: in the journal, in the record, in what finds its versions, in kept answers."""

from typing import Any

from service.domain.blanking import blanked
from service.domain.changes import VERSIONS, Stamp
from service.domain.drafts import draft
from service.domain.errors import NotFound
from service.domain.redactions import body
from service.storage import full_text, journal, versions
from service.storage.engine import fetch, writing
from service.storage.journal import Entry
from service.storage.replay import replay
from service.storage.store import fields_of, store
from service.storage.tables import SEARCHED, TABLE_OF, Answer, Journal


def redact(record_type: str, record_id: str, reason: str, stamp: Stamp) -> int:
    """Blanks every text of a record, in all its versions; the answer is how many rows of the journal held any.

    Their digests and hashes stay as they were, and a row of its own says why and what is left, so that the chain
    verifies. The record becomes what is left, as its next version. Raises NotFound for what never was.
    """
    own = (Journal.type == record_type) & (Journal.id == record_id)
    with writing():
        past = journal.pasts(record_type, [record_id]).get(record_id)
        if past is None:
            raise NotFound(f"there is and was no {record_type} {record_id!r}")
        left = _left(record_type, own)
        if left:
            for seq, blank in left:
                Journal.update(body=blank).where(Journal.seq == seq).execute()
            entry = Entry("redact", record_type, record_id, past.version, body(reason, left))
            journal.append([entry], journal.head(), stamp)
            _renew(record_type, record_id, stamp)
            _replay(record_type, record_id, own)
        _blank_answers(record_type, record_id)
    return len(left)


def _left(record_type: str, own: Any) -> list[tuple[int, str]]:
    """The numbers of the rows that hold text, with what is to be left of it."""
    rows = Journal.select(Journal.seq, Journal.body).where(own, Journal.op.in_(sorted(VERSIONS)))
    both = [(seq, text, blanked(record_type, text)) for seq, text in fetch(rows.order_by(Journal.seq))]
    return [(seq, blank) for seq, text, blank in both if blank != text]


def _renew(record_type: str, record_id: str, stamp: Stamp) -> None:
    """The record as it stands becomes what is left of it."""
    table = TABLE_OF[record_type]
    for (text,) in fetch(table.select(table.body).where(table.id == record_id)):
        fields = fields_of(blanked(record_type, text))
        outcome = store([draft(record_type, record_id, fields)], stamp)[0]
        if outcome.error:
            raise outcome.error


def _replay(record_type: str, record_id: str, own: Any) -> None:
    """Makes what answers for earlier moments follow from the journal again."""
    if record_type in SEARCHED:
        full_text.forget_past(TABLE_OF[record_type], record_id)
    versions.forget(record_type, record_id)
    replay(own)


def _blank_answers(record_type: str, record_id: str) -> None:
    """Answers that are kept for a day may show the record; they stay, so that nobody who asks again writes it again."""
    shown = Answer.headers.contains(f'/{record_type}s/{record_id}"')
    for scope, text in fetch(Answer.select(Answer.scope, Answer.body).where(shown)):
        Answer.update(body=blanked(record_type, text)).where(Answer.scope == scope).execute()
