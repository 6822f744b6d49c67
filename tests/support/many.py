"""Test support: events in numbers, stored without what lists do not read, and how much a list reads of them."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any, Final

from service.domain import events
from service.domain.records import EVENT, Document, Draft
from service.intake.records import read
from service.storage import rows
from service.storage.dialects import is_late
from service.storage.engine import analyse, database, engine, fill, writing
from service.storage.tables import Term

STEPS: Final = 20_000
"""SQLite's own, after which a read is asked whether it is late."""


def keep_many(size: int) -> None:
    """So many events of thirty years: days mostly, months, weeks, some that go on or have an open beginning."""
    drafts = list(_drafts(size, random.Random(size)))
    documents = {draft.id: Document(EVENT, draft.id, 1, json.dumps({"id": draft.id})) for draft in drafts}
    seqs = {draft.id: 1_000 + number for number, draft in enumerate(drafts)}
    with writing():
        rows.write(drafts, documents, seqs, {})
        fill(Term, rows.TERM_COLUMNS, [row for draft in drafts for row in rows.terms(draft)])
    analyse()


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
