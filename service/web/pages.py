"""Web: the page: the picture over a list of its events, and the chain of one event in sentences."""

import base64
import hashlib
from typing import Any, Final

from flask import Blueprint, Response, render_template

from service.domain.errors import Fault, Invalid, NotFound, Refused, Unauthorized
from service.domain.moments import AS_OF
from service.domain.queries import CURSOR
from service.domain.records import TIMELINE
from service.domain.wordlist import read_words
from service.feeds.direction import isolated, steady
from service.feeds.picture.style import STYLE
from service.storage import records, selections
from service.web import chains, neighbours
from service.web.bodies import asked
from service.web.complaints import complaints
from service.web.neighbours import VIEW_WORDS
from service.web.problems import HEADERS, STATUS
from service.web.screen import CHAIN, PICTURE, WORDS, fixed, given, given_words, moment, page, shown, standing
from service.web.shelf import shelf

LIMIT: Final = 250
"""Events on a page."""
SHELF: Final = 100
"""Timelines on the page that lists them."""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{_STYLE_HASH}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors "
)
"""The picture's style is allowed by its hash; nothing stored can run or be fetched. Who may frame it is added."""

blueprint = Blueprint("pages", __name__)
for direct in (steady, isolated):
    blueprint.add_app_template_filter(direct)


@blueprint.get("/")
@standing
def home() -> str:
    """What the URL selects, with the chain of one event beside it where the URL asks for one."""
    return selected()


@blueprint.get("/timelines/<record:record_id>")
@standing
def timeline(record_id: str) -> str:
    """The same of a timeline: whatever else the URL asks for, its events alone. Raises NotFound."""
    records.find(TIMELINE, record_id, moment())
    return selected()


@blueprint.get("/timelines")
@standing
def timelines() -> str:
    """Every timeline, so many at a time."""
    cursor = read_words((CURSOR,), given_words())["cursor"]
    return render_template("timelines.html", shelf=shelf(SHELF, cursor))


@blueprint.get("/events/<record:record_id>")
@standing
def event(record_id: str) -> str:
    """One event, and the chain that it stands in."""
    found = asked((*PICTURE.words, *VIEW_WORDS, AS_OF), given_words())
    moment, view = found[AS_OF.name], {word.name: found[word.name] for word in VIEW_WORDS}
    whole = neighbours.chain(record_id, moment=moment)
    query = {word.name: found[word.name] for word in PICTURE.words} | dict(neighbours.around(record_id, whole, moment))
    chain = chains.told(record_id, view, given(), whole=whole, moment=moment)
    return shown(selections.select(query, limit=LIMIT), query, chain, root=record_id)


@blueprint.get("/events/<record:record_id>/chain")
@standing
def chain(record_id: str) -> str:
    """The chain alone, for a page that is open."""
    found = asked((*VIEW_WORDS, AS_OF), given_words())
    view = {word.name: found[word.name] for word in VIEW_WORDS}
    chain = chains.told(record_id, view, given(), moment=found[AS_OF.name])
    return render_template("_chain.html", chain=chain, kept={}, home="/")


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> tuple[str, int, dict[str, str]]:
    """The refusal in words; for words of the URL that do not read, over the form that they were typed into."""
    status = STATUS[type(error)]
    ask = {"WWW-Authenticate": 'Basic realm="causeline"'}  # a browser then does
    headers = ask if isinstance(error, Unauthorized) else HEADERS.get(status, {})
    faults = complaints(error.faults or (Fault(error.detail),))
    text = page(faults=faults, form=isinstance(error, Invalid), missing=isinstance(error, NotFound))
    return text, status, headers


@blueprint.after_request
def guard(answer: Response) -> Response:
    """The page loads nothing from elsewhere and is framed by nobody."""
    answer.headers["Content-Security-Policy"] = f"{POLICY}'none'"
    return answer


def selected() -> str:
    """A page of what the words of the URL select, within what its path stands for."""
    words = [word for word in (*WORDS, CHAIN, *VIEW_WORDS) if word.name not in fixed()]
    found: dict[str, Any] = {**asked(words, given_words()), **fixed()}
    query, view = ({word.name: found[word.name] for word in known} for known in (WORDS, VIEW_WORDS))
    told = found["chain"] and chains.told(found["chain"], view, given(), moment=found[AS_OF.name])
    return shown(selections.select(query, limit=LIMIT), query, told)
