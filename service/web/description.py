"""Web: the last touches to openapi.yaml: what follows from a route's declaration, said on every operation alike."""

from typing import Any, Final

from service.web import components, examples
from service.web.access import OPEN_PATHS
from service.web.bodies import PATCH_TYPES
from service.web.components import Node, contents, operations
from service.web.problems import HEADERS, MEDIA_TYPE, title

_PROBLEMS: Final[dict[int, str]] = {
    400: "the body is no JSON: unexpected character: line 1 column 10 (char 9)",
    401: "this needs `Authorization: Bearer …` with scope write; `causeline token add` makes one",
    403: "the token 'desk' has scope read; this needs write",
    404: "there is no event 'nowhere'",
    409: "event 2024-11-missile-strike exists or was deleted; use PUT to replace or restore it",
    412: 'If-Match does not name the stored version (its ETag is "2"); read it again, then retry',
    413: "the body is larger than this service takes; send less at a time",
    415: "send the body as application/json, not text/plain",
    422: "/title must not be blank",
    503: "the database did not answer in time; try again (OperationalError)",
}
"""The detail of each error's example."""
_FAULTS: Final = {422: [{"detail": "must not be blank", "pointer": "/title"}]}
_SECURITY: Final[dict[str, list[dict[str, list[str]]]]] = {
    "open": [],
    "read": [{}, {"bearer": []}, {"basic": []}],
    "write": [{"bearer": []}],
}
_UNLESS: Final = "Anyone may call this, unless the service is started with `CAUSELINE_READ=token`: then it needs "
_ACCESS: Final = {
    "open": "Anyone may call this.",
    "read": f"{_UNLESS}a token of scope `read`.",
    "write": "Needs a token of scope `write`.",
    "/metrics": f"{_UNLESS}a token of scope `admin`.",
}
_TAG: Final = {
    "ETag": {
        "description": "Weak: changes with every write, whatever it is about.",
        "required": True,
        "schema": {"type": "string"},
        "example": 'W/"1b0d2fd1c1d3b9a57d9a4f5de02ea5a9"',
    }
}
_ID: Final = {"type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$"}
_ORDER: Final = (
    "operationId", "summary", "description", "tags", "security", "parameters", "requestBody", "responses",
)  # fmt: skip


def finished(spec: Node) -> Node:
    """The description with examples, access, errors by reference, bodies apart from answers, and nothing unused."""
    for path, method, operation in operations(spec):
        _state_access(path, method, operation)
        _show_path(path, spec["paths"][path])
        _show_body(path, method, operation)
        _show_answers(operation, spec["components"]["schemas"])
    spec["components"]["responses"] = {_name(status): _problem(status) for status in _PROBLEMS}
    components.part_bodies(spec)
    components.share_parameters(spec)
    components.drop_unused(spec)
    for path, method, operation in operations(spec):
        spec["paths"][path][method] = {part: operation[part] for part in _ORDER if part in operation}
    return {"openapi": spec.pop("openapi"), **spec}


def _name(status: int) -> str:
    """What a problem is called among the components."""
    return title(status).replace(" ", "")


def _state_access(path: str, method: str, operation: Node) -> None:
    needed = "open" if path in OPEN_PATHS else "read" if method == "get" else "write"
    operation["security"] = _SECURITY[needed]
    told = [operation.get("description"), _ACCESS.get(path, _ACCESS[needed])]
    operation["description"] = "\n\n".join(filter(None, told))


def _record_type(path: str) -> str:
    return path.split("/")[2].removesuffix("s") if path.startswith("/v1/") else ""


def _show_path(path: str, item: Node) -> None:
    for parameter in item.get("parameters", []):
        if parameter["name"] == "record_id":
            record_type = _record_type(path)
            known = examples.BODIES.get(record_type, {"id": "2024-11-missile-strike"})["id"]
            parameter |= {"description": f"The {record_type}'s id.", "schema": _ID, "example": known}


def _show_body(path: str, method: str, operation: Node) -> None:
    bodies = examples.PATCHES if method == "patch" else examples.BODIES
    for media_type, content in contents(operation.get("requestBody", {})):
        if media_type in PATCH_TYPES and "example" not in content:
            content["example"] = bodies[_record_type(path)]


def _show_answers(operation: Node, schemas: Node) -> None:
    """An example of each answer; each error is described once, unless another form of answer stands beside it."""
    responses = operation["responses"]
    _show_tag(responses)
    for status, response in sorted(responses.items()):
        for media_type, content in contents(response):
            if media_type == MEDIA_TYPE:
                content["example"] = _shown(int(status))
            else:
                content.setdefault("example", components.example(content["schema"], schemas))
        only_problem = list(response.get("content", ())) == [MEDIA_TYPE]
        responses[status] = {"$ref": f"#/components/responses/{_name(int(status))}"} if only_problem else response
    operation["responses"] = dict(sorted(responses.items()))


def _show_tag(responses: Node) -> None:
    """What can be asked for with If-None-Match has a tag, told with 304 too."""
    if "304" in responses:
        headers = _TAG | responses["200"].get("headers", {})
        responses["200"]["headers"], responses["304"]["headers"] = headers, {"ETag": headers["ETag"]}


def _shown(status: int) -> dict[str, Any]:
    shown = {"type": "about:blank", "title": title(status), "status": status, "detail": _PROBLEMS[status]}
    return shown | ({"errors": _FAULTS[status]} if status in _FAULTS else {})


def _problem(status: int) -> Node:
    """A problem that many operations can answer."""
    headers = {
        name: {"required": True, "schema": {"type": "string"}, "example": value}
        for name, value in HEADERS.get(status, {}).items()
    }
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": _shown(status)}}
    return {"description": title(status)} | ({"headers": headers} if headers else {}) | {"content": content}
