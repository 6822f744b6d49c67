"""Kept answers: in the transaction of what they answer, for a day, and no longer than a few writes after it."""

from functools import partial

import pytest

from service.domain.errors import Conflict, Invalid
from service.domain.idempotency import KEPT, Reply, attempt
from service.storage import engine, idempotency, records
from service.storage.engine import fetch, reading
from service.storage.idempotency import SWEPT, once, once_in_parts
from service.storage.tables import Answer
from tests.storage.stored import NOW, at_once, event, found

GOOD = Reply(201, {"ETag": '"1"'}, "{}")
BOTH = pytest.mark.parametrize("ask", [once, once_in_parts])


def under(key, body="body", time=0):
    return attempt("desk", "/", key, body, time)


def adding(record_id, reply=GOOD):
    """Writes an event and says so."""

    def make():
        records.add(event(record_id), NOW)
        return reply

    return make


def broken(*_):
    raise Conflict("after all")


def kept():
    with reading():
        return len(fetch(Answer.select(Answer.scope)))


@BOTH
def test_a_second_attempt_makes_nothing_and_gets_the_first_ones_answer(database, ask):
    ask(under("one"), adding("a"))
    again = ask(under("one"), lambda: pytest.fail("made again"))
    assert (again.status, again.headers, again.body, again.is_repeated) == (201, GOOD.headers, "{}", True)


@BOTH
def test_another_body_makes_nothing(database, ask):
    ask(under("one"), adding("a"))
    with pytest.raises(Invalid, match="another body"):
        ask(under("one", body="another"), adding("b"))
    assert found() == ["a"]


def test_what_fails_leaves_neither_record_nor_answer(database):
    def make():
        adding("a")()
        broken()

    with pytest.raises(Conflict):
        once(under("one"), make)
    assert (found(), kept()) == ([], 0)


def test_an_answer_that_cannot_be_kept_takes_the_record_back(database, monkeypatch):
    monkeypatch.setattr(idempotency, "insert", broken)
    with pytest.raises(Conflict):
        once(under("one"), adding("a"))
    assert found() == []


def test_what_commits_as_it_goes_keeps_its_parts_when_it_fails(database):
    def make():
        adding("a")()
        broken()

    with pytest.raises(Conflict):
        once_in_parts(under("one"), make)
    assert (found(), kept()) == (["a"], 0)


@BOTH
def test_twins_get_one_answer(database, ask):
    replies = [Reply(200, {}, f"{number}") for number in range(6)]
    made = at_once(*(partial(ask, under("one"), partial(lambda reply: reply, reply)) for reply in replies))
    assert len({reply.body for reply in made}) == 1
    assert sum(not reply.is_repeated for reply in made) == 1


def test_a_refusal_is_not_kept(database):
    assert once(under("one"), lambda: Reply(422, {}, "")).status == 422
    assert once(under("one"), lambda: GOOD) == GOOD


def test_an_answer_outlives_the_connection(database):
    once(under("one"), adding("a"))
    engine.close()
    engine.connect(database)
    assert once(under("one"), lambda: pytest.fail("made again")).is_repeated


def test_an_expired_answer_is_replaced_though_many_expired_before_it(database):
    for number in range(SWEPT + 1):
        once(under(f"old{number}", time=number), lambda: GOOD)
    last = f"old{SWEPT}"
    assert not once(under(last, time=SWEPT + KEPT), lambda: GOOD).is_repeated
    assert once(under(last, time=SWEPT + KEPT), lambda: GOOD).is_repeated


def test_each_answer_takes_a_bounded_number_of_expired_ones_with_it(database):
    for number in range(SWEPT + 20):
        once(under(f"old{number}"), lambda: GOOD)
    once(under("new", time=KEPT), lambda: GOOD)
    assert kept() == 21
    once(under("newer", time=KEPT), lambda: GOOD)
    assert kept() == 2
