"""Web: /openapi.yaml, and /docs, where it can be read and tried."""

from pathlib import Path
from typing import Final

import flask_swagger_ui
from flask import Blueprint, Response, render_template, send_from_directory

from service.web.api import description

FILES: Final = frozenset({"swagger-ui.css", "swagger-ui-bundle.js"})
_FOLDER: Final = Path(flask_swagger_ui.__file__).with_name("dist")
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Swagger UI writes style attributes; scripts stay ours alone."""


blueprint: Final = Blueprint("reference", __name__)


@blueprint.get("/openapi.yaml")
def openapi() -> Response:
    """The API description."""
    return Response(description(), mimetype="application/yaml")


@blueprint.get("/docs")
def docs() -> Response:
    """The description as a page on which every operation can be tried."""
    return Response(render_template("docs.html"), headers={"Content-Security-Policy": _POLICY})


@blueprint.get("/docs/<any(" + ",".join(f'"{name}"' for name in sorted(FILES)) + "):name>")
def part(name: str) -> Response:
    """What the page is made of."""
    return send_from_directory(_FOLDER, name, max_age=86_400)
