import pytest

from tests.intake.judged import faults, fields, refused


def test_every_field_is_present_in_the_order_of_the_contract():
    assert list(fields("source").items()) == [
        ("publisher", "Example News"),
        ("title", None),
        ("url", None),
        ("archived_url", None),
        ("published", None),
        ("type", "other"),
        ("reliability", None),
        ("lang", None),
        ("retracted_at", None),
    ]


def test_a_source_needs_something_to_know_it_by():
    assert list(faults("source", {"reliability": "A"})) == [""]


@pytest.mark.parametrize(
    "known_by", [{"publisher": "Example News"}, {"title": "A report"}, {"url": "https://example.org/1"}]
)
def test_a_publisher_a_title_or_an_address_is_enough(known_by):
    assert faults("source", known_by) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [("reliability", "G"), ("url", "example.org"), ("published", "yesterday"), ("retracted_at", "2024-11-26")],
)
def test_a_wrong_value_is_refused_by_its_name(name, value):
    assert refused("source", **{name: value}) == [f"/{name}"]
