"""Web: /v1/timelines."""

from functools import partial

from service.domain.queries import PLAIN_WORDS
from service.domain.records import TIMELINE
from service.storage import lists
from service.web.resource import resource

blueprint = resource(TIMELINE, PLAIN_WORDS, "Saved selections of events.", partial(lists.search, TIMELINE))
