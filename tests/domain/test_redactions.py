import json

import pytest

from service.domain import redactions
from service.domain.changes import digest


def test_a_redaction_reads_back():
    text = redactions.body("a court", [(3, "blank"), (5, "")])
    assert redactions.read(7, 70, "event", "e", text) == redactions.Redaction(
        7, 70, "event", "e", "a court", {3: digest("blank"), 5: digest("")}
    )


def test_it_says_why_in_words_that_others_read():
    assert json.loads(redactions.body("a court", []))["reason"] == "a court"


@pytest.mark.parametrize("text", ["", "{", "[]", "1", '{"reason":"x"}', '{"reason":"x","rows":[{"seq":"a"}]}'])
def test_what_is_no_redaction_is_none(text):
    assert redactions.read(7, 70, "event", "e", text) is None
