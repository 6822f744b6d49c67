"""Web: the page: the picture over a list of its events, and the chain of one event in sentences."""

import base64
import hashlib
from collections.abc import Iterable
from typing import Any, Final

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from service.domain.errors import Fault, Invalid, Refused, Unauthorized
from service.domain.queries import EVENT_WORDS, Query, record_id
from service.domain.selections import Selection
from service.domain.wordlist import Word, read_words
from service.feeds.direction import isolated, steady
from service.feeds.picture.lanes import LANES
from service.feeds.picture.style import STYLE
from service.feeds.registry import FEEDS
from service.storage import selections
from service.web import chains, neighbours
from service.web.cards import cards
from service.web.chains import Chain
from service.web.choices import choices
from service.web.complaints import A_DATE, complaints
from service.web.neighbours import VIEW_WORDS
from service.web.parts import next_part
from service.web.problems import STATUS

LIMIT: Final = 500
"""Events on a page."""
PICTURE: Final = FEEDS["timeline.svg"]
WORDS: Final = (*EVENT_WORDS, *PICTURE.words)
CHAIN: Final = Word("chain", "Beside the page, the chain of this event.", record_id)
OWN_WORDS: Final = tuple(word.name for word in (CHAIN, *VIEW_WORDS))
"""Words of the page that select no events: they say whose chain is told, and according to whom."""
_LOOKS: Final = frozenset(word.name for word in PICTURE.words)
"""Words that change the picture and leave every event in it."""
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{_STYLE_HASH}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The picture's style is allowed by its hash; nothing that is stored can run or be fetched."""

blueprint = Blueprint("pages", __name__)
for direct in (steady, isolated):
    blueprint.add_app_template_filter(direct)


@blueprint.get("/")
def timeline() -> str:
    """What the URL selects, with the chain of one event beside it where the URL asks for one."""
    asked = read_words((*WORDS, CHAIN, *VIEW_WORDS), given_words())
    query, view = ({word.name: asked[word.name] for word in words} for words in (WORDS, VIEW_WORDS))
    chain = chains.told(asked["chain"], view, given()) if asked["chain"] else None
    return shown(selections.select(query, limit=LIMIT), query, chain)


@blueprint.get("/events/<record:record_id>")
def event(record_id: str) -> str:
    """One event, and the chain that it stands in."""
    asked = read_words((*PICTURE.words, *VIEW_WORDS), given_words())
    view = {word.name: asked[word.name] for word in VIEW_WORDS}
    whole = neighbours.chain(record_id)
    query = {word.name: asked[word.name] for word in PICTURE.words} | dict(neighbours.around(record_id, whole))
    chain = chains.told(record_id, view, given(), whole)
    return shown(selections.select(query, limit=LIMIT), query, chain, root=record_id)


@blueprint.get("/events/<record:record_id>/chain")
def chain(record_id: str) -> str:
    """The chain alone, for a page that is open."""
    view = read_words(VIEW_WORDS, given_words())
    return render_template("_chain.html", chain=chains.told(record_id, view, given()), kept={})


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> tuple[str, int, dict[str, str]]:
    """The refusal in words; for words of the URL that do not read, over the form that they were typed into."""
    headers = {"WWW-Authenticate": 'Basic realm="causeline"'} if isinstance(error, Unauthorized) else {}
    faults = complaints(error.faults or (Fault(error.detail),))
    text = page(faults=faults, form=isinstance(error, Invalid))
    return text, STATUS[type(error)], headers


@blueprint.after_request
def guard(answer: Response) -> Response:
    """The page loads nothing from elsewhere and is framed by nobody."""
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def given_words() -> list[tuple[str, str]]:
    """The words of the URL; a form sends those that were left empty too."""
    return [(name, text) for name, text in request.args.items(multi=True) if text]


def given() -> dict[str, str]:
    """The same, each word once."""
    texts: dict[str, str] = {}
    for name, text in given_words():
        texts[name] = f"{texts[name]},{text}" if name in texts else text
    return texts


def shown(selection: Selection, query: Query, chain: Chain | None, root: str | None = None) -> str:
    """A page of a selection; `root` comes first in the list."""
    found = cards(selection)
    found.sort(key=lambda card: card.id != root)
    picture = Markup("".join(PICTURE.text(selection, query)))  # the feed escapes what it draws
    beyond = next_part(selection, query)
    return page(
        cards=found, picture=picture, root=root, form=root is None, selection=selection, chain=chain, beyond=beyond
    )


def page(*, form: bool, faults: Iterable[Fault] = (), root: str | None = None, **values: Any) -> str:
    """The page; with `form`, the words of the URL in their fields."""
    words = given()
    kept = {word: text for word, text in words.items() if word not in OWN_WORDS}
    values |= {"given": words, "kept": kept, "own": OWN_WORDS, "filtered": kept.keys() - _LOOKS}
    values |= {"choices": choices(words), "a_date": A_DATE, "empty": selections.is_empty()} if form else {}
    return render_template("page.html", faults=faults, root=root, lanes=LANES, feeds=FEEDS.values(), **values)
