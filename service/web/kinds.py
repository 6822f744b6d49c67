"""Web: /v1/kinds."""

from functools import partial

from service.domain.queries import PLAIN_WORDS
from service.domain.records import KIND
from service.storage import lists
from service.web.resource import resource

blueprint = resource(KIND, PLAIN_WORDS, "What sorts of event there are, mapped to PLOVER.", partial(lists.search, KIND))
