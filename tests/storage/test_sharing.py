import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import ContextVar
from functools import partial

import pytest
from peewee import OperationalError

from service.domain.errors import Busy, Conflict
from service.storage import engine, journal, records, sharing
from service.storage.engine import reading, writing
from service.storage.sharing import share
from tests.storage.stored import NOW, at_once, event, found, keep, keep_events


def add(record_id):
    return partial(records.add, event(record_id), NOW)


def thread_that_stores(record_id):
    keep_events(record_id)
    return threading.get_ident()


def refuse():
    keep_events("half-done")
    raise Conflict("it is not to be")


def waits(number):
    """Returns when so many writes wait for the one that is under way."""
    while len(sharing.queue.waiting) < number:
        time.sleep(0.001)


def together(*makes):
    """Their futures: each of them waited while another write was under way."""
    begun, over = threading.Event(), threading.Event()

    def occupy():
        begun.set()
        over.wait()

    with ThreadPoolExecutor(len(makes) + 1) as pool:
        pool.submit(share, occupy)
        begun.wait()
        futures = []
        for number, make in enumerate(makes, start=1):
            futures.append(pool.submit(share, make))
            waits(number)
        over.set()
    return futures


def test_writes_that_wait_are_stored_in_one_go(database):
    stored = together(*(partial(thread_that_stores, name) for name in "abc"))
    assert len({future.result() for future in stored}) == 1
    assert found() == ["a", "b", "c"]


def test_one_that_is_refused_leaves_the_others_stored(database):
    good, bad, late = together(add("good"), refuse, add("late"))
    assert [type(future.exception()) for future in (good, bad, late)] == [type(None), Conflict, type(None)]
    assert found() == ["good", "late"]


def test_a_mistake_of_ours_is_told_to_nobody_else(database):
    wrong, good = together(lambda: 1 // 0, add("good"))
    assert isinstance(wrong.exception(), ZeroDivisionError)
    assert good.result().version == 1


def test_twins_that_share_a_transaction_are_stored_once(database):
    first, second = together(add("e"), add("e"))
    assert first.result().version == 1
    assert isinstance(second.exception(), Conflict)


def test_nothing_is_told_before_what_it_shares_a_transaction_with_is_done(database):
    begun, over = threading.Event(), threading.Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(share, lambda: (begun.set(), waits(1)))
        begun.wait()
        second = pool.submit(share, over.wait)
        time.sleep(0.1)
        assert not first.done()
        over.set()
        assert second.result()


def test_where_the_commit_fails_nobody_is_told_that_it_is_stored(database, monkeypatch):
    def fail(_self):
        raise OperationalError("no room")

    monkeypatch.setattr(type(engine.engine()), "commit", fail)
    failed = together(add("a"), add("b"))
    monkeypatch.undo()
    assert [type(future.exception()) for future in failed] == [Busy, Busy]
    assert found() == []


def test_where_the_thread_that_stores_is_stopped_nobody_is_told_that_it_is_stored(database):
    def stop():
        raise KeyboardInterrupt

    stopped = together(add("a"), stop)
    assert [type(future.exception()) for future in stopped] == [Busy, Busy]
    assert found() == []


def test_who_waits_too_long_is_told_so_and_not_stored(database, monkeypatch):
    monkeypatch.setattr(sharing, "LOCK_SECONDS", 0.05)
    begun, over = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(share, lambda: (begun.set(), over.wait()))
        begun.wait()
        with pytest.raises(Busy):
            share(add("late"))
        over.set()
        first.result()
    assert found() == []


def test_a_write_sees_the_context_of_who_wants_it(database):
    name = ContextVar("name", default="nobody")

    def named(text):
        name.set(text)
        return share(name.get)

    assert at_once(*(partial(named, text) for text in "abcd")) == ["a", "b", "c", "d"]


def test_within_a_writing_block_it_is_a_part_of_that(database):
    with suppress(Conflict), writing():
        share(add("e"))
        raise Conflict("all of it is undone")
    assert found() == []


def test_many_writers_leave_nothing_out_and_no_gap_in_the_journal(database):
    before = head()
    at_once(*(partial(add_many, name) for name in "abcdefgh"))
    assert len(found()) == 40
    assert head() == before + 40


def add_many(name):
    for number in range(5):
        add(f"{name}{number}")()


def head():
    with reading():
        return journal.head().seq


def test_a_writer_that_does_not_share_is_waited_for(database):
    with ThreadPoolExecutor(1) as pool:
        with writing():
            shared = pool.submit(add("e"))
            keep(event("first"))
        assert shared.result().version == 1
    assert found() == ["e", "first"]
