"""What is remembered is asked again after a commit, whoever commits."""

import pytest

from service.storage import engine, records
from service.storage.remembered import Remembered
from tests.storage.stored import NOW, event


@pytest.fixture
def remembered(database):
    """A memory that tells how often it had to ask."""
    asked = []
    return Remembered(lambda key: asked.append(key) or len(asked))


def test_what_was_asked_is_remembered_as_long_as_the_database_can_tell(remembered):
    told = [remembered("a"), remembered("b"), remembered("a")]
    assert told == ([1, 2, 1] if engine.engine().param == "?" else [1, 2, 3])


def test_after_a_commit_it_is_asked_again(remembered):
    before = remembered("a")
    records.add(event("one"), NOW)
    assert remembered("a") > before


def test_callers_that_make_up_keys_fill_no_memory(remembered):
    for number in range(3_000):
        remembered(f"key {number}")
    assert len(remembered._seen[1]) <= 1_001
