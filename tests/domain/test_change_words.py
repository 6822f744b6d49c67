import pytest

from service.domain.change_words import CHANGE_WORDS, LAST_EVENT_ID, WAIT_SECONDS
from service.domain.errors import Invalid
from service.domain.wordlist import read_words


def test_nothing_asked_is_everything_at_once():
    assert read_words(CHANGE_WORDS, []) == {"after": 0, "type": None, "id": None, "limit": 50, "wait": None}


@pytest.mark.parametrize(
    ("word", "text"),
    [("after", "-1"), ("after", "9007199254740992"), ("wait", str(WAIT_SECONDS + 1)), ("type", "token"), ("id", "")],
)
def test_a_value_that_cannot_be_is_refused_by_its_word(word, text):
    with pytest.raises(Invalid) as refusal:
        read_words(CHANGE_WORDS, [(word, text)])
    assert [fault.parameter for fault in refusal.value.faults] == [word]


def test_the_last_event_is_a_sequence_number():
    assert read_words([LAST_EVENT_ID], [("Last-Event-ID", "7")]) == {"Last-Event-ID": 7}
