import pytest

from service.domain.errors import Conflict, NotFound
from service.domain.tokens import Holder, digest
from service.storage import tokens
from service.storage.engine import fetch, reading
from service.storage.tables import Token


def test_a_token_is_found_by_its_secret(database):
    secret = tokens.add("desk", "write", now=5)
    assert tokens.find(secret) == Holder("desk", "write")


@pytest.mark.parametrize("secret", ["", "x", "é" * 50, "a\0b"])
def test_an_unknown_secret_is_nobodys(database, secret):
    tokens.add("desk", "write", now=5)
    assert tokens.find(secret) is None


def test_the_secret_itself_is_not_stored(database):
    secret = tokens.add("desk", "write", now=5)
    with reading():
        assert fetch(Token.select(Token.name, Token.digest)) == [("desk", digest(secret))]


def test_a_revoked_token_is_nobodys(database):
    secret = tokens.add("desk", "write", now=5)
    tokens.revoke("desk", now=6)
    assert tokens.find(secret) is None


def test_a_name_is_given_once_even_after_it_was_revoked(database):
    tokens.add("desk", "write", now=5)
    tokens.revoke("desk", now=6)
    with pytest.raises(Conflict):
        tokens.add("desk", "read", now=7)


def test_only_a_token_that_works_is_revoked(database):
    tokens.add("desk", "write", now=5)
    tokens.revoke("desk", now=6)
    for name in ("desk", "nobody"):
        with pytest.raises(NotFound):
            tokens.revoke(name, now=7)


def test_every_token_is_listed_oldest_first(database):
    for name, now in (("b", 2), ("a", 2), ("c", 1)):
        tokens.add(name, "read", now=now)
    tokens.revoke("a", now=9)
    assert [(row.name, row.revoked) for row in tokens.search()] == [("c", None), ("a", 9), ("b", None)]
