import pytest

from service.domain.errors import Invalid
from service.domain.moments import AS_OF, refuse_future
from service.domain.queries import EVENT_WORDS
from service.domain.wordlist import read_words


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("0", ("seq", 0)),
        ("1204", ("seq", 1204)),
        ("2026-11-22T10:00:00Z", ("time", 1_795_341_600_000_000)),
        ("2026-11-22T12:00:00.5+02:00", ("time", 1_795_341_600_500_000)),
    ],
)
def test_a_moment_is_a_sequence_number_or_an_instant(text, moment):
    assert AS_OF.read(text) == moment


@pytest.mark.parametrize("text", ["", "-1", "01", "1e3", "٣", "2026-11-22", "2026-11-22T10:00:00", "now", "9" * 19])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"\w"):
        AS_OF.read(text)


def test_an_instant_that_is_still_to_come_is_refused():
    query = read_words(EVENT_WORDS, [("as_of", "2026-11-22T10:00:00Z")])
    refuse_future(query, 1_795_341_600_000_000)
    with pytest.raises(Invalid) as refused:
        refuse_future(query, 1_795_341_599_999_999)
    assert refused.value.faults[0].parameter == "as_of"
