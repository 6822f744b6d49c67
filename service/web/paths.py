"""Web: /v1/paths."""

from flask import Response

from service.domain.chain_words import PATH_WORDS
from service.domain.queries import Query
from service.storage import paths
from service.web import answers
from service.web.blueprint import READ_ERRORS, Blueprint
from service.web.chain_shapes import PathsShape

blueprint = Blueprint("paths", __name__, url_prefix="/v1/paths", description="How one event led to another.")


@blueprint.get("")
@blueprint.named("find_paths", "The shortest chains from a cause to a response, and the strongest")
@blueprint.answers(200, PathsShape)
@blueprint.errors(*READ_ERRORS)
@blueprint.finds(*PATH_WORDS)
def search(query: Query) -> Response:
    """All shortest chains (at most `max`), in the order of ids, each as its relations from cause to response.

    `strongest` is the chain of at most `depth` links whose weakest link has the highest confidence (a relation without
    one counts as 0): the shortest of those, then the first. `truncated` is true where `max`, `depth` or the work
    allowed for one question left something off.
    """
    found = paths.search(query)
    chains = [[link.relation for link in chain] for chain in found.shortest.chains]
    ends = {"from": query["from"], "to": query["to"], "length": len(chains[0]) if chains else None, "paths": chains}
    return answers.graph(ends, found.events, found.relations, _told(found))


def _told(found: paths.Paths) -> dict[str, object]:
    best = found.strongest
    shown = best and {"relations": [link.relation for link in best.chain], "weakest": best.weakest}
    return {"strongest": shown, "truncated": found.shortest.cut or bool(best and best.cut)}
