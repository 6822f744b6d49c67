"""Web: the shapes of openapi.yaml: bodies apart from answers, shared words once, examples, and nothing unused."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from service.domain.records import SERVER_FIELDS
from service.web.examples import NAMED

Node = Any
"""A part of the description: dicts, lists and texts."""

_SCHEMAS: Final = "#/components/schemas/"
_IGNORED: Final = {"description": "The server's own: may stand in a body, and is ignored."}
_SIMPLE: Final[dict[str, Any]] = {"boolean": False, "integer": 1, "number": 1.0, "string": "text", "object": {}}


def operations(spec: Node) -> Iterator[tuple[str, str, Node]]:
    """Every (path, method, operation)."""
    for path, item in spec["paths"].items():
        yield from ((path, method, part) for method, part in item.items() if isinstance(part, dict))


def contents(part: Node) -> Iterator[tuple[str, Node]]:
    """Every (media type, content) of a request body or a response."""
    yield from part.get("content", {}).items()


def walked(node: Node) -> Iterator[Node]:
    """Every dict in a part of the description."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walked(inner)


def shape_of(node: Node) -> str | None:
    """The name of the shape that a node refers to."""
    reference = node.get("$ref", "")
    return reference.removeprefix(_SCHEMAS) if reference.startswith(_SCHEMAS) else None


def example(schema: Node, schemas: Node) -> Any:
    """The example of a shape: its own, else one put together from those of its parts."""
    shape = shape_of(schema)
    if shape:
        return NAMED[shape] if shape in NAMED else example(schemas[shape], schemas)
    if "example" in schema:
        return schema["example"]
    if "anyOf" in schema:
        return example(schema["anyOf"][0], schemas)
    if "items" in schema:
        return [example(schema["items"], schemas)]
    if "properties" in schema:
        return {name: example(part, schemas) for name, part in schema["properties"].items()}
    return next((value for kind, value in _SIMPLE.items() if kind in schema.get("type", ())), None)


def part_bodies(spec: Node) -> None:
    """A record is complete when it is answered; in a body most may be left out, and the server's fields are ignored."""
    schemas = spec["components"]["schemas"]
    bodies = [
        content["schema"] for _, _, part in operations(spec) for _, content in contents(part.get("requestBody", {}))
    ]
    sent = _reached(bodies, schemas)
    schemas |= {f"{shape}Body": _as_body(json.loads(json.dumps(schemas[shape]))) for shape in sorted(sent)}
    for body in bodies:
        _as_body(body)
    for shape in sent:
        schemas[shape]["required"] = list(schemas[shape]["properties"])
        for field in schemas[shape]["properties"].values():
            field.pop("default", None)


def _as_body(node: Node) -> Node:
    for part in list(walked(node)):
        if shape_of(part):
            part["$ref"] += "Body"
        properties = part.get("properties", {})
        properties |= {name: _IGNORED for name in SERVER_FIELDS if name in properties}
        _tell_default(part)
    return node


def _tell_default(field: Node) -> None:
    """In words: generators take a field with a default for one that every body has."""
    default = field.pop("default", None)
    if default not in (None, "", [], {}) and "description" in field:
        field["description"] += f" Where it is left out: {json.dumps(default)}."


def _reached(roots: Node, schemas: Node) -> set[str]:
    """The names of all shapes that these parts refer to, and that those refer to."""
    reached: set[str] = set()
    waiting = [roots]
    while waiting:
        found = {shape for part in walked(waiting.pop()) if (shape := shape_of(part))} - reached
        reached |= found
        waiting += [schemas[shape] for shape in found]
    return reached


def drop_unused(spec: Node) -> None:
    """flask-smorest registers shapes of its own."""
    parts = spec["components"]
    used = _reached([spec["paths"], parts["responses"]], parts["schemas"])
    parts["schemas"] = {shape: schema for shape, schema in sorted(parts["schemas"].items()) if shape in used}


def share_parameters(spec: Node) -> None:
    """A word that several operations take alike is described once; a namesake that differs stays where it is."""
    lists = [operation["parameters"] for _, _, operation in operations(spec) if "parameters" in operation]
    seen = Counter(json.dumps(parameter) for parameters in lists for parameter in parameters)
    shared: dict[str, Node] = {}
    for text, count in seen.most_common():
        if count > 1:
            shared.setdefault(json.loads(text)["name"], json.loads(text))
    for parameters in lists:
        parameters[:] = [_reference(parameter) if _is(shared, parameter) else parameter for parameter in parameters]
    spec["components"]["parameters"] = dict(sorted(shared.items()))


def _is(shared: dict[str, Node], parameter: Node) -> bool:
    return bool(shared.get(parameter["name"]) == parameter)


def _reference(parameter: Node) -> Node:
    return {"$ref": f"#/components/parameters/{parameter['name']}"}
