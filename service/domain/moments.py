"""Domain: the moment as of which a read is answered."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from service.domain.bounds import instant
from service.domain.errors import invalid
from service.domain.wordlist import Word, whole

Moment = tuple[Literal["seq", "time"], int]
"""After the change with this sequence number, or after everything written up to this time (microseconds)."""

_SEQ: Final = whole(0, (1 << 53) - 1)


def _moment(text: str) -> Moment:
    return ("seq", _SEQ["read"](text)) if text.isdecimal() else ("time", instant(text))


AS_OF: Final = Word(
    "as_of",
    "The answer as it stood at this RFC 3339 instant, or right after the change with this sequence number (exact, fit "
    "to be cited).",
    _moment,
    example="2026-11-22T10:00:00Z",
    schema={"oneOf": [{"type": "string", "format": "date-time"}, _SEQ["schema"]]},
)


def refuse_future(query: Mapping[str, Any], now: int) -> None:
    """Raises Invalid where a query asks for an instant that is still to come; `now` in microseconds."""
    asked: Moment | None = query.get(AS_OF.name)
    if asked is not None and asked[0] == "time" and asked[1] > now:
        raise invalid("as_of lies in the future; nothing is known of it yet", parameter=AS_OF.name)
