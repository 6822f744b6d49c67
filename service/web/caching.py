"""Web: what caches may do with an answer: keep it, and ask each time whether it still stands."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import orjson
from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue

import service
from service.storage import heads
from service.storage.journal import Head
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


VARY: Final = ("Authorization", "Accept-Encoding")
"""Headers on which an answer with a weak tag depends, beside those of CORS."""
SHARED: Final = "no-cache"
PRIVATE: Final = "private, no-cache"
"""Where reading needs a token: what is not for everyone stays out of shared caches."""
ROUTE: Final = "causeline.route"
"""Where the route of an answer that follows from the journal stands in the environ."""
_OF_THE_BODY: Final = frozenset({"Link", "Causeline-Truncated", "Causeline-Left-Out"})


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
    answer.vary.update(VARY)
    if request.method == "HEAD":  # a GET's length is another where it comes packed (RFC 9110 §8.6)
        answer.automatically_set_content_length = False
        answer.headers.pop("Content-Length", None)
    follow()
    return answer


def follow() -> None:
    """Says that this request's answer follows from what was asked, and from the journal."""
    request.environ[ROUTE] = str(request.url_rule)


def spared(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers of a 304 to who has the answer with these (RFC 9110 §15.4.5)."""
    return [
        (name, value)
        for name, value in headers
        if name not in _OF_THE_BODY and (name == "Content-Security-Policy" or not name.startswith("Content-"))
    ]


def _tag(asked: object) -> str:
    """The tag of this request's answer; the head is left in `g` for the page, which follows what comes after it."""
    g.head = heads.standing()
    return tag_of(g.head, request.root_url, request.path, asked, known=caller() is not None)


def tag_of(head: Head, root_url: str, path: str, asked: object, *, known: bool = False) -> str:
    """Everything that an answer follows from: who asks (by class), what, where (links are absolute), of which state.

    A tag is given with what was answered, so who sends it back has passed every check but that of access.
    """
    seen = orjson.dumps([BUILD, head.hash, known, root_url, path, asked], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(seen).hexdigest()[:32]


def weak(tag: str) -> str:
    """The tag as a header says it."""
    return f'W/"{tag}"'


def mark(answer: Response) -> Response:
    """Nothing is used again without asking, and what is not for everyone stays out of shared caches (RFC 9111)."""
    closed = context().settings.read == "token"
    if closed:
        answer.vary.add("Authorization")
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = PRIVATE if closed else SHARED
    return answer
