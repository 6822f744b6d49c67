"""The API description: fresh, valid, complete, and true to what the service answers."""

import re
from pathlib import Path
from typing import Any, Final

import jsonschema_rs
import pytest
import yaml
from flask import Flask
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from service.domain.records import EVENT
from service.domain.records import TYPES as RECORD_TYPES
from service.web import examples
from service.web.api import description
from service.web.components import operations
from service.web.problems import MEDIA_TYPE

ROOT: Final = Path(__file__).parents[1]
SPEC: Final[dict[str, Any]] = yaml.load(description(), yaml.CSafeLoader)
OPERATIONS: Final = [(path, method) for path, method, _ in operations(SPEC)]
NOT_DESCRIBED: Final = {"embeds", "pages", "reference", "static"}
"""Blueprints and endpoints that people look at."""
CONVERTER: Final = re.compile(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>")


def resolved(part: Any) -> Any:
    """A part, or what it refers to."""
    if "$ref" not in part:
        return part
    found: Any = SPEC
    for step in part["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return resolved(found)


def fits(schema: Any, value: Any) -> None:
    """Raises where a value is none of a schema."""
    jsonschema_rs.Draft202012Validator({**schema, "components": SPEC["components"]}).validate(value)


def contents(operation: Any):
    """Every (media type, content) of an operation's body and answers."""
    for part in [operation.get("requestBody", {}), *map(resolved, operation["responses"].values())]:
        yield from part.get("content", {}).items()


def test_the_file_is_fresh():
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == description(), "causeline openapi > openapi.yaml"


def test_the_description_is_openapi_3_1():
    OPENAPI_31_VALIDATOR.validate(SPEC)


@pytest.mark.parametrize("name", SPEC["components"]["schemas"])
def test_a_shape_is_a_json_schema(name):
    jsonschema_rs.meta.validate(SPEC["components"]["schemas"][name])


def test_every_reference_leads_somewhere():
    assert all(resolved({"$ref": reference}) for reference in re.findall(r"\$ref: '(#[^']+)'", description()))


def test_nothing_is_described_that_is_not_used():
    for group in ("schemas", "responses", "parameters"):
        unused = [name for name in SPEC["components"][group] if f"'#/components/{group}/{name}'" not in description()]
        assert unused == []


def test_long_texts_are_blocks_and_nothing_is_an_anchor():
    text = (ROOT / "openapi.yaml").read_text(encoding="utf-8")
    assert "description: |" in text
    assert not re.search(r"[&*]id\d", text)


def test_every_route_is_described(app: Flask):
    described = {(path, method.upper()) for path, method, _ in operations(SPEC)}
    routes = {
        (CONVERTER.sub(r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] not in NOT_DESCRIBED
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == described


def test_every_route_refuses_a_word_that_it_does_not_know(admin):
    told = {}
    for path, method in OPERATIONS:
        answer = admin.open(path.replace("{record_id}", "one"), method=method.upper(), query_string="colour=red")
        named = [fault["parameter"] for fault in answer.get_json()["errors"] if "unknown word" in fault["detail"]]
        told[path, method] = (answer.status_code, named)
    assert [place for place, refusal in told.items() if refusal != (422, ["colour"])] == []


def test_an_operations_id_is_its_own():
    ids = [operation["operationId"] for _, _, operation in operations(SPEC)]
    assert len({*ids}) == len(ids)
    assert [one for one in ids if not re.fullmatch("[a-z][a-z0-9_]*", one)] == []


@pytest.fixture(params=OPERATIONS, ids=" ".join)
def place(request):
    """An operation's path and method."""
    return request.param


@pytest.fixture
def operation(place):
    path, method = place
    return SPEC["paths"][path][method]


@pytest.fixture
def parameters(place, operation):
    """Those of the operation and those of its path."""
    return [resolved(one) for one in operation.get("parameters", []) + SPEC["paths"][place[0]].get("parameters", [])]


class TestAnOperation:
    def test_says_what_it_does(self, operation):
        assert 5 < len(operation["summary"]) < 120
        assert operation["tags"][0] in {tag["name"] for tag in SPEC["tags"]}

    def test_says_who_may_call_it(self, place, operation):
        assert re.search(r"Anyone may call this|Needs a token of scope `write`", operation["description"])
        assert ({} in operation["security"] or operation["security"] == []) == (place[1] == "get")

    def test_shows_each_of_its_parameters(self, parameters):
        for parameter in parameters:
            assert parameter["description"]
            fits(parameter["schema"], parameter["example"])

    def test_shows_a_body_and_answers_that_fit_their_shapes(self, operation):
        for _, content in contents(operation):
            fits(content["schema"], content["example"])

    def test_names_the_errors_that_follow_from_what_it_takes(self, place, operation):
        expected = {"400", "422"} | ({"401", "403"} if operation["security"] else set())
        expected |= {"503"} if place[0].startswith("/v1/") else set()
        expected |= {"404"} if "{" in place[0] else set()
        expected |= {"413", "415"} if "requestBody" in operation else set()
        assert expected <= set(operation["responses"])

    def test_answers_errors_as_problems(self, operation):
        for status, response in operation["responses"].items():
            assert status < "400" or MEDIA_TYPE in resolved(response)["content"]


@pytest.mark.parametrize("record_type", RECORD_TYPES)
def test_a_record_is_complete_when_it_is_answered_and_its_server_fields_are_read_only(record_type):
    shape = SPEC["components"]["schemas"][record_type.capitalize()]
    assert set(shape["required"]) == set(shape["properties"])
    read_only = {name for name, field in shape["properties"].items() if field.get("readOnly")}
    assert {"version", "created_at", "updated_at"} <= read_only


def test_a_body_has_no_defaults_which_generators_take_for_required():
    bodies = {name: shape for name, shape in SPEC["components"]["schemas"].items() if name.endswith("Body")}
    assert [
        name for name, shape in bodies.items() if any("default" in part for part in shape["properties"].values())
    ] == []


@pytest.fixture
def examples_stored(client):
    """Sends every example of a body, in the order in which they refer to each other."""
    client.post("/v1/events", json=examples.CAUSE)
    return {
        record_type: client.post(f"/v1/{record_type}s", json=examples.BODIES[record_type])
        for record_type in RECORD_TYPES
    }


def test_every_example_of_a_body_is_taken_and_answered_as_shown(examples_stored):
    moments = {"created_at": "", "updated_at": ""}
    for record_type, answer in examples_stored.items():
        assert answer.status_code == 201, answer.text
        assert answer.get_json() | moments == examples.RECORDS[record_type] | moments


def test_every_example_of_a_patch_is_taken(client, examples_stored):
    for record_type, answer in examples_stored.items():
        patched = client.patch(answer.headers["Location"], json=examples.PATCHES[record_type])
        assert (patched.status_code, patched.get_json()["version"]) == (200, 2)


@pytest.mark.parametrize(
    ("media_type", "body"), [("application/x-ndjson", examples.LINES), ("text/csv", examples.ROWS)]
)
def test_every_example_of_an_import_is_taken(client, media_type, body):
    answer = client.post("/v1/imports", data=body, content_type=media_type)
    assert (answer.status_code, answer.get_json()["errors"]) == (200, [])


def test_the_walk_that_is_shown_is_the_one_that_is_answered(client, examples_stored):
    answer = client.get(f"/v1/events/{examples.BODIES[EVENT]['id']}/causes").get_json()
    shown = examples.NAMED["Walk"]
    assert (answer["root"], answer["depths"], answer["truncated"]) == (shown["root"], shown["depths"], False)
