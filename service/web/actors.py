"""Web: /v1/actors."""

from functools import partial

from service.domain.queries import ACTOR_WORDS
from service.domain.records import ACTOR
from service.storage import lists
from service.web.resource import resource

blueprint = resource(ACTOR, ACTOR_WORDS, "States, ministries, media, persons, units.", partial(lists.search, ACTOR))
