import pytest

from service.domain.kinds import built_in
from tests.intake.judged import faults, fields, refused


def test_every_field_is_present_in_the_order_of_the_contract():
    assert list(fields("kind").items()) == [("label", "Strike"), ("plover", None), ("quad", None), ("description", "")]


def test_a_kind_needs_a_label():
    assert list(faults("kind", {})) == ["/label"]


@pytest.mark.parametrize("kind", built_in(), ids=lambda kind: kind.id)
def test_every_built_in_kind_could_have_been_sent(kind):
    assert fields("kind", **kind.fields) == kind.fields


@pytest.mark.parametrize(("name", "value"), [("plover", "assault"), ("quad", "conflict"), ("label", "")])
def test_a_wrong_value_is_refused_by_its_name(name, value):
    assert refused("kind", **{name: value}) == [f"/{name}"]
