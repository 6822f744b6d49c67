import pytest

from service.domain.errors import Invalid
from service.domain.wordlist import Word, choice, read_words, truth, whole

COLOUR = Word("colour", "", many=True, **choice("red", "blue"))
SIZE = Word("size", "", default=3, **whole(-5, 9))
OPEN = Word("open", "", default=False, **truth())
ALL = (COLOUR, SIZE, OPEN)


def test_what_was_not_given_has_its_default():
    assert read_words(ALL, []) == {"colour": None, "size": 3, "open": False}


def test_repeated_and_comma_are_the_same_and_sorted_once():
    repeated = read_words(ALL, [("colour", "red"), ("colour", "blue"), ("colour", "red")])
    assert repeated["colour"] == read_words(ALL, [("colour", "red,blue")])["colour"] == ("blue", "red")


@pytest.mark.parametrize(("text", "number"), [("-5", -5), ("9", 9), ("0", 0)])
def test_a_whole_number_is_read(text, number):
    assert read_words(ALL, [("size", text)])["size"] == number


@pytest.mark.parametrize(
    "text",
    [
        "-6",
        "10",
        "",
        "-",
        "--5",
        "+5",
        "5.0",
        "1e1",
        " 5",
        "\u0665",
        "²",
        "05",
        "-05",
        "00",
        "-0",
        "0" * 20 + "5",
        "9" * 5000,
    ],
)
def test_another_number_is_refused_in_our_own_words(text):
    with pytest.raises(Invalid, match="is no whole number from -5 to 9"):
        read_words(ALL, [("size", text)])


def test_a_single_word_is_given_once():
    with pytest.raises(Invalid, match="once"):
        read_words(ALL, [("size", "1"), ("size", "1")])


def test_an_unknown_word_is_told_with_those_that_are_known():
    with pytest.raises(Invalid, match="unknown word 'shape'; known here: colour, size, open"):
        read_words(ALL, [("shape", "round")])


def test_every_fault_is_told():
    with pytest.raises(Invalid) as refused:
        read_words(ALL, [("shape", "round"), ("colour", "green"), ("open", "TRUE")])
    assert [fault.parameter for fault in refused.value.faults] == ["shape", "colour", "open"]


def test_a_word_that_is_needed_is_missed():
    with pytest.raises(Invalid, match="is needed"):
        read_words([Word("from", "", required=True)], [])
