import pytest

from service.domain.relations import FAMILIES, TYPES, draft, time_fault, types_in
from service.domain.spans import span

CONTRACT = {
    "responds_to": ("causal", "start"),
    "caused_by": ("causal", "start"),
    "enabled_by": ("causal", "start"),
    "resumes": ("sequence", "end"),
    "follows": ("sequence", "end"),
    "reports": ("evidence", None),
    "confirms": ("evidence", None),
    "disputes": ("evidence", None),
    "supersedes": ("evidence", "start"),
    "part_of": ("structure", None),
    "same_as": ("structure", None),
}
CAUSE = span("2024-11-10", "2024-11-20")


def fields(**given):
    plain = {"type": "responds_to", "cause": "a", "response": "b", "stance": None, "basis": "analyst"}
    return plain | {"asserted_by": None, "confidence": None, "sources": [], "note": ""} | given


def test_the_types_are_the_contracts():
    assert {name: (row.family, row.after) for name, row in TYPES.items()} == CONTRACT
    assert {row.family for row in TYPES.values()} == set(FAMILIES)


def test_causal_and_sequence_types_share_one_order():
    assert types_in("chain") == ("responds_to", "caused_by", "enabled_by", "resumes", "follows")
    assert (types_in("supersedes"), types_in("part_of")) == (("supersedes",), ("part_of",))


@pytest.mark.parametrize("relation_type", TYPES)
@pytest.mark.parametrize(
    ("response", "refused_by"),
    [
        ("2024-11-01", {"start", "end"}),
        ("2024-11-15", {"end"}),
        ("2024-11-30", set()),
        ("2024-11-01~", set()),
        ("2024-11-01?", set()),
        ("../2024-11-30", set()),
        ("2024-11-09", {"end"}),
        ("2024-11-08", {"start", "end"}),
        ("2024-11-20", set()),
        ("2024-11-19", set()),
        ("2024-11-18", {"end"}),
    ],
)
def test_a_response_is_held_against_the_side_that_its_type_names(relation_type, response, refused_by):
    fault = time_fault(relation_type, cause=CAUSE, response=span(response, None))
    assert (fault is not None) == (TYPES[relation_type].after in refused_by)


def test_instants_are_compared_to_the_second():
    cause = span("2024-11-10T10:00:00Z", None)
    assert time_fault("caused_by", cause=cause, response=span("2024-11-10T10:00:00Z", None)) is None
    assert time_fault("caused_by", cause=cause, response=span("2024-11-10T12:00:00+02:00", None)) is None
    assert time_fault("caused_by", cause=cause, response=span("2024-11-10T11:59:59+02:00", None)) is not None


@pytest.mark.parametrize(("response", "impossible"), [("2024-11-09T22:00", False), ("2024-11-09T21:59", True)])
def test_a_value_without_an_offset_is_widened_by_half_a_day(response, impossible):
    cause = span("2024-11-10T10:00:59Z", None)
    assert (time_fault("caused_by", cause=cause, response=span(response, None)) is not None) == impossible


def test_a_qualified_cause_makes_nothing_impossible():
    assert time_fault("caused_by", cause=span("2024?", None), response=span("1900", None)) is None


def test_a_fault_tells_both_bounds():
    fault = time_fault("follows", cause=CAUSE, response=span("2024-11-01", None), pointer="/start")
    assert fault.pointer == "/start"
    assert "2024-11-01T23:59:59Z" in fault.detail
    assert "2024-11-20T00:00:00Z" in fault.detail


def test_the_ends_of_a_symmetric_type_make_one_pair():
    one, other = (draft("r", fields(type="same_as", cause=cause, response=resp)) for cause, resp in ("ab", "ba"))
    assert one.columns["pair"] == other.columns["pair"]
    assert (one.columns["cause"], other.columns["cause"]) == ("a", "b")


def test_the_ends_of_other_types_do_not():
    one, other = (draft("r", fields(type="part_of", cause=cause, response=resp)) for cause, resp in ("ab", "ba"))
    assert one.columns["pair"] != other.columns["pair"]


def test_a_draft_names_its_ends_its_viewpoint_and_its_sources():
    sources = [{"source": "news", "claimed_by": None}, {"source": "mod", "claimed_by": "ua"}]
    named = draft("r", fields(asserted_by="us", sources=sources)).references
    assert [(reference.pointer, reference.type, reference.id) for reference in named] == [
        ("/cause", "event", "a"),
        ("/response", "event", "b"),
        ("/asserted_by", "actor", "us"),
        ("/sources/0/source", "source", "news"),
        ("/sources/1/source", "source", "mod"),
        ("/sources/1/claimed_by", "actor", "ua"),
    ]


def test_what_is_not_given_has_a_value_of_its_own():
    columns = draft("r", fields()).columns
    assert (columns["asserted_by"], columns["confidence"], draft("r", fields(confidence=0)).columns["confidence"]) == (
        "",
        -1,
        0,
    )
