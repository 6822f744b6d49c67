import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.words import mark, words
from service.storage.ascii_words import plain, spoken


@given(st.text())
def test_every_token_comes_back_from_its_signs(text):
    assert [spoken(plain(token)) for token in words(text)] == words(text)


@pytest.mark.parametrize("record_id", ["us", "a", "42", "russia-mfa"])
def test_a_mark_is_left_alone(record_id):
    assert spoken(plain(mark("actor", record_id))) == mark("actor", record_id)
