"""Web: who may do what. Judged before anything else is looked at."""

from typing import Final, Literal

from flask import g, request
from werkzeug.datastructures import Authorization

from service.domain.changes import Stamp
from service.domain.errors import Forbidden, Unauthorized
from service.domain.tokens import Holder
from service.storage import tokens
from service.web.context import context

Reader = Literal["anyone", "holder", "insider"]
"""A class of readers who are answered alike: with a token that works where none is needed, and where one is."""
OPEN_PATHS: Final = frozenset({"/healthz", "/readyz"})
"""Probes send no token."""
OPEN_ENDPOINTS: Final = frozenset({"static"})
"""The page's own style and scripts: the same for everyone, and the page that asks for a token is shown with them."""


def is_read() -> bool:
    """Whether the request asks only to be told something."""
    return request.method in ("GET", "HEAD")


def authorize() -> None:
    """Runs before every request: writing needs a token with scope write; reading one only where it is closed."""
    g.holder = None
    if request.method == "OPTIONS" or (is_read() and _is_open()):
        return
    if not is_read():
        require("write")
    elif context().settings.read == "token":
        require("read")


def _is_open() -> bool:
    return request.path in OPEN_PATHS or request.endpoint in OPEN_ENDPOINTS


def require(scope: str) -> Holder:
    """The caller, if its token reaches `scope`. Raises Unauthorized or Forbidden."""
    holder = caller()
    if holder is None:
        raise Unauthorized(f"this needs `Authorization: Bearer …` with scope {scope}; `causeline token add` makes one")
    if not holder.reaches(scope):
        raise Forbidden(f"the token {holder.name!r} has scope {holder.scope}; this needs {scope}")
    return holder


def caller() -> Holder | None:
    """Whose token came with the request; None where none did, or none that works."""
    g.holder = g.holder or _holder()
    found: Holder | None = g.holder
    return found


def _holder() -> Holder | None:
    return _holder_of(request.authorization, reads=is_read())


def _holder_of(given: Authorization | None, *, reads: bool) -> Holder | None:
    """Bearer; for reading also Basic with the token as password: widgets and calendars can send no Bearer."""
    if given is None:
        return None
    secret = given.token if given.type == "bearer" else given.password if reads else None
    return tokens.find(secret) if secret else None


def reads_as(authorization: str | None, *, closed: bool) -> Reader | None:
    """As who a GET with this Authorization header reads; None where that is refused, or the header means nothing."""
    if authorization is None:
        return None if closed else "anyone"
    if _holder_of(Authorization.from_header(authorization), reads=True) is None:
        return None
    return "insider" if closed else "holder"


def writes_as(authorization: str | None) -> Holder | None:
    """Who writes with this Authorization header; None where that is refused."""
    holder = _holder_of(Authorization.from_header(authorization), reads=False) if authorization else None
    return holder if holder and holder.reaches("write") else None


def stamp() -> Stamp:
    """Who writes now, and when."""
    return Stamp(require("write").name, context().clock())
