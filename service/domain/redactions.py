"""Domain: what a redaction's row in the journal says: why, and which rows were blanked to what."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.changes import digest
from service.domain.records import encode


@dataclass(frozen=True, slots=True)
class Redaction:
    """One redaction; `blanked` has the SHA-256 of what stands now in each blanked row, by the row's number."""

    seq: int
    time: int
    type: str
    id: str
    reason: str
    blanked: Mapping[int, str]


def body(reason: str, blanked: Iterable[tuple[int, str]]) -> str:
    """A redaction's document; `blanked` are numbers of rows with the documents that stand there now."""
    return encode({"reason": reason, "rows": [{"seq": seq, "digest": digest(text)} for seq, text in blanked]})


def read(seq: int, time: int, record_type: str, record_id: str, text: str) -> Redaction | None:
    """A redaction from its row; None where the text is none, which the row's digest tells by itself."""
    try:
        told: dict[str, Any] = json.loads(text)
        blanked = {int(row["seq"]): str(row["digest"]) for row in told["rows"]}
        return Redaction(seq, time, record_type, record_id, str(told["reason"]), blanked)
    except (ValueError, TypeError, KeyError):
        return None
