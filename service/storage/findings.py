"""Storage: pages of findings."""

from collections.abc import Callable
from typing import Final, cast

from service.domain.cursors import read_cursor, write_cursor
from service.domain.findings.finding import FINDINGS, Finding, Key, by_id
from service.domain.queries import Query, fingerprint
from service.domain.records import encode
from service.storage.findings_alike import duplicate
from service.storage.findings_cycles import viewpoint_cycle
from service.storage.findings_missing import no_cause, no_outcome, no_source
from service.storage.findings_time import narrowed, possible_only
from service.storage.moments import state
from service.storage.pages import Page
from service.storage.scope import Batch, Scope

Finder = Callable[[Scope, Key, int], Batch]
"""At most so many findings of one kind behind a key, in the order of keys."""

_CURSOR: Final = (str, int, int, str, str)
FINDERS: Final[dict[str, Finder]] = {
    "no_source": no_source,
    "no_cause": no_cause,
    "no_outcome": no_outcome,
    "possible_only": possible_only,
    "narrowed": narrowed,
    "viewpoint_cycle": viewpoint_cycle,
    "duplicate": duplicate,
}


def search(query: Query) -> Page:
    """A page of findings, kind by kind in the order of FINDINGS, then by key.

    A page may be short although more follow, where finding the next one is more than one page's work. Raises Invalid
    for a cursor of another query or an unknown timeline.
    """
    made_for = fingerprint(query)
    todo = [name for name in FINDINGS if not query["finding"] or name in query["finding"]]
    after = by_id("")
    if query["cursor"]:
        name, *key = read_cursor(query["cursor"], made_for, _CURSOR)
        todo, after = todo[todo.index(name) if name in todo else 0 :], cast(Key, tuple(key))
    found: list[Finding] = []
    with state(query):
        scope = Scope(query)
        while todo and len(found) < query["limit"]:
            batch = FINDERS[todo[0]](scope, after, query["limit"] - len(found))
            found += batch.found
            after = batch.more or by_id("")
            if batch.more:
                break
            del todo[0]
    bodies = [encode(finding.as_record()) for finding in found]
    return Page(bodies, write_cursor(made_for, (todo[0], *after)) if todo else None)
