"""The addresses."""

from rest_framework.routers import SimpleRouter

from bench.peers.drf.views import EventViewSet

router = SimpleRouter(trailing_slash=False)
router.register("events", EventViewSet)
urlpatterns = router.urls
