"""Domain: the words of the change feed and of a record's history."""

from typing import Final

from service.domain.queries import CURSOR, ID, LIMIT
from service.domain.records import TYPES
from service.domain.wordlist import Word, choice, whole

WAIT_SECONDS: Final = 55
"""The longest that anyone waits in one request: proxies commonly give up after 60."""

_SEQ: Final = whole(0, (1 << 53) - 1)
"""A sequence number, as far as a JavaScript number counts exactly."""

CHANGE_WORDS: Final = (
    Word("after", "Changes after the one with this sequence number.", default=0, **_SEQ),
    Word("type", "Changes of these record types. Repeat or comma: any of.", many=True, **choice(*TYPES)),
    ID,
    LIMIT,
    Word(
        "wait",
        "Seconds to wait for a change where there is none yet, 0 where it is left out; of a stream, how long it lasts, "
        f"{WAIT_SECONDS} where it is left out.",
        **whole(0, WAIT_SECONDS),
    ),
)
LAST_EVENT_ID: Final = Word(
    "Last-Event-ID",
    "The sequence number to go on after, as EventSource sends it; wins over `after`.",
    **_SEQ,
)
HISTORY_WORDS: Final = (LIMIT, CURSOR)
