"""Who may listen, and what it costs the others."""

import socket
import time
from contextlib import ExitStack

import pytest

from service.domain.change_words import CHANGE_WORDS
from service.domain.wordlist import read_words
from service.storage import changes, engine, journal
from service.web import watch
from service.web.watch import Watch, presence, seats_of
from tests.storage.stored import at_once, keep_events

ALL = read_words(CHANGE_WORDS, [])


def here():
    return True


@pytest.fixture
def due(database):
    """What a listener knows who is up to date."""
    return changes.search(ALL, journal.head().seq)


@pytest.mark.parametrize(("threads", "seats"), [(1, 1), (4, 1), (8, 2), (11, 2), (40, 10)])
def test_a_quarter_of_the_threads_may_listen(threads, seats):
    assert seats_of(threads) == seats


def test_a_seat_is_had_while_there_is_one_and_given_back():
    watched = Watch(2)
    with ExitStack() as seated:
        granted = [seated.enter_context(watched.seat(9)) for _ in range(3)]
    assert granted == [9, 9, 0]
    with watched.seat(9) as seconds:
        assert seconds == 9


def test_who_does_not_wait_takes_no_seat():
    watched = Watch(1)
    with watched.seat(0), watched.seat(9) as seconds:
        assert seconds == 9


def test_a_listener_hears_of_what_is_written(due):
    heard = Watch(1).follow(ALL, due, 10, here)
    keep_events("a", "b")
    assert [told.id for told in next(heard).items] == ["a", "b"]
    keep_events("c")
    assert [told.id for told in next(heard).items] == ["c"]


def test_a_silent_journal_is_told_now_and_then(due, monkeypatch):
    monkeypatch.setattr(watch, "BEAT_SECONDS", 0)
    heard = Watch(1).follow(ALL, due, 10, here)
    assert [next(heard).items for _ in range(3)] == [[], [], []]


def test_a_listener_goes_when_the_time_is_up(due):
    begun = time.monotonic()
    assert [news.items for news in Watch(1).follow(ALL, due, 0.4, here)] == [[]]
    assert 0.4 <= time.monotonic() - begun < 20


def test_a_listener_goes_when_the_process_stops(due):
    watched = Watch(1)
    heard = watched.follow(ALL, due, 60, here)
    watched.end()
    assert list(heard) == []


def test_a_listener_who_has_gone_is_not_waited_for(due):
    assert list(Watch(1).follow(ALL, due, 60, lambda: False)) == []


def test_one_look_at_the_journal_serves_all_listeners(due, count_queries):
    watched = Watch(4)

    def listen():
        return list(watched.follow(ALL, due, 1, here))

    with count_queries() as statements:
        at_once(*[listen] * 4)
    looks = 1 / watch.LOOK_SECONDS + 1
    assert len(statements) <= looks + 4  # and each listener's own at the end


def test_a_listener_holds_no_connection(due):
    heard = Watch(1).follow(ALL, due, 10, here)
    keep_events("a")
    next(heard)
    assert engine.database.is_closed()
    heard.close()


class TestPresence:
    @pytest.fixture
    def ends(self):
        """A connection: the service's end and the caller's."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            yield ours, theirs

    def is_there(self, app, ours):
        with app.test_request_context(environ_overrides={"gunicorn.socket": ours}):
            return presence()

    def test_is_that_of_an_open_connection(self, app, ends):
        assert self.is_there(app, ends[0])()

    def test_ends_when_the_caller_closes(self, app, ends):
        is_there = self.is_there(app, ends[0])
        ends[1].close()
        assert not is_there()

    def test_lasts_while_the_caller_says_more_which_is_left_to_be_read(self, app, ends):
        ends[1].sendall(b"GET")
        assert self.is_there(app, ends[0])()
        assert ends[0].recv(3) == b"GET"

    def test_is_assumed_where_the_server_shows_no_connection(self, app):
        with app.test_request_context():
            assert presence()()
