import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.words import mark, question, tokens, words

TEXT = st.text(max_size=40)
LETTERS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)


@given(TEXT)
def test_words_of_words_are_the_same_words(text):
    once = words(text)
    assert words(" ".join(once)) == once


@given(TEXT, TEXT)
def test_words_of_two_texts_are_those_of_both(one, other):
    assert words(f"{one} {other}") == words(one) + words(other)


@given(TEXT)
def test_a_token_is_letters_and_digits_of_bounded_length(text):
    assert all(token.isalnum() and len(token) <= 64 for token in words(text))


@given(LETTERS, LETTERS)
def test_the_beginning_of_a_word_is_the_beginning_of_its_token(head, tail):
    whole, begun = words(head + tail), words(head)
    assert not begun or not whole or whole[0].startswith(begun[0]) or begun[0].startswith(whole[0])


@given(TEXT)
def test_case_does_not_matter(text):
    assert words(text.casefold()) == words(text)


@given(TEXT, st.text("\u0301\u0308\u0327\u0323", max_size=3))
def test_accents_do_not_matter(text, accents):
    assert words("".join(char + accents for char in text)) == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße", ["strasse"]),
        ("Łódź, Ærø & Đakovo", ["lodz", "aero", "dakovo"]),
        ("IĞDIR İli ılık", ["igdir", "ili", "ilik"]),
        ("ΟΔΥΣΣΕΎΣ ὀδυσσεύς", ["οδυσσευσ", "οδυσσευσ"]),
        ("Пере́говоры", ["переговоры"]),
        ("中国政府", ["中国政府"]),
        ("हिन्दी", ["हनद"]),
        ("e-mail word_with x²", ["e", "mail", "word", "with", "x2"]),
        ("ﬁnal Ⅳ ①", ["final", "iv", "1"]),
        ("🚀 … —", []),
        ("a\0b", ["a", "b"]),
    ],
)
def test_a_text_has_these_words(text, expected):
    assert words(text) == expected


def test_tokens_are_those_of_all_texts_once():
    assert tokens(["One two", None, "", "TWO three"], ["__mark"]) == ("__mark", "one", "three", "two")


@given(st.text(max_size=20), TEXT)
def test_no_text_contains_a_mark(record_id, text):
    assert mark("actor", record_id) not in tokens([text, mark("actor", record_id)])


def test_marks_tell_words_and_their_values_apart():
    assert len({mark("actor", "us"), mark("actor", "uk"), mark("tag", "us"), mark("actor", "us")}) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Missile", (("missile", False),)),
        ("miss*", (("miss", True),)),
        ("b a", (("a", False), ("b", False))),
        ("e-mail*", (("e", False), ("mail", True))),
        ("a a a", (("a", False),)),
        ("a a*", (("a", False), ("a", True))),
        ("*star st*ar", (("ar", False), ("st", False), ("star", False))),
        ("🚀 x", (("x", False),)),
    ],
)
def test_a_question_is_read_as(text, expected):
    assert question(text) == expected


@pytest.mark.parametrize("text", ["", " ", "*", "🚀", "--- ***", "\u0301"])
def test_a_question_without_a_letter_or_digit_is_refused(text):
    with pytest.raises(ValueError, match="letter or digit"):
        question(text)


@given(TEXT)
def test_every_text_answers_the_question_of_its_own_words(text):
    if words(text):
        assert {token for token, _ in question(text.replace("*", " "))} == set(words(text))
