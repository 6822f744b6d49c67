"""Web: is it alive, is it ready, how is it doing."""

from typing import Final

from flask import Response

from service.storage import schema
from service.web import answers, metrics
from service.web.access import require
from service.web.blueprint import Blueprint
from service.web.context import context
from service.web.shapes import StatusShape

EXPOSED: Final = (
    'causeline_request_seconds_count{method="GET",route="/v1/events",status="200"} 12.0\n'
    'causeline_request_seconds_sum{method="GET",route="/v1/events",status="200"} 0.034\n'
)

blueprint = Blueprint("health", __name__, description="Liveness, readiness, Prometheus.")


@blueprint.get("/healthz")
@blueprint.named("read_health", "Whether the process answers")
@blueprint.answers(200, StatusShape)
def alive() -> Response:
    """Whether the process answers; asks nobody."""
    return answers.plain({"status": "ok"})


@blueprint.get("/readyz")
@blueprint.named("read_readiness", "Whether the database answers and is migrated")
@blueprint.answers(200, StatusShape)
@blueprint.errors(503)
def ready() -> Response:
    """Whether the database answers and every migration stands. Raises Busy."""
    schema.require_migrated()
    return answers.plain({"status": "ok"})


@blueprint.get("/metrics")
@blueprint.named("read_metrics", "Prometheus metrics of all workers")
@blueprint.answers(200, {"type": "string"}, media_type="text/plain", example=EXPOSED)
@blueprint.errors(401, 403)
def prometheus() -> Response:
    """Prometheus text; where reading is closed, for scope admin."""
    if context().settings.read == "token":
        require("admin")
    return Response(metrics.exposition(), content_type=metrics.MEDIA_TYPE)
