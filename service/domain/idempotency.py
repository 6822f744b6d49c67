"""Domain: requests that take effect once, however often they are sent."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.domain.errors import Invalid
from service.domain.records import encode

HEADER: Final = "Idempotency-Key"
PATTERN: Final = "[!-~]{1,255}"
"""A key: visible ASCII characters."""
KEPT: Final = 24 * 60 * 60 * 1_000_000
"""How long an answer is kept, in microseconds."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request under a key."""

    scope: str
    """Digest of who asks, where and under which key: the same for all attempts at one thing."""
    body: str
    """Digest of what was sent: the same for all attempts that mean the same."""
    time: int
    """Microseconds since 1970."""

    def check(self, body: str) -> None:
        """Raises Invalid unless the first attempt sent the same body, whose digest this is."""
        if body != self.body:
            raise Invalid(f"this {HEADER} was sent with another body before; send that one again, or choose a new key")


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered to the first attempt that was not refused."""

    status: int
    headers: Mapping[str, str]
    body: str
    is_repeated: bool = False

    @property
    def is_kept(self) -> bool:
        """What was refused changed nothing and may be tried again."""
        return 200 <= self.status < 300


def attempt(token: str, target: str, key: str, body: str, time: int) -> Attempt:
    """An attempt of a token's holder at an address with its query. Raises Invalid for what is no key."""
    if not re.fullmatch(PATTERN, key):
        raise Invalid(f"{HEADER} has 1 to 255 visible ASCII characters without blanks, such as a UUID")
    return Attempt(hashlib.sha256(encode([token, target, key]).encode()).hexdigest(), body, time)
