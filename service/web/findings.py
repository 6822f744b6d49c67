"""Web: /v1/findings."""

from flask import Response

from service.domain.chain_words import FINDING_WORDS
from service.domain.queries import Query
from service.storage import findings
from service.web import answers
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.chain_shapes import FindingsShape

blueprint = Blueprint("findings", __name__, url_prefix="/v1/findings", description="What should be looked at again.")


@blueprint.get("")
@blueprint.named("list_findings", "List what is incomplete, unsettled or contradictory")
@blueprint.answers(200, FindingsShape)
@blueprint.errors(*READ_ERRORS)
@blueprint.finds(*FINDING_WORDS)
def search(query: Query) -> Response:
    """Findings, kind by kind; `id` stays the same as long as the finding stands.

    - `no_source`: an event that cites no source.
    - `no_cause`: an event without a cause, of a kind of whose events (four or more) at least half have one.
    - `no_outcome`: a threat or a planned event that nothing responds to or follows.
    - `possible_only`: a relation whose dates do not settle its order in time.
    - `narrowed`: an event whose start is bounded more closely by its relations than by its own date, with the path
      that proves each bound. A date with `?`, `~` or `%` bounds nothing; one without an offset is taken half a day
      wider on each side. `contradicted`: no date at all fits.
    - `viewpoint_cycle`: events that lead to each other once all viewpoints are put together, with one such cycle.
    - `duplicate`: two events of one kind whose dates overlap, with the same actors or nearly the same title, and no
      relation between them.

    The event words choose events (of a relation: the response; of a cycle: one of it; of a pair: both); `asserted_by`,
    `basis`, `according_to`, `min_confidence`, `type` and `family` choose the relations that count.
    """
    return answers.page(findings.search(query))
