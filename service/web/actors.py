"""Web: /v1/actors."""

from service.domain.queries import ACTOR_WORDS
from service.domain.records import ACTOR
from service.web.resource import resource

blueprint = resource(ACTOR, ACTOR_WORDS, "States, ministries, media, persons, units.")
