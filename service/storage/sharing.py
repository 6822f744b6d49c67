"""Storage: short writes that wait for each other are stored in one transaction, with one sync for all of them."""

from collections import deque
from collections.abc import Callable, Iterator
from contextvars import copy_context
from threading import Event, Lock
from typing import Any, Final, Generic, TypeVar

from service.domain.errors import Busy
from service.storage.dialects_writing import LOCK_SECONDS
from service.storage.engine import database, writing

Made = TypeVar("Made")


class _Write(Generic[Made]):
    """What somebody wants to write, and what became of it."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make, self._context = make, copy_context()
        self._made: list[Made] = []
        self.error: Exception | None = Busy("the write was cut off; send it again")
        """None as soon as it is stored, and no sooner."""
        self.told = Event()
        """Set when it is done, or when it is its turn to begin."""
        self.is_done = False

    def run(self) -> None:
        """Writes, in whichever thread this is, as if it were the one that wants it."""
        self._made = [self._context.run(self._make)]

    def run_alone(self) -> None:
        """The same in a transaction of its own."""
        try:
            with writing():
                self.run()
            self.error = None
        except Exception as error:  # noqa: BLE001  # the caller's, who may be another thread: `result` raises it
            self.error = error

    def result(self) -> Made:
        """What was made. Raises what went wrong."""
        if self.error:
            raise self.error
        return self._made[0]


class Queue:
    """The short writes of this process: whoever comes first stores its own, and what others want meanwhile."""

    def __init__(self) -> None:
        self._guard = Lock()
        self.waiting: deque[_Write[Any]] = deque()
        self._is_led = False

    def store(self, write: _Write[Any]) -> None:
        """Returns when the write is done. Raises Busy."""
        with self._guard:
            waits, self._is_led = self._is_led, True
            if waits:
                self.waiting.append(write)
        if waits and not write.told.wait(LOCK_SECONDS):
            self._leave(write)
        if not write.is_done:
            self._lead(write)

    def _leave(self, write: _Write[Any]) -> None:
        """Raises Busy, unless somebody has begun with it."""
        with self._guard:
            if write in self.waiting:
                self.waiting.remove(write)
                raise Busy(f"others have been writing for {LOCK_SECONDS} s; try again")
        write.told.wait()

    def _lead(self, first: _Write[Any]) -> None:
        group = [first]
        try:
            _store_together(group, self._coming(group))
        finally:
            self._hand_on()
            for write in group:
                write.is_done = True
                write.told.set()

    def _coming(self, group: list[_Write[Any]]) -> Iterator[_Write[Any]]:
        """Whoever waits by now joins the group, and then who waits by then."""
        while True:
            with self._guard:
                if not self.waiting:
                    return
                group.append(self.waiting.popleft())
            yield group[-1]

    def _hand_on(self) -> None:
        """Whoever waits longest leads now."""
        with self._guard:
            self._is_led = bool(self.waiting)
            if self.waiting:
                self.waiting.popleft().told.set()


def _store_together(group: list[_Write[Any]], coming: Iterator[_Write[Any]]) -> None:
    """All in one transaction; nothing of it stays where one of them cannot stand."""
    try:
        with writing():
            group[0].run()
            for write in coming:
                write.run()
    except Exception as error:  # noqa: BLE001  # one caller's, and nobody knows whose: each finds out by `result`
        _store_apart(group, error)
    else:
        for write in group:
            write.error = None


def _store_apart(group: list[_Write[Any]], error: Exception) -> None:
    """Each in a transaction of its own, after one for all has failed.

    What the database cannot do now it can do for none of them; and of a commit that was cut off nobody knows.
    """
    for write in group:
        if isinstance(error, Busy) or len(group) == 1:
            write.error = error
        else:
            write.run_alone()


queue: Final = Queue()


def share(make: Callable[[], Made]) -> Made:
    """What `make`, a short write, answers in a writing() block that it may share with others of this process.

    It is made in whichever thread, twice if need be, and told after the commit. Raises Busy, and what `make` raises.
    """
    if database.in_transaction():
        return make()
    write = _Write(make)
    queue.store(write)
    return write.result()
