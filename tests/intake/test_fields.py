import math

import pytest
from marshmallow import ValidationError, fields

from service.intake.fields import MOST_ENTRIES, ChoiceField, ListField, NumberField, TextField, TruthField, WholeField

TEXT = TextField("Some text.", example="a", low=1, high=5)
WHOLE = WholeField("A whole number.", example=1)
NUMBER = NumberField("A number.", example=1, low=-10, high=10)
TRUTH = TruthField("A truth.")
CHOICE = ChoiceField("A choice.", "red", "green")


def entries(**rest) -> ListField:
    return ListField(WHOLE, "Numbers.", example=[1], **rest)


def messages(field: fields.Field, value: object):
    with pytest.raises(ValidationError) as refusal:
        field.deserialize(value)
    return refusal.value.messages


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (TEXT, " a\n "),
        (TEXT, "сім'я"),
        (TEXT, "😀" * 5),
        (WHOLE, 0),
        (WHOLE, 2**63 - 1),
        (WHOLE, -(2**63)),
        (NUMBER, 10),
        (NUMBER, -9.5),
        (TRUTH, True),
        (TRUTH, False),
        (CHOICE, "green"),
        (entries(), [1, 1]),
        (entries(once=int), [1, 2]),
    ],
)
def test_a_good_value_is_kept_as_it_is(field, value):
    kept = field.deserialize(value)
    assert (kept, type(kept)) == (value, type(value))


@pytest.mark.parametrize("value", [5, True, b"text", ["a"], {}, "", "six..", "a\0", "\ud800", "a\udfff"])
def test_text_is_text_of_its_length_without_nul_and_surrogates(value):
    messages(TextField("Some text.", example="a", low=1, high=4), value)


@pytest.mark.parametrize("value", ["5", 5.0, True, False, 2**63, -(2**63) - 1, [], math.nan])
def test_a_whole_number_is_nothing_else(value):
    messages(WHOLE, value)


@pytest.mark.parametrize("value", ["5", True, False, math.nan, math.inf, -math.inf, 10.5, -11, 10**400, []])
def test_a_number_is_finite_and_within_its_bounds(value):
    messages(NUMBER, value)


@pytest.mark.parametrize("value", [0, 1, "true", 1.0, []])
def test_only_true_and_false_are_truths(value):
    messages(TRUTH, value)


@pytest.mark.parametrize("value", ["blue", "", "Red", 1, ["red"], {}])
def test_a_choice_is_one_of_its_list(value):
    messages(CHOICE, value)


@pytest.mark.parametrize("value", ["ab", {"a": 1}, {1}, (1, 2), 5, [0] * (MOST_ENTRIES + 1)])
def test_a_list_is_a_list_of_no_more_than_its_most(value):
    messages(entries(), value)


def test_a_list_names_the_entry_that_is_wrong():
    assert messages(entries(), [1, "2", 3]) == {1: ["must be a whole number"]}


def test_a_list_names_the_entry_that_stands_twice():
    assert messages(entries(once=int), [1, 2, 1]) == {2: ["stands in the list twice"]}


@pytest.mark.parametrize("field", [TEXT, WHOLE, NUMBER, TRUTH, CHOICE, entries()])
def test_null_is_refused_where_it_is_no_default(field):
    assert messages(field, None) == ["must not be null"]
