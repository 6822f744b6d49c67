"""Domain: the journal's rows and the hash that chains them."""

import hashlib
from dataclasses import dataclass
from typing import Final, Literal, get_args

from service.domain.records import encode

Operation = Literal["create", "update", "delete", "restore", "redact"]
OPERATIONS: Final[tuple[str, ...]] = get_args(Operation)
VERSIONS: Final = frozenset({"create", "update", "restore"})
"""The operations that leave a version of the record; a redaction's row has the reason in its place."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who writes, and when (microseconds since 1970): handed in at the edge."""

    token: str
    time: int


GENESIS: Final = "0" * 64
"""The hash before the first row."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the journal; its hash covers the document's digest, so a text can be blanked and the chain stands."""

    seq: int
    time: int
    """Microseconds since 1970, never going back."""
    token: str
    op: Operation
    type: str
    id: str
    version: int
    digest: str


def digest(body: str) -> str:
    """SHA-256 of a document (of nothing, for a deletion), in hex."""
    return hashlib.sha256(body.encode()).hexdigest()


def link(previous: str, change: Change) -> str:
    """The row's hash: SHA-256 over the previous hash, the row's fields and the document's digest, in hex."""
    row = [change.seq, change.time, change.token, change.op, change.type, change.id, change.version, change.digest]
    return hashlib.sha256((previous + encode(row)).encode()).hexdigest()
