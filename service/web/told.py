"""Web: rows of the journal as JSON: finished documents are joined, never dumped."""

from typing import Final

from flask import Response

from service.domain.bounds import timestamp
from service.domain.records import encode
from service.storage.changes import History, News, Told
from service.web import answers
from service.web.access import caller

WHO_ASKS: Final = "Authorization"
"""The header on which these answers depend: who wrote what is only for those who sent a token that works."""


def change(told: Told, *, signed: bool, **more: object) -> str:
    """`{"seq","time","op","type","id","version","record","hash"}` on one line, `more`, and `token` where `signed`."""
    first = {
        "seq": told.seq,
        "time": timestamp(told.time),
        "op": told.op,
        "type": told.type,
        "id": told.id,
        "version": told.version,
    }
    last = {"hash": told.hash} | more | ({"token": told.token} if signed else {})
    return f'{encode(first)[:-1]},"record":{told.body or "null"},{encode(last)[1:]}'


def is_signed() -> bool:
    """Whether the caller is told who wrote."""
    return caller() is not None


def changes(news: News) -> Response:
    """`{"items","next","head"}`; `next` goes on after these, now or once there is more, so it is never null."""
    signed = is_signed()
    items = [change(told, signed=signed) for told in news.items]
    head = {"seq": news.head.seq, "hash": news.head.hash}
    answer = answers.listed(items, answers.here(after=str(news.reached)), head=head)
    answer.vary.update([WHO_ASKS, "Accept"])
    return answer


def history(found: History) -> Response:
    """`{"items","next"}`: the same items, each with what it changed."""
    signed = is_signed()
    items = [change(step.told, signed=signed, changed=step.changed) for step in found.steps]
    answer = answers.listed(items, None if found.next is None else answers.here(cursor=found.next))
    answer.vary.add(WHO_ASKS)
    return answer
