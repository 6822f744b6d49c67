"""Web: the verbs that every record has, declared once for six nouns."""

from collections.abc import Callable, Sequence

from flask import Response

from service.domain.change_words import HISTORY_WORDS
from service.domain.moments import AS_OF
from service.domain.queries import PAGING, Query
from service.domain.records import EVENT
from service.domain.wordlist import Word, truth
from service.intake.records import SHAPES, patched, read
from service.storage import changes, records
from service.storage.pages import Page
from service.web import answers, plain, plain_creates, told
from service.web.access import require, stamp
from service.web.blueprint import READ_ERRORS, WRITE_ERRORS, Blueprint
from service.web.bodies import PATCH_TYPES, precondition
from service.web.caching import current
from service.web.change_shapes import HistoryShape
from service.web.idempotency import REPLAYED_HEADER, once
from service.web.shapes import page_of

CASCADE = Word("cascade", "Deletes an event's relations with it; needs scope admin.", default=False, **truth())


Search = Callable[[Query], Page]
"""Finds a page of records. Raises Invalid."""


def resource(record_type: str, words: Sequence[Word], description: str, search: Search) -> Blueprint:
    """A blueprint with list (by `search`), create, read, replace, patch and delete under /v1/<type>s."""
    noun = Blueprint(f"{record_type}s", __name__, url_prefix=f"/v1/{record_type}s", description=description)
    add_collection(noun, record_type, words, search)
    add_item_reads(noun, record_type)
    add_item_writes(noun, record_type)
    return noun


def _one(record_type: str) -> str:
    return f"{'an' if record_type[0] in 'ae' else 'a'} {record_type}"


def add_collection(noun: Blueprint, record_type: str, words: Sequence[Word], search: Search) -> None:
    """GET a list, POST a record."""
    plain.add_list(f"/v1/{record_type}s", (*words, *PAGING), search)
    plain_creates.add_create(f"/v1/{record_type}s", record_type)

    @noun.get("")
    @noun.named(f"list_{record_type}s", f"List {record_type}s")
    @noun.answers(200, page_of(record_type), headers=answers.LINK_HEADER)
    @noun.errors(*READ_ERRORS)
    @noun.finds(*words, *PAGING)
    def find_many(query: Query) -> Response:
        return answers.page(search(query))

    @noun.post("")
    @noun.named(f"create_{record_type}", f"Create {_one(record_type)}")
    @noun.answers(201, SHAPES[record_type], headers=answers.CREATED_HEADERS | REPLAYED_HEADER)
    @noun.errors(*WRITE_ERRORS, 409)
    @noun.takes(record_type)
    @noun.repeatable()
    def add(body: object) -> Response:
        draft = read(record_type, body)
        return once(lambda: answers.created(records.add(draft, stamp())))


def add_item_reads(noun: Blueprint, record_type: str) -> None:
    """GET a record, and its history."""
    plain.add_record(f"/v1/{record_type}s/<record:record_id>", record_type)

    @noun.get("/<record:record_id>")
    @noun.named(f"read_{record_type}", f"Read {_one(record_type)}")
    @noun.answers(200, SHAPES[record_type], headers=answers.ETAG_HEADER)
    @noun.not_modified()
    @noun.errors(*READ_ERRORS, 404, 412)
    @noun.asks(AS_OF)
    @noun.conditional()
    def find(query: Query, record_id: str) -> Response:
        if query["as_of"] is None:
            return answers.document(records.find(record_type, record_id))
        # A redaction blanks what a past version says: its number does not tell that what is kept of it still stands.
        return current(query, lambda: answers.past(records.find(record_type, record_id, query["as_of"])))

    @noun.get("/<record:record_id>/history")
    @noun.named(f"read_{record_type}_history", f"Read everything that befell {_one(record_type)}, oldest first")
    @noun.answers(200, HistoryShape, headers=answers.LINK_HEADER)
    @noun.errors(*READ_ERRORS, 404)
    @noun.finds(*HISTORY_WORDS)
    def history(query: Query, record_id: str) -> Response:
        """Each version with when it was written, what was done and what changed; of a deleted record too."""
        return told.history(changes.history(record_type, record_id, query))


def add_item_writes(noun: Blueprint, record_type: str) -> None:
    """PUT, PATCH and DELETE a record."""

    @noun.put("/<record:record_id>")
    @noun.named(f"replace_{record_type}", f"Create or replace {_one(record_type)}; what is left out is reset")
    @noun.answers(200, SHAPES[record_type], headers=answers.ETAG_HEADER)
    @noun.answers(201, SHAPES[record_type], headers=answers.CREATED_HEADERS)
    @noun.errors(*WRITE_ERRORS, 404, 409, 412)
    @noun.takes(record_type)
    @noun.conditional()
    def put(body: object, record_id: str) -> Response:
        draft = read(record_type, body, record_id=record_id)
        return answers.outcome(records.put(record_type, record_id, lambda _stored: draft, stamp(), precondition()))

    @noun.patch("/<record:record_id>")
    @noun.named(f"patch_{record_type}", f"Change some fields of {_one(record_type)} (JSON merge patch, RFC 7396)")
    @noun.answers(200, SHAPES[record_type], headers=answers.ETAG_HEADER)
    @noun.errors(*WRITE_ERRORS, 404, 409, 412)
    @noun.takes(None, *PATCH_TYPES)
    @noun.conditional()
    def patch(body: object, record_id: str) -> Response:
        revise = patched(record_type, record_id, body)
        return answers.outcome(records.put(record_type, record_id, revise, stamp(), precondition(), create=False))

    @noun.delete("/<record:record_id>")
    @noun.named(f"delete_{record_type}", f"Delete {_one(record_type)}; its history stays")
    @noun.answers(204)
    @noun.errors(401, 403, 404, 409, 412, 503)
    @noun.asks(*([CASCADE] if record_type == EVENT else []))
    @noun.conditional()
    def remove(asked: Query, record_id: str) -> Response:
        if asked.get("cascade"):
            require("admin")
        records.remove(record_type, record_id, stamp(), precondition(), cascade=bool(asked.get("cascade")))
        return answers.nothing()
