"""Web: /v1/facets."""

from flask import Response

from service.domain.queries import FACET_WORDS, Query
from service.storage import events
from service.web import answers
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.shapes import FacetsShape

blueprint = Blueprint("facets", __name__, url_prefix="/v1/facets", description="Counts of events by value.")


@blueprint.get("")
@blueprint.named("count_facets", "Count the selected events by kind, actor, tag, country, status, source, year, month")
@blueprint.answers(200, FacetsShape)
@blueprint.errors(*READ_ERRORS)
@blueprint.finds(*FACET_WORDS)
def facets(query: Query) -> Response:
    """Counts of the values of each facet asked for, most first."""
    return answers.plain(events.facets(query))
