from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from marshmallow import fields as marshmallow_fields

from service.domain.errors import Invalid
from service.domain.records import TYPES
from service.intake import records
from tests.intake.judged import LEAST, faults, fields, refused

values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text() | some.sampled_from(["2024", "a"]),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def bodies(record_type: str) -> some.SearchStrategy:
    """Objects that have some of the type's own names, and now and then another."""
    names = some.sampled_from(list(records.LOADERS[record_type].fields)) | some.text(max_size=5)
    more = some.dictionaries(names, values, max_size=6)
    return some.builds(lambda least, given: least | given, some.sampled_from([{}, LEAST[record_type]]), more)


def reaches(body: object, pointer: str) -> bool:
    """Whether a pointer's parent stands in the body; the last step may be missing."""
    *parents, _last = [""] if pointer == "" else pointer.split("/")[1:]
    for step in (parent.replace("~1", "/").replace("~0", "~") for parent in parents):
        if isinstance(body, list) and step.isdigit() and int(step) < len(body):
            body = body[int(step)]
        elif isinstance(body, dict) and step in body:
            body = body[step]
        else:
            return False
    return isinstance(body, dict | list) or pointer == ""


@given(data=some.data(), record_type=some.sampled_from(TYPES))
def test_whatever_is_sent_stands_or_is_refused_by_pointers_into_it(data, record_type):
    body = data.draw(bodies(record_type) | values)
    pointers, found = [], None
    try:
        found = records.read(record_type, body)
    except Invalid as error:
        pointers = [fault.pointer for fault in error.faults]
    assert all(reaches(body, pointer) for pointer in pointers)
    assert pointers or (found and list(found.fields) == list(fields(record_type)))


@pytest.mark.parametrize("record_type", TYPES)
def test_what_was_read_can_be_sent_back(record_type):
    draft = records.read(record_type, LEAST[record_type] | {"id": "x"})
    stored = {"id": "x"} | draft.fields | draft.derived | {"version": 1, "created_at": "-", "updated_at": "-"}
    assert records.read(record_type, stored, record_id="x") == draft


@pytest.mark.parametrize("record_type", TYPES)
def test_every_field_is_described_with_an_example(record_type):
    shapes, described = [records.LOADERS[record_type]], 0
    for shape in shapes:
        for field in shape.fields.values():
            assert {"description", "example"} <= set(field.metadata)
            described += 1
            inner = getattr(field, "inner", field)
            shapes += [inner.schema] if isinstance(inner, marshmallow_fields.Nested) else []
    assert described > 5


@pytest.mark.parametrize("body", [None, [], "text", 5, True])
def test_a_body_is_an_object(body):
    assert faults("event", body) == {"": "must be an object"}


def test_every_fault_is_told_at_once():
    body = {"title": " ", "figures": [{"value": "5"}], "a/b~c": 1}
    assert set(faults("event", body)) == {"/title", "/start", "/figures/0/metric", "/figures/0/value", "/a~1b~0c"}


def test_faults_come_as_the_body_has_them_and_first_what_is_missing():
    body = {"zeta": 1, "tags": 5, **{f"x{number}": 1 for number in range(9)}, "alpha": 1, "figures": [{"b": 1, "a": 1}]}
    unknown = [f"/x{number}" for number in range(9)]
    told = ["/title", "/start", "/zeta", "/tags", *unknown, "/alpha", "/figures/0/metric", "/figures/0/value"]
    assert list(faults("event", body)) == [*told, "/figures/0/b", "/figures/0/a"]


@pytest.mark.parametrize(
    ("record_type", "more", "where"),
    [
        ("event", {"_schema": 1}, "/_schema"),
        ("event", {"place": {"_schema": 1}}, "/place/_schema"),
        ("event", {"figures": [{"metric": "a", "value": 1, "_schema": 1}]}, "/figures/0/_schema"),
        ("timeline", {"query": {"_schema": None}}, "/query/_schema"),
    ],
)
def test_a_field_may_have_the_name_that_marshmallow_uses_for_the_whole(record_type, more, where):
    assert refused(record_type, **more) == [where]


@pytest.mark.parametrize(
    ("record_type", "name"), [("event", "family"), ("relation", "earliest"), ("actor", "earliest"), ("kind", "latest")]
)
def test_what_the_server_adds_to_another_type_is_unknown(record_type, name):
    assert refused(record_type, **{name: None}) == [f"/{name}"]


