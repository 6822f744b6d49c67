import html

import pytest

from service.feeds.browser import escape
from tests.feeds.selection import HOSTILE


@pytest.mark.parametrize("text", ["plain", HOSTILE, "&", "<", ">", '"', "'", "a & b", ""])
def test_text_is_escaped_as_the_standard_library_does(text: str) -> None:
    assert escape(text) == html.escape(text)
