"""Web: /v1/sources."""

from functools import partial

from service.domain.queries import SOURCE_WORDS
from service.domain.records import SOURCE
from service.storage import lists
from service.web.resource import resource

blueprint = resource(
    SOURCE, SOURCE_WORDS, "Where things are known from, with Admiralty grades.", partial(lists.search, SOURCE)
)
