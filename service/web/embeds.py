"""Web: /embed/<timeline>: a timeline in a frame on anybody's page: the picture, a short list, and where it is from."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Blueprint, Response, render_template, url_for

from service.domain.errors import Fault, Refused
from service.domain.queries import TIMELINE
from service.domain.records import TIMELINE as RECORD
from service.storage import records, selections
from service.web.bodies import asked
from service.web.cards import cards
from service.web.complaints import complaints
from service.web.pages import POLICY
from service.web.problems import HEADERS, STATUS
from service.web.screen import PICTURE, WORDS, given, given_words, moment, standing

LIMIT: Final = 200
"""Events in a frame."""
WIDTHS: Final = {360: "30rem", 700: "58rem"}
"""Widths in which the picture is drawn for narrow frames, and up to which width of the frame; else at its default."""
_OWN: Final = tuple(word for word in WORDS if word.name not in (TIMELINE.name, "width"))

blueprint = Blueprint("embeds", __name__)


@blueprint.get("/embed/<record:record_id>")
@standing
def timeline(record_id: str) -> str:
    """A timeline, with the words that the page takes. Raises NotFound."""
    records.find(RECORD, record_id, moment())
    query: dict[str, Any] = {**asked(_OWN, given_words()), TIMELINE.name: record_id}
    selection = selections.select(query, limit=LIMIT)
    words = {"timeline": record_id, "limit": str(LIMIT), "heading": "false"} | given()
    sources = [(most, picture(words, width)) for width, most in WIDTHS.items()]
    return framed(selection=selection, cards=cards(selection), record_id=record_id, sources=sources, words=words)


@blueprint.errorhandler(Refused)
def refused(error: Refused) -> tuple[str, int, dict[str, str]]:
    """The refusal in words, in the frame."""
    status = STATUS[type(error)]
    return framed(faults=complaints(error.faults or (Fault(error.detail),))), status, HEADERS.get(status, {})


@blueprint.after_request
def guard(answer: Response) -> Response:
    """Any page may frame it; it loads nothing from elsewhere all the same."""
    answer.headers["Content-Security-Policy"] = f"{POLICY}*"
    return answer


def framed(**values: Any) -> str:
    """What stands in the frame."""
    return render_template("embed.html", picture=picture, given=given(), **values)


def picture(words: Mapping[str, str], width: int | None = None) -> str:
    """The picture's address."""
    sized: dict[str, Any] = {**words, "width": width} if width else dict(words)
    return url_for(f"feeds.{PICTURE.name.replace('.', '_')}", **sized)
