from dataclasses import astuple
from itertools import islice

import pytest

from service.domain.changes import GENESIS, Change, digest, link
from service.domain.proof import BEGINNING, Known, Row, Walk
from service.domain.redactions import Redaction


def written(count):
    """Rows as they are written."""
    rows, previous = [], GENESIS
    for seq in range(1, count + 1):
        body = f'{{"id":"e{seq}"}}'
        change = Change(seq, 10 * seq, "tester", "create", "event", f"e{seq}", 1, digest(body))
        previous = link(previous, change)
        rows.append(Row(*astuple(change), body, previous))
    return rows


def broken(rows, **given):
    """What a walk finds: numbers and texts."""
    walk = Walk(**given)
    found = [broken for row in rows for broken in walk.judge(row)] + walk.end()
    return [(one.seq, one.what) for one in found]


def with_row(rows, seq, **changed):
    return [row._replace(**changed) if row.seq == seq else row for row in rows]


def test_what_was_written_stands():
    assert broken(written(5)) == []


def test_a_walk_ends_at_the_head():
    walk, rows = Walk(), written(3)
    assert walk.head == BEGINNING
    for row in rows:
        walk.judge(row)
    assert (walk.head, walk.rows) == (Known(3, rows[2].hash), 3)


@pytest.mark.parametrize(
    "changed",
    [
        {"time": 21},
        {"token": "testes"},
        {"op": "update"},
        {"type": "actor"},
        {"id": "e3"},
        {"version": 2},
        {"digest": "0" * 64},
        {"body": "{}"},
        {"hash": "0" * 64},
        {"time": "20"},
        {"body": b"{}"},
    ],
    ids=str,
)
def test_a_change_in_a_row_is_found_there_and_nowhere_else(changed):
    assert [seq for seq, _ in broken(with_row(written(4), 2, **changed))] == [2]


def test_a_missing_row_is_named_and_the_rest_stands():
    rows = written(4)
    assert broken([rows[0], *rows[2:]]) == [(2, "is missing: row 3 comes next")]


def test_a_journal_without_its_beginning_is_broken():
    assert broken(written(4)[1:]) == [(1, "is missing: row 2 comes next")]


def test_time_that_goes_back_is_found_even_where_the_chain_was_made_anew():
    rows = written(2)
    change = Change(*rows[1][:8])
    early = Change(change.seq, 5, *astuple(change)[2:])
    forged = Row(*astuple(early), rows[1].body, link(rows[0].hash, early))
    assert broken([rows[0], forged]) == [(2, "was written before the row before it: its time goes back")]


def test_a_known_row_proves_what_is_before_it():
    rows = written(3)
    assert broken(rows, known=Known(2, rows[1].hash)) == []
    ((seq, what),) = broken(rows, known=Known(2, "f" * 64))
    assert (seq, rows[1].hash in what) == (2, True)


def test_a_journal_that_ends_before_a_known_row_was_cut():
    rows = written(3)
    assert broken(rows[:2], known=Known(3, rows[2].hash)) == [(3, "is missing: the journal ends at row 2")]


def redacted(*blanked):
    return Redaction(9, 90, "event", "e2", "a court", {seq: digest(text) for seq, text in blanked})


def test_a_redaction_accounts_for_the_rows_that_it_names_and_no_others():
    rows = with_row(with_row(written(4), 2, body="blank"), 3, body="blank")
    told = broken(rows, redactions=[redacted((2, "blank"))])
    assert told == [(3, "does not hold the document that was written, and no redaction says why")]


@pytest.mark.parametrize("body", ["other", '{"id":"e2"}'], ids=["another text", "the old text"])
def test_a_blanked_row_holds_what_the_redaction_left(body):
    told = broken(with_row(written(4), 2, body=body), redactions=[redacted((2, "blank"))])
    assert told == [(2, "does not hold what the redaction in row 9 left of its document")]


def test_a_broken_row_names_itself():
    walk = Walk()
    (found,) = walk.judge(next(islice(with_row(written(1), 1, body=""), 1)))
    assert str(found).startswith("row 1 (event e1) does not hold")
