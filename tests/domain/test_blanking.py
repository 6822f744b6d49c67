import json

import pytest
from marshmallow import fields

from service.domain.blanking import REDACTED, blanked
from service.domain.records import encode
from service.intake import fields as kinds
from service.intake import values
from service.intake.records import LOADERS, SHAPES
from service.intake.timelines import QueryField

SECRET = "secret"
CLOSED = {
    values.IdField: "us",
    values.EdtfField: "2024-11",
    values.EndField: None,
    values.InstantField: "2024-12-01T09:00:00Z",
    values.CountryField: "UA",
    values.LanguageField: "uk",
    kinds.NumberField: 1,
    kinds.WholeField: 1,
    kinds.TruthField: True,
}
"""Fields in which nobody can write what they like, and a value of each."""
FREE = {
    kinds.TextField: SECRET,
    values.NameField: SECRET,
    values.LabelField: SECRET,
    values.UrlField: f"https://{SECRET}.example",
    values.WikidataField: "Q5364738",
    QueryField: {"q": SECRET, "tag": [SECRET]},
}
KEPT = (values.IdField, values.EdtfField, kinds.ChoiceField)


def filled(shape):
    """A document with something in every field; a kind of field that is new here has to be called closed or free."""
    return {name: value_of(field) for name, field in shape.load_fields.items()}


def value_of(field):
    if isinstance(field, fields.Nested):
        return filled(field.schema)
    if isinstance(field, kinds.ListField):
        return [value_of(field.inner)]
    if isinstance(field, kinds.ChoiceField):
        return field.validators[0].choices[0]
    return {**CLOSED, **FREE}[type(field)]


@pytest.mark.parametrize("record_type", SHAPES)
def test_no_field_in_which_a_caller_can_write_is_forgotten(record_type):
    document = encode(filled(LOADERS[record_type]))
    assert SECRET in document
    left = blanked(record_type, document)
    assert SECRET not in left
    assert "Q5364738" not in left


@pytest.mark.parametrize("record_type", SHAPES)
def test_what_is_left_is_a_valid_record(record_type):
    left = json.loads(blanked(record_type, encode(filled(LOADERS[record_type]))))
    if record_type == "relation":
        left |= {"type": "responds_to", "response": "another"}
    assert LOADERS[record_type].validate(left) == {}


@pytest.mark.parametrize("record_type", SHAPES)
def test_ids_dates_and_codes_stay(record_type):
    document = filled(LOADERS[record_type])
    left = json.loads(blanked(record_type, encode(document)))
    kept = [name for name, field in LOADERS[record_type].load_fields.items() if isinstance(field, KEPT)]
    assert {name: left[name] for name in kept} == {name: document[name] for name in kept}
    assert left.keys() == document.keys()


def test_who_took_part_and_which_source_told_of_it_stay():
    event = {"title": "A", "actors": [{"actor": "us"}], "sources": [{"source": "s", "quote": "B", "claimed_by": "us"}]}
    left = json.loads(blanked("event", encode(event)))
    assert left["actors"] == event["actors"]
    assert left["sources"] == [{"source": "s", "quote": None, "claimed_by": "us"}]


def test_a_country_stays_and_a_point_goes():
    place = {"name": "A house", "country": "UA", "lat": 50.0, "lon": 30.0, "precision": "exact"}
    left = json.loads(blanked("event", encode({"place": place})))
    assert left["place"] == {"name": None, "country": "UA", "lat": None, "lon": None, "precision": None}


def test_what_is_blank_stays_as_it_is():
    once = blanked("event", encode({"title": "A", "place": None, "summary": "B"}))
    assert json.loads(once) == {"title": REDACTED, "place": None, "summary": ""}
    assert blanked("event", once) == once
