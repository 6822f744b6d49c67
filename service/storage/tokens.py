"""Storage: callers' tokens, as digests."""

from dataclasses import dataclass

from peewee import IntegrityError

from service.domain.errors import Conflict, NotFound
from service.domain.tokens import Holder, check_name, digest, new_secret
from service.storage.asking import ask
from service.storage.engine import fetch, reading, writing
from service.storage.remembered import Remembered
from service.storage.tables import Token


@dataclass(frozen=True, slots=True)
class Listed:
    """A token as `token list` shows it; times in microseconds."""

    name: str
    scope: str
    created: int
    revoked: int | None


def add(name: str, scope: str, now: int) -> str:
    """A new token's text, which is shown this once. Raises Invalid for the name, Conflict if it was ever used."""
    check_name(name)
    secret = new_secret()
    try:
        with writing():
            Token.insert(name=name, digest=digest(secret), scope=scope, created=now).execute()
    except IntegrityError as error:
        raise Conflict(f"a token named {name!r} exists; choose another name") from error
    return secret


def find(secret: str) -> Holder | None:
    """Whose token this is; None for one that is unknown or revoked."""
    return _holders(digest(secret))


def _find(digest: str) -> Holder | None:
    with reading():
        found = ask('SELECT "name", "scope" FROM "token" WHERE "digest" = ? AND "revoked" IS NULL', digest)
    return Holder(*found[0]) if found else None


_holders: Remembered[str, Holder | None] = Remembered(_find)


def search() -> list[Listed]:
    """Every token, oldest first."""
    with reading():
        query = Token.select(Token.name, Token.scope, Token.created, Token.revoked)
        return [Listed(*row) for row in fetch(query.order_by(Token.created, Token.name))]


def revoke(name: str, now: int) -> None:
    """Ends a token. Raises NotFound if there is none of this name that still works."""
    with writing():
        ended = Token.update(revoked=now).where(Token.name == name, Token.revoked.is_null()).execute()
    if not ended:
        raise NotFound(f"no working token is named {name!r}; `causeline token list` shows them all")
