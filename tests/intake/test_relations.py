import pytest

from tests.intake.judged import faults, fields, refused


def test_every_field_is_present_in_the_order_of_the_contract():
    assert list(fields("relation").items()) == [
        ("type", "responds_to"),
        ("cause", "a"),
        ("response", "b"),
        ("stance", None),
        ("basis", "analyst"),
        ("asserted_by", None),
        ("confidence", None),
        ("sources", []),
        ("note", ""),
    ]


def test_a_relation_needs_its_type_and_both_ends():
    assert list(faults("relation", {})) == ["/type", "/cause", "/response"]


def test_its_family_is_the_servers_and_ignored():
    assert "family" not in fields("relation", family="evidence")


def test_an_event_is_not_its_own_cause():
    assert refused("relation", response="a") == ["/response"]


def test_a_stance_stands_on_a_response():
    assert fields("relation", stance="deter")["stance"] == "deter"


def test_a_stance_stands_on_nothing_else():
    assert refused("relation", type="follows", stance="deter") == ["/stance"]


@pytest.mark.parametrize("confidence", [-1, 101, 50.0, "50", True])
def test_a_confidence_is_a_whole_number_of_per_cent(confidence):
    assert refused("relation", confidence=confidence) == ["/confidence"]


@pytest.mark.parametrize("confidence", [0, 100, None])
def test_a_confidence_may_be_any_of_them_or_unknown(confidence):
    assert fields("relation", confidence=confidence)["confidence"] == confidence


@pytest.mark.parametrize("name", ["type", "basis", "stance"])
def test_a_closed_list_is_closed(name):
    assert refused("relation", **{name: "foo"}) == [f"/{name}"]
