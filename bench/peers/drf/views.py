"""The routes as Django REST Framework has them."""

from typing import Any, ClassVar

from django.db import connection
from django.db.models import QuerySet
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.filters import SearchFilter
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from bench.peers.drf.models import Event, Relation
from bench.peers.drf.serializers import EventSerializer, RelationSerializer

WALK = """
    WITH RECURSIVE reached (id, depth) AS (
        SELECT %s, 0
        UNION
        SELECT relation.response, reached.depth + 1 FROM relation JOIN reached ON relation.cause = reached.id
        WHERE relation.family = 'causal' AND reached.depth < %s
    )
    SELECT id, min(depth) FROM reached GROUP BY id
"""


class WordSearch(SearchFilter):
    """Full text by `q`."""

    search_param = "q"


class EventViewSet(CreateModelMixin, ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """Events."""

    queryset = Event.objects.prefetch_related("actors", "tags", "sources")
    serializer_class = EventSerializer
    lookup_field = "id"
    lookup_value_regex = "[^/]+"
    filter_backends: ClassVar = [WordSearch]
    search_fields: ClassVar = ["title", "summary"]

    def get_queryset(self) -> QuerySet[Event]:
        query, words = super().get_queryset(), self.request.query_params
        if "kind" in words:
            query = query.filter(kind=words["kind"])
        if "since" in words:
            query = query.filter(latest__gte=f"{words['since']}T00:00:00Z")
        if "until" in words:
            query = query.filter(earliest__lte=f"{words['until']}T23:59:59Z")
        return query.reverse() if words.get("sort") == "-date" else query

    @action(detail=True)
    def responses(self, request: Request, id: str) -> Response:  # noqa: A002  # the name of the field that it looks up
        """What an event led to, level by level."""
        with connection.cursor() as cursor:
            cursor.execute(WALK, [id, int(request.query_params.get("depth", 1))])
            depths: dict[str, int] = dict(cursor.fetchall())
        events = list(self.queryset.filter(id__in=depths))
        events.sort(key=lambda event: (depths[event.id], event.earliest, event.latest, event.id))
        relations = Relation.objects.filter(family="causal", cause__in=depths, response__in=depths)
        return Response(
            {
                "root": id,
                "events": self.get_serializer(events, many=True).data,
                "relations": RelationSerializer(relations, many=True).data,
                "depths": depths,
            }
        )

    @action(detail=False, methods=["post"])
    def bulk(self, request: Request, **_kwargs: Any) -> Response:
        """Adds many events, all or none."""
        coming = self.get_serializer(data=request.data, many=True)
        coming.is_valid(raise_exception=True)
        return Response({"created": len(coming.save())}, status.HTTP_201_CREATED)
