import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.cursors import read_cursor, write_cursor
from service.domain.errors import Invalid

NUMBERS = st.integers(-(2**63), 2**63 - 1)
IDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=120)
LIKE = (int, int, str)


def forged(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@given(NUMBERS, NUMBERS, IDS)
def test_what_was_written_is_read(first, last, record_id):
    key = (first, last, record_id)
    assert read_cursor(write_cursor("print", key), "print", LIKE) == key


@given(NUMBERS, IDS)
def test_a_cursor_needs_no_escaping_in_a_url(number, record_id):
    assert set(write_cursor("print", (number, record_id))) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@given(st.one_of(st.text(), st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())))
def test_any_other_text_is_refused(text):
    with pytest.raises(Invalid):
        read_cursor(text, "print", LIKE)


@pytest.mark.parametrize(
    "key",
    [
        *([], [1], [1, 2], [1, 2, "a", "b"], ["1", 2, "a"], [1.0, 2, "a"], [True, 2, "a"], [None, 2, "a"], [1, 2, 3]),
        *([2**63, 2, "a"], [1, -(2**63) - 1, "a"], [1, 2, "a\0"], [1, 2, "\ud800"], [1, 2, ["a"]]),
    ],
    ids=str,
)
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(Invalid, match="not one of ours"):
        read_cursor(forged(["print", *key]), "print", LIKE)


def test_a_cursor_of_another_query_says_so():
    with pytest.raises(Invalid, match="other words") as refused:
        read_cursor(write_cursor("other", (1, 2, "a")), "print", LIKE)
    assert [fault.parameter for fault in refused.value.faults] == ["cursor"]


@pytest.mark.parametrize("value", [None, 5, {}, "text", "[" * 9000])
def test_json_that_is_no_list_is_refused(value):
    with pytest.raises(Invalid):
        read_cursor(forged(value) if value != "[" * 9000 else base64.b64encode(value.encode()).decode(), "print", LIKE)
