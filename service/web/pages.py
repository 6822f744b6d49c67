"""Web: the page: the picture over a list of its events, and the same for the chain of one event."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from service.domain.errors import Fault, Invalid, Refused, Unauthorized
from service.domain.queries import EVENT_WORDS, Query
from service.domain.selections import Selection
from service.domain.wordlist import read_words
from service.feeds.picture.lanes import LANES
from service.feeds.picture.style import STYLE
from service.feeds.registry import FEEDS
from service.storage import selections
from service.web.cards import cards
from service.web.choices import choices
from service.web.neighbours import chain
from service.web.problems import STATUS

LIMIT: Final = 500
"""Events on a page."""
PICTURE: Final = FEEDS["timeline.svg"]
WORDS: Final = (*EVENT_WORDS, *PICTURE.words)
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{_STYLE_HASH}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The picture's style is allowed by its hash; nothing that is stored can run or be fetched."""

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def timeline() -> str:
    """What the URL selects."""
    query = read_words(WORDS, asked())
    return shown(selections.select(query, limit=LIMIT), query)


@blueprint.get("/events/<record:record_id>")
def event(record_id: str) -> str:
    """One event, and the chain that it stands in."""
    query = read_words(PICTURE.words, asked()) | dict(chain(record_id))
    return shown(selections.select(query, limit=LIMIT), query, root=record_id)


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> tuple[str, int, dict[str, str]]:
    """The refusal in words; for words of the URL that do not read, over the form that they were typed into."""
    headers = {"WWW-Authenticate": 'Basic realm="causeline"'} if isinstance(error, Unauthorized) else {}
    text = page(faults=error.faults or (Fault(error.detail),), form=isinstance(error, Invalid))
    return text, STATUS[type(error)], headers


@blueprint.after_request
def guard(answer: Response) -> Response:
    """The page loads nothing from elsewhere and is framed by nobody."""
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def asked() -> list[tuple[str, str]]:
    """The words of the URL; a form sends those that were left empty too."""
    return [(name, text) for name, text in request.args.items(multi=True) if text]


def shown(selection: Selection, query: Query, root: str | None = None) -> str:
    """A page of a selection; `root` comes first in the list."""
    found = cards(selection)
    found.sort(key=lambda card: card.id != root)
    picture = Markup("".join(PICTURE.text(selection, query)))  # the feed escapes what it draws
    return page(selection=selection, cards=found, picture=picture, root=root, form=root is None)


def page(*, form: bool, faults: Iterable[Fault] = (), root: str | None = None, **values: Any) -> str:
    """The page; with `form`, the words of the URL in their fields."""
    given: dict[str, str] = {}
    for name, text in asked():
        given[name] = f"{given[name]},{text}" if name in given else text
    values |= {"choices": choices(given), "empty": selections.is_empty()} if form else {}
    return render_template(
        "page.html", given=given, faults=faults, root=root, lanes=LANES, feeds=FEEDS.values(), **values
    )
