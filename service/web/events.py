"""Web: /v1/events, and what led to an event or came of it."""

from flask import Response

from service.domain.queries import EVENT_WORDS, WALK_WORDS, Query
from service.domain.records import EVENT
from service.storage import events, walks
from service.web import answers, plain
from service.web.blueprint import READ_ERRORS
from service.web.resource import resource
from service.web.shapes import WalkShape

blueprint = resource(EVENT, EVENT_WORDS, "Dated events: acts, statements, reports, measurements.", events.search)
plain.add_walk("/v1/events/<record:record_id>/causes", WALK_WORDS, walks.causes)
plain.add_walk("/v1/events/<record:record_id>/responses", WALK_WORDS, walks.responses)


@blueprint.get("/<record:record_id>/causes")
@blueprint.named("walk_causes", "What led to an event, breadth first")
@blueprint.answers(200, WalkShape)
@blueprint.errors(*READ_ERRORS, 404)
@blueprint.finds(*WALK_WORDS)
def causes(query: Query, record_id: str) -> Response:
    """What led to an event, breadth first."""
    return answers.walked(walks.causes(record_id, query))


@blueprint.get("/<record:record_id>/responses")
@blueprint.named("walk_responses", "What came of an event, breadth first")
@blueprint.answers(200, WalkShape)
@blueprint.errors(*READ_ERRORS, 404)
@blueprint.finds(*WALK_WORDS)
def responses(query: Query, record_id: str) -> Response:
    """What came of an event, breadth first."""
    return answers.walked(walks.responses(record_id, query))
