"""Web: /v1/sources, and what rests on a source."""

from functools import partial

from flask import Response

from service.domain.impact import IMPACT_WORDS
from service.domain.queries import SOURCE_WORDS, Query
from service.domain.records import SOURCE
from service.storage import impact, lists
from service.web import answers
from service.web.blueprint import READ_ERRORS
from service.web.impact import listed
from service.web.impact_shapes import EXAMPLE, ImpactShape
from service.web.resource import resource

blueprint = resource(
    SOURCE, SOURCE_WORDS, "Where things are known from, with Admiralty grades.", partial(lists.search, SOURCE)
)


@blueprint.get("/<record:record_id>/impact")
@blueprint.named("list_source_impact", "List what rests on a source, and what would fall with it")
@blueprint.answers(200, ImpactShape, headers=answers.LINK_HEADER, example=EXAMPLE)
@blueprint.errors(*READ_ERRORS, 404)
@blueprint.finds(*IMPACT_WORDS)
def read_impact(query: Query, record_id: str) -> Response:
    """Events by date, figures by period, relations by id, whether the source was withdrawn or not.

    An event and a relation rest on the sources that they cite, a figure on its own source or, where it names none, on
    those of its event. A record is `alone` when no other source that it rests on still stands. What lies downstream of
    an event is the next question: its `responses` is the address that asks it.
    """
    return listed(impact.find(record_id, query))
