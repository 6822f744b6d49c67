import pytest

from tests.intake.judged import faults, fields, refused


def test_every_field_is_present_in_the_order_of_the_contract():
    assert list(fields("actor").items()) == [
        ("name", "Somebody"),
        ("type", "other"),
        ("country", None),
        ("wikidata", None),
        ("part_of", None),
    ]


def test_an_actor_needs_a_name():
    assert list(faults("actor", {})) == ["/name"]


@pytest.mark.parametrize(
    ("name", "value"), [("name", " "), ("type", "army"), ("type", None), ("country", "UK"), ("wikidata", "212")]
)
def test_a_wrong_value_is_refused_by_its_name(name, value):
    assert refused("actor", **{name: value}) == [f"/{name}"]
