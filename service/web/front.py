"""Web: what stands before Flask: answers that are kept, plain reads and creates; everything else goes on to Flask."""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from werkzeug.wrappers import Request

from service.storage import heads
from service.storage.journal import Head
from service.web import access, caching, cors, metrics, packing, plain, plain_creates
from service.web.behind import REFUSED, Environ, Start, Wsgi, answered
from service.web.context import Context
from service.web.kept import Answer, Kept, Question
from service.web.plain import Asked

_FOLLOWING: Final = re.compile(r"/(?:v1/(?!changes\b|imports\b).*|events/.*|timelines(?:/.*)?|embed/.*)?")
"""Paths whose answers may follow from the journal alone."""
_UNUSUAL: Final = ("HTTP_IF_MATCH", "HTTP_ACCESS_CONTROL_REQUEST_METHOD")
"""Headers that make a read more than a look."""
_ROOT: Final = ("wsgi.url_scheme", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")


class _Reader(NamedTuple):
    """A request, as far as its answer depends on it."""

    asked: Asked
    origin: str | None
    coding: str

    def question(self, known: str | None) -> Question:
        """What is asked, with what is known of the answer."""
        return (*self.asked, self.origin, self.coding, known)


class Front:
    """A WSGI application around Flask's: it gives the same answers, most of them without asking it."""

    def __init__(self, flask: Wsgi, context: Callable[[], Context]) -> None:
        self.flask, self._context = flask, context
        self._kept = Kept(context().settings.page_cache)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "POST":
            return self._written(environ, start)
        if not _is_usual(environ):
            return self.flask(environ, start)
        begun, known = time.perf_counter(), environ.get("HTTP_IF_NONE_MATCH")
        try:
            reader = self._reader(environ)
            head = heads.standing()
            answer = reader and (self._stored(reader, known, head) or self._told(reader, known, head))
        except Exception as error:  # noqa: BLE001  # else a fault here were gunicorn's 500, no problem document
            return self.flask(environ | {REFUSED: error}, start)
        if reader is None:
            return self.flask(environ, start)
        if answer is None:
            return self._by_flask(environ, start, reader, head)
        metrics.count("GET", answer.route, int(answer.status[:3]), time.perf_counter() - begun)
        return _send(answer, start)

    def _written(self, environ: Environ, start: Start) -> Iterable[bytes]:
        begun = time.perf_counter()
        try:
            sent = plain_creates.sent(environ, self._context())
            made = sent and plain_creates.create(sent, self._context())
        except Exception as error:  # noqa: BLE001  # Flask logs it, and answers a problem document
            return self.flask(environ | {REFUSED: error}, start)
        if made is None:
            return self.flask(environ, start)
        metrics.count("POST", made.route, 201, time.perf_counter() - begun)
        return _send(made, start)

    def _reader(self, environ: Environ) -> _Reader | None:
        """Who asks what; None where Flask is to judge that. Raises Busy."""
        settings = self._context().settings
        reader = access.reads_as(environ.get("HTTP_AUTHORIZATION"), closed=settings.read == "token")
        if reader is None:
            return None
        root_url = _root_url(*map(environ.get, _ROOT))
        asked = Asked(reader, root_url, environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        origin = cors.heard(environ.get("HTTP_ORIGIN"), settings)
        return _Reader(asked, origin, packing.coding(environ.get("HTTP_ACCEPT_ENCODING", "")))

    def _stored(self, reader: _Reader, known: str | None, head: Head) -> Answer | None:
        """What was answered before, whole or to who has it."""
        found = self._kept.find(head, reader.question(known))
        if found is not None or known is None:
            return found
        whole = self._kept.find(head, reader.question(None))
        if whole is None or whole.tag != known:
            return None
        spared = replace(whole, status="304 NOT MODIFIED", headers=caching.spared(whole.headers), body=b"")
        self._kept.keep(head, reader.question(known), spared)
        return spared

    def _told(self, reader: _Reader, known: str | None, head: Head) -> Answer | None:
        """What storage says to a plain read. Raises Refused."""
        told = plain.tell(reader.asked, head, self._context().clock()) if known is None else None
        if told is None:
            return None
        headers = [*told.headers(closed=reader.asked.reader == "insider"), *cors.headers(reader.origin)]
        return self._keep(reader, head, Answer("200 OK", told.route, told.tag, headers, told.body))

    def _by_flask(self, environ: Environ, start: Start, reader: _Reader, head: Head) -> Iterable[bytes]:
        answer = answered(self.flask, environ)
        if not isinstance(answer, Answer):
            return answer.send(start)
        return _send(self._keep(reader, head, answer, environ.get("HTTP_IF_NONE_MATCH")), start)

    def _keep(self, reader: _Reader, head: Head, answer: Answer, known: str | None = None) -> Answer:
        packed = packing.packed(answer, reader.coding)
        self._kept.keep(head, reader.question(known if answer.status.startswith("304") else None), packed)
        return packed


def _is_usual(environ: Environ) -> bool:
    """Whether it is a read, and no more, of what may follow from the journal alone."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and _FOLLOWING.fullmatch(environ.get("PATH_INFO", "")) is not None
        and not any(name in environ for name in _UNUSUAL)
    )


def _send(answer: Answer, start: Start) -> Iterable[bytes]:
    start(answer.status, answer.headers)
    return [answer.body]


@lru_cache(maxsize=256)
def _root_url(*values: str | None) -> str:
    """The service's address, as the caller knows it."""
    told = {name: value for name, value in zip(_ROOT, values, strict=True) if value is not None}
    return Request(told, populate_request=False).root_url
