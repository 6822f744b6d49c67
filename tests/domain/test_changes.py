import hashlib
from dataclasses import replace

import pytest

from service.domain.changes import GENESIS, Change, digest, link

CHANGE = Change(1, 5, "token", "create", "event", "e", 1, digest("body"))


@pytest.mark.parametrize(
    "other",
    [
        {"seq": 2},
        {"time": 6},
        {"token": "x"},
        {"op": "update"},
        {"type": "actor"},
        {"id": "f"},
        {"version": 2},
        {"digest": "x"},
    ],
    ids=str,
)
def test_the_hash_covers_every_field(other):
    assert link(GENESIS, replace(CHANGE, **other)) != link(GENESIS, CHANGE)


def test_the_hash_covers_the_one_before():
    assert link("1" * 64, CHANGE) != link(GENESIS, CHANGE)


def test_no_two_rows_are_written_alike():
    """A value that moves from one field to the next gives another hash."""
    assert link(GENESIS, replace(CHANGE, type="a", id="bc")) != link(GENESIS, replace(CHANGE, type="ab", id="c"))


def test_the_hash_is_the_one_that_is_promised():
    row = f'{GENESIS}[1,5,"token","create","event","e",1,"{digest("body")}"]'
    assert link(GENESIS, CHANGE) == hashlib.sha256(row.encode()).hexdigest()


def test_the_digest_is_that_of_the_bytes():
    assert digest("ü") == hashlib.sha256(b"\xc3\xbc").hexdigest()
    assert digest("") == hashlib.sha256(b"").hexdigest()
