"""Storage: answers that are kept for a day, so that a request that is sent again takes effect once."""

from collections.abc import Callable
from typing import Any, Final

import orjson

from service.domain.idempotency import KEPT, Attempt, Reply
from service.domain.records import encode
from service.storage.engine import insert, writing
from service.storage.sharing import share
from service.storage.tables import Answer

SWEPT: Final = 100
"""Expired answers that a new one takes with it: more than come, and few enough that nobody waits for it."""


def once(attempt: Attempt, make: Callable[[], Reply]) -> Reply:
    """What the first attempt was answered; else what `make` answers now, kept in the transaction of what it writes.

    Twins wait for each other. Raises Invalid for another body, Busy, and what `make` raises: then nothing is kept.
    """
    return share(lambda: _find(attempt) or _keep(attempt, make()))


def once_for_long(attempt: Attempt, make: Callable[[], Reply]) -> Reply:
    """The same for what takes long to write: nobody shares its transaction."""
    with writing():
        return _find(attempt) or _keep(attempt, make())


def once_in_parts(attempt: Attempt, make: Callable[[], Reply]) -> Reply:
    """The same for what commits as it goes, and is safe to repeat from its beginning; twins get the first one's answer.

    Raises the same.
    """
    with writing():
        found = _find(attempt)
    if found:
        return found
    made = make()
    return once_for_long(attempt, lambda: made)


def _find(attempt: Attempt) -> Reply | None:
    known = Answer.select(Answer.body_digest, Answer.status, Answer.headers, Answer.body)
    row = known.where(Answer.scope == attempt.scope, Answer.time > attempt.time - KEPT).tuples().first()
    if row is None:
        return None
    digest, status, headers, body = row
    attempt.check(digest)
    return Reply(status, orjson.loads(headers), body, is_repeated=True)


def _keep(attempt: Attempt, made: Reply) -> Reply:
    if made.is_kept:
        expired = Answer.select(Answer.scope).where(Answer.time <= attempt.time - KEPT).order_by(Answer.time)
        for gone in (Answer.scope == attempt.scope, Answer.scope.in_(expired.limit(SWEPT))):
            Answer.delete().where(gone).execute()
        insert(Answer, [_row(attempt, made)])
    return made


def _row(attempt: Attempt, made: Reply) -> dict[str, Any]:
    told = {"status": made.status, "headers": encode(dict(made.headers)), "body": made.body}
    return {"scope": attempt.scope, "body_digest": attempt.body, "time": attempt.time} | told
