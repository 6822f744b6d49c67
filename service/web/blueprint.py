"""Web: the decorators in which a route says what it takes and answers, in words that openapi.yaml is made from."""

from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

import flask_smorest
from flask import Response

from service.domain.queries import Query
from service.domain.wordlist import Word, read_words
from service.intake.records import SHAPES
from service.web.bodies import JSON_TYPES, asked, json_body, query_words
from service.web.caching import current
from service.web.idempotency import PARAMETER
from service.web.problems import MEDIA_TYPE
from service.web.shapes import ProblemShape

View = Callable[..., Response]
READ_ERRORS: Final = (401, 403, 503)
WRITE_ERRORS: Final = (400, 401, 403, 413, 415, 422, 503)
_ASKS: Final = "asks"
"""The mark of a view that reads its words itself; every decorator around it hands it on."""


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A blueprint whose routes declare words, bodies, answers and errors."""

    def add_url_rule(self, rule: str, endpoint: str | None = None, view_func: Any = None, **options: Any) -> None:
        """Adds a route; one that asks for no words takes none, so that no word is ever passed over in silence."""
        view = view_func if hasattr(view_func, _ASKS) else self._asking_nothing(view_func)
        super().add_url_rule(rule, endpoint, view, **options)

    def _asking_nothing(self, view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Response:
            read_words((), query_words())
            return view(*args, **kwargs)

        return self.errors(400, 422)(wrapper)

    def asks(self, *words: Word) -> Callable[[View], View]:
        """The query words; the view gets their values as its last argument. Raises Malformed and Invalid first."""

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Response:
                return view(*args, asked(words, query_words()), **kwargs)

            setattr(wrapper, _ASKS, True)
            return self.errors(400, 422)(self._with_parameters(map(_parameter, words))(wrapper))

        return decorate

    def finds(self, *words: Word) -> Callable[[View], View]:
        """The query words of a list, walk, count or feed, whose answer follows from the journal: 304 to who has it."""

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(query: Query, **place: Any) -> Response:
                return current(query, lambda: view(query, **place))

            told = self._with_parameters([_header(*_KNOWN)])(self.not_modified()(wrapper))
            return self.asks(*words)(told)

        return decorate

    def named(self, operation: str, summary: str) -> Callable[[View], View]:
        """The operation's id, from which generated clients take their function names, and its one line."""
        decorate: Callable[[View], View] = self.doc(operationId=operation, summary=summary)
        return decorate

    def takes(self, record_type: str | None, *media_types: str) -> Callable[[View], View]:
        """A JSON body of this record type (None: any object); the view gets its value, not yet validated, first.

        Raises Malformed and Unsupported before the view runs.
        """
        accepted = media_types or JSON_TYPES
        schema: Any = SHAPES[record_type] if record_type else {"type": "object"}

        def decorate(view: View) -> View:
            @wraps(view)
            def wrapper(*args: Any, **kwargs: Any) -> Response:
                return view(json_body(*accepted), *args, **kwargs)

            content = {media_type: {"schema": schema} for media_type in accepted}
            documented: View = self.doc(requestBody={"required": True, "content": content})(wrapper)
            return documented

        return decorate

    def answers(
        self, status: int, schema: Any = None, *, media_type: str | None = None, **doc: Any
    ) -> Callable[[View], View]:
        """What the route answers when all is well."""
        decorate: Callable[[View], View] = self.response(status, schema, content_type=media_type, **doc)
        return decorate

    def errors(self, *statuses: int) -> Callable[[View], View]:
        """The problems that the route can answer, told at once: flask-smorest copies all that was told with each."""
        content = {MEDIA_TYPE: {"schema": ProblemShape}}
        told = {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}
        decorate: Callable[[View], View] = self.doc(responses=told)
        return decorate

    def conditional(self) -> Callable[[View], View]:
        """The request can be tied to the stored version (RFC 9110 §13)."""
        return self._with_parameters(_header(*row) for row in _CONDITIONS)

    def repeatable(self) -> Callable[[View], View]:
        """A request that can be sent again under its key: its view answers `once`."""
        return self._with_parameters([PARAMETER])

    def heeds(self, header: Word) -> Callable[[View], View]:
        """A request header that the view reads as it would a word."""
        return self._with_parameters([_parameter(header) | {"in": "header"}])

    def not_modified(self) -> Callable[[View], View]:
        """A read that answers 304 to a caller who has this version."""
        decorate: Callable[[View], View] = self.alt_response(
            304, description="What the caller has still stands.", success=True
        )
        return decorate

    def _with_parameters(self, parameters: Iterable[dict[str, Any]]) -> Callable[[View], View]:
        """Adds to the parameters that other decorators described: flask-smorest would replace them."""
        more = list(parameters)

        def decorate(view: View) -> View:
            before = getattr(view, "_apidoc", {}).get("manual_doc", {}).get("parameters", [])
            documented: View = self.doc(parameters=[*before, *more])(view)
            return documented

        return decorate


_KNOWN: Final = (
    "If-None-Match",
    "Not if the answer would have one of these entity tags; `*` for any answer.",
    'W/"1b0d2fd1c1d3b9a57d9a4f5de02ea5a9"',
)
_CONDITIONS: Final = (
    ("If-Match", "Only if the stored version has one of these entity tags.", '"3"'),
    ("If-None-Match", "Not if the stored version has one of these entity tags; `*` for any version.", '"2"'),
)


def _header(name: str, description: str, example: str) -> dict[str, Any]:
    shown = {"description": description, "schema": {"type": "string"}, "example": example}
    return {"in": "header", "name": name} | shown


def _parameter(word: Word) -> dict[str, Any]:
    """A word as OpenAPI describes it."""
    schema = dict(word.schema) if not word.many else {"type": "array", "items": word.schema}
    if word.default is not None:
        schema["default"] = word.default
    described: dict[str, Any] = {"in": "query", "name": word.name, "description": word.summary, "schema": schema}
    if word.many:
        described |= {"style": "form", "explode": False}
    if word.required:
        described["required"] = True
    return described | {"example": _example(word)}


def _example(word: Word) -> Any:
    """The word's own example, else its default, else the first value of a closed list, else its name."""
    one = next(
        (value for value in (word.example, word.default, *word.schema.get("enum", ())) if value is not None), None
    )
    if one is None:
        one = word.schema.get("minimum", word.schema.get("type") == "boolean" or word.name)
    return [one] if word.many else one
