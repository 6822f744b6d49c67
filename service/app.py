"""Where the pieces meet: a Flask application made from settings and a clock."""

import time
from collections.abc import Callable

from flask import Flask
from werkzeug.exceptions import HTTPException

from service.config import Settings
from service.domain.errors import Refused
from service.storage import engine
from service.web import access, api, caching, cors, embeds, hardening, metrics, pages, reference
from service.web.behind import refuse_handed
from service.web.context import Context
from service.web.front import Front
from service.web.problems import http_error, refused
from service.web.watch import Watch, seats_of


def now() -> int:
    """Microseconds since 1970."""
    return time.time_ns() // 1000


def create_app(settings: Settings, *, clock: Callable[[], int] = now) -> Flask:
    """The service as a WSGI application; the database is connected, not migrated."""
    engine.connect(settings.database_url, connections=max(settings.threads, 20))  # a thread takes one at most
    app = Flask("service.web", static_url_path="/static")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body
    app.extensions["causeline"] = Context(settings, clock, Watch(seats_of(settings.threads)))
    metrics.observe(app)
    app.before_request(refuse_handed)  # what stands before Flask has judged access
    app.before_request(access.authorize)
    app.after_request(cors.allow)
    app.after_request(hardening.harden)
    app.after_request(caching.mark)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(HTTPException, http_error)
    api.register(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(embeds.blueprint)
    app.register_blueprint(reference.blueprint)
    app.wsgi_app = Front(app.wsgi_app, lambda: app.extensions["causeline"])  # type: ignore[method-assign,assignment]  # as Flask has it
    return app
