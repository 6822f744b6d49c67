"""Web: what a screen of the page holds, whoever asked for it: words, form, picture, cards, chain."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Response, render_template, request, url_for
from markupsafe import Markup

from service.domain.errors import Fault
from service.domain.moments import AS_OF, Moment
from service.domain.queries import EVENT_FILTERS, EVENT_WORDS, TIMELINE, Query, record_id
from service.domain.selections import Selection
from service.domain.wordlist import Word
from service.feeds.feed import Feed
from service.feeds.picture.lanes import LANES
from service.feeds.registry import FEEDS
from service.storage import selections
from service.web.bodies import asked
from service.web.caching import current
from service.web.cards import cards
from service.web.chains import Chain
from service.web.choices import choices
from service.web.complaints import A_DATE
from service.web.moments import moments
from service.web.neighbours import VIEW_WORDS
from service.web.overview import Bar, overview
from service.web.parts import next_part
from service.web.shelf import shelf

PICTURE: Final = FEEDS["timeline.svg"]
WORDS: Final = (*EVENT_WORDS, *PICTURE.words)
CHAIN: Final = Word("chain", "Beside the page, the chain of this event.", record_id)
OWN_WORDS: Final = tuple(word.name for word in (CHAIN, *VIEW_WORDS))
"""Words of the page that select no events: they say whose chain is told, and according to whom."""
_LOOKS: Final = frozenset(word.name for word in PICTURE.words)
"""Words that change the picture and leave every event in it."""
_COUNTED: Final = frozenset(word.name for word in (*EVENT_FILTERS, TIMELINE, AS_OF))
"""Words within which the form counts what it offers."""


def standing(view: Callable[..., str]) -> Callable[..., Response]:
    """A page that follows from its address and the journal: 304 to who has it (RFC 9110)."""

    @wraps(view)
    def wrapper(**place: str) -> Response:
        return current(given_words(), lambda: view(**place))

    return wrapper


def given_words() -> list[tuple[str, str]]:
    """The words of the URL, as far as they are UTF-8; a form sends those that were left empty too."""
    return parse_qsl(request.query_string.decode(errors="replace"))


def moment() -> Moment | None:
    """The moment as of which the URL asks. Raises Invalid for none that is known."""
    said = [(name, text) for name, text in given_words() if name == AS_OF.name]
    found: Moment | None = asked((AS_OF,), said)[AS_OF.name]
    return found


def given() -> dict[str, str]:
    """The same, each word once."""
    texts: dict[str, str] = {}
    for name, text in given_words():
        texts[name] = f"{texts[name]},{text}" if name in texts else text
    return texts


def fixed() -> dict[str, str]:
    """The words that the path stands for: on the page of a timeline, its id."""
    return {TIMELINE.name: request.view_args["record_id"]} if request.view_args and _on_a_timeline() else {}


def _on_a_timeline() -> bool:
    return request.endpoint == "pages.timeline"


def shown(selection: Selection, query: Query, chain: Chain | None, root: str | None = None) -> str:
    """A page of a selection; `root` comes first in the list."""
    found = cards(selection)
    found.sort(key=lambda card: card.id != root)
    look = {"heading": False, "legend": "all" if root else "lines"}  # the rest the page says itself
    picture = Markup("".join(PICTURE.text(selection, {**query, **look})))  # the feed escapes what it draws
    told: dict[str, Any] = {
        "cards": found,
        "picture": picture,
        "selection": selection,
        "beyond": next_part(selection, query),
    }
    if root is None and (selection.truncated or {"since", "until"} & given().keys()):
        told["whole"] = _whole(selection)
    when = moments(query[AS_OF.name], given().get(AS_OF.name, ""))
    return page(root=root, form=root is None, chain=chain, moments=when, **told)


def page(
    *, form: bool, faults: Iterable[Fault] = (), root: str | None = None, missing: bool = False, **values: Any
) -> str:
    """The page; with `form`, the words of the URL in their fields; where something is missing, what is there."""
    words = given()
    kept = {word: text for word, text in words.items() if word not in OWN_WORDS}
    values |= {"given": words, "kept": kept, "own": OWN_WORDS, "filtered": kept.keys() - _LOOKS, "fixed": fixed()}
    values |= {
        "home": request.path if _on_a_timeline() and form else url_for("pages.home"),
        "now": address(request.path, {**words, AS_OF.name: ""}),
    }
    within = fixed() | {word: text for word, text in words.items() if word in _COUNTED and not faults}
    if form:
        offered = choices(words, within)
        keys = [(tone, address(values["home"], {**kept, "kind": tone.kinds})) for tone in offered.tones]
        values |= {"choices": offered.fields, "keys": keys, "a_date": A_DATE, "empty": selections.is_empty()}
    values |= {"shelf": shelf()} if missing or (form and not _on_a_timeline()) else {}
    values |= {"faults": faults, "root": root, "missing": missing, "lanes": LANES, "feeds": _feeds(kept)}
    return render_template("page.html", **values)


def _whole(selection: Selection) -> list[tuple[Bar, str, bool]]:
    """The bars of everything, with where each leads and whether something that begins in it is shown."""
    shown = {event["start"][:7] for event in selection.events} | {event["start"][:4] for event in selection.events}
    return [
        (bar, address(request.path, {**given(), "since": bar.value, "until": bar.value}), bar.value in shown)
        for bar in overview({**given(), **fixed()})
    ]


def _feeds(kept: Mapping[str, str]) -> Iterator[tuple[Feed, str]]:
    """Every feed with its address for what is shown: the words of the page that it takes."""
    for feed in FEEDS.values():
        known = {word.name for word in (*EVENT_WORDS, *feed.words)}
        words: dict[str, Any] = fixed() | {word: text for word, text in kept.items() if word in known}
        yield feed, url_for(f"feeds.{feed.name.replace('.', '_')}", **words)


def address(path: str, words: Mapping[str, str]) -> str:
    """A page with those words that hold something."""
    held = {word: text for word, text in words.items() if text}
    return f"{path}?{urlencode(held)}" if held else path
