import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.records import TYPES, encode

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON)
def test_what_was_encoded_reads_back(value):
    assert json.loads(encode(value)) == value


def test_keys_keep_their_order_and_letters_their_form():
    assert encode({"b": "ü", "a": [1, 2.5, None, True]}) == '{"b":"ü","a":[1,2.5,null,true]}'


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises(ValueError, match="JSON"):
        encode(value)


def test_what_is_referred_to_is_stored_first():
    assert TYPES == ("kind", "source", "actor", "event", "relation", "timeline")
