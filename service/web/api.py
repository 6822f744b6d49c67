"""Web: the API description (openapi.yaml) and the blueprints that it is made of."""

from functools import cache
from typing import Any, Final

import flask_smorest
import yaml
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from werkzeug.routing import BaseConverter

from service import __version__
from service.web import (
    actors,
    changes,
    events,
    facets,
    feeds,
    figures,
    findings,
    health,
    imports,
    kinds,
    paths,
    reactions,
    relations,
    sources,
    timelines,
)
from service.web.description import finished

BLUEPRINTS: Final = (
    events.blueprint,
    relations.blueprint,
    actors.blueprint,
    sources.blueprint,
    kinds.blueprint,
    timelines.blueprint,
    paths.blueprint,
    reactions.blueprint,
    findings.blueprint,
    figures.blueprint,
    facets.blueprint,
    changes.blueprint,
    feeds.blueprint,
    imports.blueprint,
    health.blueprint,
)
_DESCRIPTION: Final = """\
Dated events and what led to what. Reading is public unless the service is started with `CAUSELINE_READ=token`; writing
needs `Authorization: Bearer …` with a token of scope `write`. Errors are `application/problem+json` (RFC 9457).
"""


class RecordId(BaseConverter):
    """An id in a path: what could never be one (control characters, endless text) is not found, whatever the method."""

    regex = r"[^/\x00-\x1f\x7f]{1,200}"


def register(app: Flask) -> None:
    """Adds the API's routes to an application."""
    app.url_map.converters["record"] = RecordId
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


@cache
def description() -> str:
    """openapi.yaml, made from the routes when it is first asked for: that takes longer than all else at a start."""
    app = Flask("description")
    app.url_map.converters["record"] = RecordId
    app.config.update(API_TITLE="Causeline", API_VERSION=__version__, OPENAPI_VERSION="3.1.0")
    api = Api(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_name), **_INFO})
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    spec = finished(api.spec.to_dict())
    text: str = yaml.dump(spec, Dumper=_Readable, sort_keys=False, allow_unicode=True, width=120)
    return text


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest without its own error bodies: ours are problem documents."""

    DEFAULT_ERROR_RESPONSE_NAME = None


_INFO: Final = {
    "info": {"description": _DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}},
    "components": {
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer", "description": "A token of `causeline token add`."},
            "basic": {"type": "http", "scheme": "basic", "description": "For reading: the token as password."},
        }
    },
}


def _name(schema: Any) -> str:
    """A shape's name in the description: EventShape is Event."""
    return str(getattr(schema, "__name__", type(schema).__name__)).removesuffix("Shape")


class _Readable(yaml.SafeDumper):
    """Writes long texts as blocks, and everything in full instead of by anchor."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Generators of clients, and people, read no anchors."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _text)
