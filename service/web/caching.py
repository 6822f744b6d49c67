"""Web: what caches may do with an answer: keep it, and ask each time whether it still stands."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue

import service
from service.domain.records import encode
from service.storage import journal
from service.web.access import caller
from service.web.context import context


def _build() -> str:
    """A digest of the service's own files, so that no other build's answers are taken for this one's."""
    folder = Path(service.__file__).parent
    made = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        made.update(f"\0{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return made.hexdigest()


BUILD: Final = _build()


def current(asked: object, make: Callable[[], ResponseReturnValue]) -> Response:
    """What `make` answers to `asked` (a JSON value) at this address, with a weak ETag; 304 to who has it (RFC 9110).

    The head is read before `make` takes its own snapshot. A write between the two puts newer content under an older
    tag, which costs one answer more; the other way round, somebody would be told that what they have still stands.
    """
    tag = _tag(asked)
    if request.if_none_match.star_tag:
        make_response(make()).close()  # `*` names whatever there is, and `make` refuses what is not there
    known = request.if_none_match.contains_weak(tag)
    answer = Response(status=304) if known else make_response(make())
    answer.set_etag(tag, weak=True)
    answer.vary.add("Authorization")
    return answer


def _tag(asked: object) -> str:
    """Everything that the answer follows from: who asks (by class), what, where (links are absolute), of which state.

    A tag is given with what was answered, so who sends it back has passed every check but that of access. The head is
    left in `g` for the page, which follows what comes after it.
    """
    g.head = journal.head()
    seen = [BUILD, g.head.hash, caller() is not None, request.root_url, request.path, asked]
    return hashlib.sha256(encode(seen).encode()).hexdigest()[:32]


def mark(answer: Response) -> Response:
    """Nothing is used again without asking, and what is not for everyone stays out of shared caches (RFC 9111)."""
    closed = context().settings.read == "token"
    if closed:
        answer.vary.add("Authorization")
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "private, no-cache" if closed else "no-cache"
    return answer
