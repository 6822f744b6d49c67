"""Domain: tokens and what their scopes reach."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from service.domain.errors import Invalid

SCOPES: Final = ("read", "write", "admin")
"""From the narrowest to the widest; each reaches what those before it reach."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose token it is."""

    name: str
    scope: str

    def reaches(self, scope: str) -> bool:
        """Whether the token's scope includes `scope`."""
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


def check_name(name: str) -> None:
    """Raises Invalid for a token's name that nobody could tell from another."""
    if not 1 <= len(name) <= 80 or not name.isprintable() or not name.strip():
        raise Invalid("a token's name has 1 to 80 printable characters and is not blank")


def new_secret() -> str:
    """A token's text: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a token: its SHA-256. (256 random bits need no slow hash: there is nothing to guess.)"""
    return hashlib.sha256(secret.encode()).hexdigest()
