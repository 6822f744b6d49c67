"""Web: /v1/reactions."""

from flask import Response

from service.domain.chain_words import REACTION_WORDS
from service.domain.queries import Query
from service.storage import reactions
from service.web import answers
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.chain_shapes import ReactionsShape

blueprint = Blueprint("reactions", __name__, url_prefix="/v1/reactions", description="How fast responses follow.")


@blueprint.get("")
@blueprint.named("count_reactions", "How often and how fast responses follow causes")
@blueprint.answers(200, ReactionsShape)
@blueprint.errors(*READ_ERRORS)
@blueprint.finds(*REACTION_WORDS)
def search(query: Query) -> Response:
    """Causal relations (or `family`, `type`), counted per pair, most first; the event words select the responses.

    A lag runs from the start of the cause to the start of its response, in seconds: the shortest and the longest that
    their dates allow, null where a bound is open. A value without an offset counts as UTC. Where the relation's own
    rule says that a response starts no earlier than its cause, no lag is below 0. By `dyad` a relation counts once for
    each pair of actors, and not at all where one side has no initiator or speaker. `truncated` is true where pairs
    beyond `limit`, or relations beyond the 200,000 that one answer reads, were left off.
    """
    found = reactions.count(query)
    told = {"by": query["by"], "items": found.items, "total": found.total, "truncated": found.truncated}
    return answers.plain(told)
