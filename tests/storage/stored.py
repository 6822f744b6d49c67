"""Test support: records stored and asked for without the web."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from service.domain.changes import Stamp
from service.domain.queries import EVENT_WORDS, PAGING, RELATION_WORDS, WALK_WORDS, Query
from service.domain.records import TYPES, Document, Draft
from service.domain.wordlist import Word, read_words
from service.intake.records import read
from service.storage import events, records
from service.storage.engine import writing
from service.storage.store import Outcome, store

NOW = Stamp("tester", 1_000_000)


def event(record_id: str, **fields: Any) -> Draft:
    """An event of 2024, unless told otherwise."""
    return read("event", {"id": record_id, "title": f"Event {record_id}", "start": "2024"} | fields)


def actor(record_id: str, **fields: Any) -> Draft:
    return read("actor", {"id": record_id, "name": f"Actor {record_id}"} | fields)


def source(record_id: str, **fields: Any) -> Draft:
    return read("source", {"id": record_id, "title": f"Source {record_id}"} | fields)


def timeline(record_id: str, **fields: Any) -> Draft:
    return read("timeline", {"id": record_id, "title": f"Timeline {record_id}", "query": {}} | fields)


def link(cause: str, response: str, type: str = "responds_to", **fields: Any) -> Draft:
    """A relation whose id says its ends, unless told otherwise."""
    body = {"id": f"{cause}.{response}", "type": type, "cause": cause, "response": response}
    return read("relation", body | fields)


def keep(*drafts: Draft, stamp: Stamp = NOW) -> list[Outcome]:
    """Stores drafts, each type in one go; raises the first refusal."""
    with writing():
        outcomes = [out for name in TYPES for out in store([draft for draft in drafts if draft.type == name], stamp)]
        for outcome in outcomes:
            assert outcome.written
    return outcomes


def keep_events(*ids: str, **fields: Any) -> None:
    keep(*(event(record_id, **fields) for record_id in ids))


def put(draft: Draft, stamp: Stamp = NOW) -> Document:
    return records.put(draft.type, draft.id, lambda _stored: draft, stamp).written


def query(words: Sequence[Word], **given: str) -> Query:
    return read_words(words, [(name.removesuffix("_"), text) for name, text in given.items()])


def event_query(**given: str) -> Query:
    return query((*EVENT_WORDS, *PAGING), **given)


def walk_query(**given: str) -> Query:
    return query(WALK_WORDS, **given)


def relation_query(**given: str) -> Query:
    return query((*RELATION_WORDS, *PAGING), **given)


def ids_of(bodies: Sequence[str]) -> list[str]:
    return [json.loads(body)["id"] for body in bodies]


def found(**given: str) -> list[str]:
    """The ids of the events on the first page."""
    return ids_of(events.search(event_query(**given)).bodies)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """What each call returned, or the exception that it raised: threads that start together."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return call()
        except Exception as error:  # noqa: BLE001  # the tests judge what came
            return error

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
