"""Web: /v1/kinds."""

from service.domain.queries import PLAIN_WORDS
from service.domain.records import KIND
from service.web.resource import resource

blueprint = resource(KIND, PLAIN_WORDS, "What sorts of event there are, mapped to PLOVER.")