def test_fifty_faults_are_enough():
    assert len(faults("event", {"tags": [5] * 80})) == 50


def test_the_detail_names_the_first_fault():
    with pytest.raises(Invalid, match=r"^/title is required$"):
        records.read("event", {"start": "2024"})


def test_the_dates_of_a_good_body_are_judged_together():
    with pytest.raises(Invalid) as refusal:
        records.read("event", LEAST["event"] | {"end": "2023"})
    assert [fault.pointer for fault in refusal.value.faults] == ["/end"]


def test_the_id_comes_from_the_path():
    assert records.read("actor", LEAST["actor"], record_id="us").id == "us"


def test_the_id_comes_from_the_body():
    assert records.read("actor", LEAST["actor"] | {"id": "us"}).id == "us"


def test_without_an_id_the_server_makes_one():
    assert UUID(records.read("actor", LEAST["actor"]).id).version == 7


def test_another_id_in_the_body_is_a_fault_among_the_others():
    with pytest.raises(Invalid) as refusal:
        records.read("actor", {"id": "uk"}, record_id="us")
    assert {fault.pointer for fault in refusal.value.faults} == {"/name", "/id"}


@pytest.mark.parametrize("record_id", ["none", "US", "a" * 121])
def test_a_path_that_is_no_id_is_refused_as_a_parameter(record_id):
    with pytest.raises(Invalid) as refusal:
        records.read("actor", LEAST["actor"], record_id=record_id)
    assert [(fault.parameter, fault.pointer) for fault in refusal.value.faults] == [("id", None)]


def test_a_derived_id_is_an_id_and_always_the_same():
    link = fields("relation")
    assert records.derived_id(link) == records.derived_id(link | {"confidence": 5, "note": "x"})
    assert records.read("relation", LEAST["relation"], record_id=records.derived_id(link))


@pytest.mark.parametrize("name", ["type", "cause", "response", "asserted_by"])
def test_a_derived_id_tells_links_apart(name):
    link = fields("relation")
    assert records.derived_id(link) != records.derived_id(link | {name: "other"})


def test_an_imported_relation_needs_no_id():
    assert records.imported("relation", LEAST["relation"]).id == records.derived_id(fields("relation"))


def test_any_other_imported_record_needs_one():
    with pytest.raises(Invalid) as refusal:
        records.imported("event", LEAST["event"])
    assert [fault.pointer for fault in refusal.value.faults] == ["/id"]


def test_a_patch_changes_what_it_names():
    revise = records.patched("event", "x", {"tags": ["war"], "place": {"country": "RU"}, "version": 9})
    stored = fields("event", place={"name": "Moscow"}, summary="Text")
    assert revise(stored).fields == fields(
        "event", summary="Text", tags=["war"], place={"name": "Moscow", "country": "RU"}
    )


def test_null_in_a_patch_brings_the_default_back():
    revise = records.patched("event", "x", {"summary": None, "status": None, "place": {"country": None}})
    stored = fields("event", summary="Text", status="claimed", place={"name": "Moscow", "country": "RU"})
    assert revise(stored).fields == fields("event", place={"name": "Moscow"})


def test_a_patch_cannot_take_away_what_is_needed():
    with pytest.raises(Invalid, match="/title is required"):
        records.patched("event", "x", {"title": None})(fields("event"))


@pytest.mark.parametrize("patch", [None, [], "text", 5])
def test_a_patch_is_an_object(patch):
    with pytest.raises(Invalid):
        records.patched("event", "x", patch)


@pytest.mark.parametrize(
    ("patch", "where"),
    [
        ({"foo": None, "title": "B"}, ["/foo"]),
        ({"place": {"foo": None}, "family": None}, ["/place/foo", "/family"]),
        ({"foo": 1}, ["/foo"]),
    ],
)
def test_a_patch_cannot_name_an_unknown_field_even_to_take_it_away(patch, where):
    with pytest.raises(Invalid) as refusal:
        records.patched("event", "x", patch)(fields("event"))
    assert [fault.pointer for fault in refusal.value.faults] == where


def test_a_patch_may_take_away_what_the_server_sets():
    assert records.patched("event", "x", {"version": None, "earliest": None})(fields("event")).fields == fields("event")
