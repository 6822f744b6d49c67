"""Web: /v1/relations."""

from functools import partial

from service.domain.queries import RELATION_WORDS
from service.domain.records import RELATION
from service.storage import lists
from service.web.resource import resource

blueprint = resource(
    RELATION,
    RELATION_WORDS,
    "Typed links from a response to its cause, each a claim of somebody.",
    partial(lists.search, RELATION),
)
