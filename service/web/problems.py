"""Web: refusals as problem+json (RFC 9457): the one map from error to status."""

from dataclasses import asdict
from http import HTTPStatus
from typing import Any, Final

import orjson
from flask import Response
from werkzeug.exceptions import HTTPException

from service.domain import errors

MEDIA_TYPE: Final = "application/problem+json"
STATUS: Final[dict[type[errors.Refused], HTTPStatus]] = {
    errors.Malformed: HTTPStatus.BAD_REQUEST,
    errors.Unauthorized: HTTPStatus.UNAUTHORIZED,
    errors.Forbidden: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.PreconditionFailed: HTTPStatus.PRECONDITION_FAILED,
    errors.TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    errors.Unsupported: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    errors.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
}
_HEADERS: Final = {
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": 'Bearer realm="causeline"'},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "1"},
}


def problem(status: int, detail: str, faults: tuple[errors.Fault, ...] = ()) -> Response:
    """A problem document."""
    known = HTTPStatus(status)
    body: dict[str, Any] = {"type": "about:blank", "title": known.phrase, "status": status, "detail": detail}
    if faults:
        body["errors"] = [
            {name: value for name, value in asdict(fault).items() if value is not None} for fault in faults
        ]
    return Response(orjson.dumps(body), status, _HEADERS.get(known, {}), mimetype=MEDIA_TYPE)


def refused(error: errors.Refused) -> Response:
    """The answer to a refusal that the domain named."""
    return problem(STATUS[type(error)], error.detail, error.faults)


def http_error(error: HTTPException) -> Response:
    """The answer to what the framework itself refuses, its headers (Allow) kept."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    answer = problem(status, error.description or HTTPStatus(status).phrase)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer
