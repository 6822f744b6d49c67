"""Test support: events in numbers, stored without what lists do not read, and how much a list reads of them."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

from service.domain import events
from service.domain.records import EVENT, Document, Draft
from service.intake.records import read
from service.storage import rows, versions
from service.storage.dialects import is_late
from service.storage.engine import analyse, database, each, engine, fill, insert, writing
from service.storage.tables import Journal, Term
from service.storage.versions import Life

STEPS: Final = 20_000
"""SQLite's own, after which a read is asked whether it is late."""


SINCE_THEN: Final = 500_000
"""Before this change all of them were written, behind it half of them once more."""


def keep_many(size: int) -> list[Draft]:
    """So many events of thirty years: days mostly, months, weeks, some that go on or have an open beginning."""
    drafts = list(_drafts(size, random.Random(size)))
    seqs = {draft.id: 1_000 + number for number, draft in enumerate(drafts)}
    with writing():
        _write(drafts, seqs, {})
        fill(Term, rows.TERM_COLUMNS, [row for draft in drafts for row in rows.terms(draft, *(seqs[draft.id],) * 2)])
    analyse()
    return drafts


def rewrite_half(drafts: list[Draft]) -> None:
    """Every second of these events once more, and what answers as of SINCE_THEN."""
    seqs = {draft.id: 1_000 + number for number, draft in enumerate(drafts)}
    half = drafts[::2]
    known, later = (
        {draft.id: seqs[draft.id] for draft in half},
        {draft.id: SINCE_THEN + seqs[draft.id] for draft in half},
    )
    with writing():
        versions.begin([Life(draft, 1, seqs[draft.id], seqs[draft.id]) for draft in drafts])
        versions.end(EVENT, known, later)
        _write(half, later, known)
        each("UPDATE term SET seq = ? WHERE num = ?", [(later[name], num) for name, num in known.items()])
        versions.begin([Life(draft, 2, known[draft.id], later[draft.id]) for draft in half])
        insert(Journal, [_told(name, seq) for told in (seqs, later) for name, seq in told.items()])
    analyse()


def _write(drafts: list[Draft], seqs: dict[str, int], known: dict[str, int]) -> None:
    documents = {draft.id: Document(EVENT, draft.id, 1, _body(draft.id)) for draft in drafts}
    rows.write(drafts, documents, seqs, known)


def _body(record_id: str) -> str:
    return json.dumps({"id": record_id})


def _told(record_id: str, seq: int) -> dict[str, Any]:
    blank = dict.fromkeys(("token", "digest", "hash"), "")
    return (
        {"seq": seq, "time": 0, "op": "update", "type": EVENT, "id": record_id, "version": 1}
        | blank
        | {"body": _body(record_id)}
    )


def _drafts(size: int, dice: random.Random) -> Iterator[Draft]:
    blank = read("event", {"id": "blank", "title": "Blank", "start": "2024"}).fields
    for number in range(size):
        place = {"name": None, "country": None, "precision": None}
        place |= {"lat": dice.uniform(40, 60), "lon": dice.uniform(10, 50)}
        actors = [{"actor": f"a{dice.randrange(40)}", "role": dice.choice(("speaker", "recipient"))}]
        fields = {"start": _start(dice), "kind": f"k{dice.randrange(5)}", "tags": [f"t{dice.randrange(8)}"]}
        yield events.draft(f"e{number:06}", blank | fields | {"place": place, "actors": actors})


def _start(dice: random.Random) -> str:
    year, month, day = dice.randrange(1990, 2020), dice.randrange(1, 13), dice.randrange(1, 28)
    date = f"{year}-{month:02}-{day:02}"
    starts = (date, f"{year}-{month:02}", f"{date}/{year}-{month:02}-28", f"{year}", f"{year // 10}X", f"{date}/..")
    return dice.choices((*starts, f"[..{date}]"), (70, 12, 10, 3, 1, 2, 2))[0]


def read_by(ask: Callable[[], Any]) -> int:
    """The work that `ask` makes: steps of SQLite's machine, rows that PostgreSQL's plans touch."""
    return _rows_of(ask) if database.param == "%s" else _steps_of(ask)


def _steps_of(ask: Callable[[], Any]) -> int:
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1

    connection = engine().connection()
    connection.set_progress_handler(step, 1)
    try:
        ask()
    finally:
        connection.set_progress_handler(is_late, STEPS)
    return steps


def _rows_of(ask: Callable[[], Any]) -> int:
    asked: list[Any] = []
    engine().query_hooks.append(asked.append)
    ask()
    engine().query_hooks.clear()
    plans = [
        database.execute_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {told.sql}", told.params).fetchall()[0][0][0]["Plan"]
        for told in asked
        if told.sql.startswith(("SELECT", "WITH"))
    ]
    return int(sum(map(_touched, plans)))


def _touched(plan: dict[str, Any]) -> float:
    """Rows that a node gave or threw away, and those of the nodes below it."""
    own = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    return float(own * plan["Actual Loops"] + sum(map(_touched, plan.get("Plans", []))))
