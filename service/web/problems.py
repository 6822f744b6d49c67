"""Web: refusals as problem+json (RFC 9457): the one map from error to status."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final

import orjson
from flask import Response, request
from werkzeug.exceptions import HTTPException

from service.domain import errors
from service.web.access import is_read

MEDIA_TYPE: Final = "application/problem+json"
STATUS: Final[dict[type[errors.Refused], int]] = {
    errors.Malformed: 400,
    errors.Unauthorized: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.PreconditionFailed: 412,
    errors.TooLarge: 413,
    errors.Unsupported: 415,
    errors.Invalid: 422,
    errors.Busy: 503,
}
_TITLES: Final = {413: "Content Too Large", 422: "Unprocessable Content"}
"""RFC 9110's names, which Python uses from 3.13 on; one answer, whatever runs it."""
HEADERS: Final = {401: {"WWW-Authenticate": 'Bearer realm="causeline"'}, 503: {"Retry-After": "1"}}
"""What goes with a status, whoever refuses."""
_ADVICE: Final = {
    404: "nothing is at this address; the page / and /docs list what there is",
    405: "this address does not take {method}; the Allow header names what it takes",
    413: "the body is larger than this service takes; send less at a time",
}
"""What the framework's own refusals tell a caller to do next."""


def title(status: int) -> str:
    """A status in words."""
    return _TITLES.get(status) or HTTPStatus(status).phrase


def problem(status: int, detail: str, faults: tuple[errors.Fault, ...] = ()) -> Response:
    """A problem document."""
    body: dict[str, Any] = {"type": "about:blank", "title": title(status), "status": status, "detail": detail}
    if faults:
        body["errors"] = [
            {name: value for name, value in asdict(fault).items() if value is not None} for fault in faults
        ]
    return Response(orjson.dumps(body), status, HEADERS.get(status, {}), mimetype=MEDIA_TYPE)


def refused(error: errors.Refused) -> Response:
    """The answer to a refusal that the domain named."""
    answer = problem(STATUS[type(error)], error.detail, error.faults)
    if isinstance(error, errors.Unauthorized) and is_read():
        answer.headers.add("WWW-Authenticate", 'Basic realm="causeline"')  # for reading: a browser then asks
    return answer


def http_error(error: HTTPException) -> Response:
    """The answer to what the framework itself refuses, its headers (Allow) kept."""
    status = error.code or 500
    advice = _ADVICE.get(status, error.description or title(status))
    if status == 404 and request.path.endswith("/"):
        advice = "nothing is at this address; addresses have no slash at the end"
    answer = problem(status, advice.format(method=request.method) if status == 405 else advice)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer
