"""Web: answers that are kept for as long as nothing is written: at most so many bytes, the longest unasked go first."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

from service.storage.journal import Head

Question = tuple[str | None, ...]
"""All that an answer depends on, beside the state of the journal."""
_OVERHEAD: Final = 3_000
"""Bytes that an answer takes beside its body and what was asked, about."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader got, and the next one may: a 200, or a 304 without a body."""

    status: str
    route: str
    """As metrics count it."""
    tag: str
    headers: list[tuple[str, str]]
    body: bytes


class Kept:
    """The answers of a process, all of one state of the journal."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Question, Answer] = OrderedDict()
        self._bytes = 0
        self._head: Head | None = None
        self._turn = Lock()

    def find(self, head: Head, asked: Question) -> Answer | None:
        """What was answered to this in this state."""
        with self._turn:
            found = self._answers.get(asked) if head == self._head else None
            if found is not None:
                self._answers.move_to_end(asked)
            return found

    def keep(self, head: Head, asked: Question, answer: Answer) -> None:
        """Keeps an answer that was begun after `head` had been read; those of an earlier state go."""
        with self._turn:
            if self._head is None or head.seq > self._head.seq:
                self._answers.clear()
                self._bytes, self._head = 0, head
            if head == self._head and _size(asked, answer) <= self._most:
                self._forget(asked)
                self._answers[asked] = answer
                self._bytes += _size(asked, answer)
                while self._bytes > self._most:
                    self._forget(next(iter(self._answers)))

    def _forget(self, asked: Question) -> None:
        gone = self._answers.pop(asked, None)
        if gone is not None:
            self._bytes -= _size(asked, gone)


def _size(asked: Question, answer: Answer) -> int:
    """In bytes, about. A caller may ask in many words, and the address of the next page says them again."""
    return _OVERHEAD + 2 * sum(len(text) for text in asked if text) + len(answer.body)
