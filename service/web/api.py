"""Web: the API description (openapi.yaml) and the blueprints that it is made of."""

from typing import Any, Final

import flask_smorest
import yaml
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask

from service import __version__
from service.web import actors, events, facets, feeds, health, imports, kinds, paths, relations, sources, timelines
from service.web.description import finished
from service.web.problems import http_error

BLUEPRINTS: Final = (
    events.blueprint,
    relations.blueprint,
    actors.blueprint,
    sources.blueprint,
    kinds.blueprint,
    timelines.blueprint,
    paths.blueprint,
    facets.blueprint,
    feeds.blueprint,
    imports.blueprint,
    health.blueprint,
)
_DESCRIPTION: Final = """\
Dated events and what led to what. Reading is public unless the service is started with `CAUSELINE_READ=token`; writing
needs `Authorization: Bearer …` with a token of scope `write`. Errors are `application/problem+json` (RFC 9457).
"""


class Api(flask_smorest.Api):  # type: ignore[misc]  # flask-smorest has no types
    """flask-smorest without its own error bodies: ours are problem documents, and 405 keeps its Allow."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def handle_http_exception(self, error: Any) -> Any:
        """What the framework refuses, as a problem."""
        return http_error(error)


def describe(app: Flask) -> Api:
    """Registers every blueprint and finishes the description."""
    app.config.update(API_TITLE="Causeline", API_VERSION=__version__, OPENAPI_VERSION="3.1.0")
    api = Api(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_name), **_INFO})
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    return api


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


def as_yaml(api: Api) -> str:
    """openapi.yaml."""
    text: str = yaml.dump(
        finished(api.spec.to_dict()), Dumper=_Readable, sort_keys=False, allow_unicode=True, width=120
    )
    return text


class _Readable(yaml.SafeDumper):
    """Writes long texts as blocks, and everything in full instead of by anchor."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Generators of clients, and people, read no anchors."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Readable.add_representer(str, _text)
