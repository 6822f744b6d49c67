import json

import pytest

from service.domain.records import encode
from service.feeds.browser import escape
from service.feeds.json_text import html_within, json_text
from tests.feeds.selection import HOSTILE, event


@pytest.mark.parametrize("value", [event(title=HOSTILE), [1, -0.5, 2**53, None, True], {"é": "\x7f\x1b\u2028"}])
def test_json_is_written_as_documents_are(value: object) -> None:
    assert json_text(value) == encode(value)


def test_a_number_with_an_exponent_is_the_same_number() -> None:
    assert json.loads(json_text([1e-7, 1e300])) == [1e-7, 1e300]


@pytest.mark.parametrize(
    "text", ["plain", HOSTILE, *(f"a{chr(code)}b" for code in (*range(0x30), 0x3C, 0x3E, 0x5C, 0x7F))]
)
def test_html_stands_within_a_json_string(text: str) -> None:
    assert json.loads(f'"{html_within(text)}"') == escape(text)
