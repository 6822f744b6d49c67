"""Web: events as the page tells them: every id a name, every figure and relation a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from service.domain.selections import Record, Selection
from service.feeds.picture.style import tone_of
from service.feeds.prose import grade, grade_in_words, grounds, turned
from service.feeds.sentences import Names, figure_sentence, names_in, verb, when
from service.feeds.withdrawals import fallen, left, withdrawn_on


@dataclass(frozen=True, slots=True)
class Linked:
    """The rest of a sentence that begins with an event: `responds to` another, on these grounds."""

    verb: str
    event: str
    title: str
    grounds: str
    family: str
    note: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as an event cites it."""

    name: str
    url: str | None
    grade: str
    meaning: str
    claimed_by: str
    locator: str
    withdrawn: str
    """`withdrawn on 1 December 2024`; '' while it stands."""


@dataclass(frozen=True, slots=True)
class Card:
    """An event, ready to be shown."""

    id: str
    title: str
    when: str
    wording: str
    """The source's own words for the date."""
    kind: str
    tone: str
    status: str
    fallen: str
    """`source withdrawn`; '' while a source stands, and where none is cited."""
    place: str
    summary: str
    lang: str | None
    actors: tuple[tuple[str, str], ...]
    """Names and roles."""
    figures: tuple[tuple[str, str], ...]
    """Sentences and notes."""
    sources: tuple[Cited, ...]
    causes: tuple[Linked, ...]
    responses: tuple[Linked, ...]
    tags: tuple[str, ...]


def cards(selection: Selection) -> list[Card]:
    """The events of a selection, in its order."""
    names, graded = names_in(selection), {source["id"]: source for source in selection.sources}
    tones = {kind["id"]: tone_of(kind) for kind in selection.kinds}
    causes, responses = _links(selection.relations, names)
    return [
        Card(
            **_told(event, names),
            tone=tones.get(event["kind"], tone_of(None)),
            sources=tuple(_cited(entry, graded.get(entry["source"]), names) for entry in event["sources"]),
            causes=tuple(causes.get(event["id"], ())),
            responses=tuple(responses.get(event["id"], ())),
        )
        for event in selection.events
    ]


def _told(event: Record, names: Names) -> dict[str, Any]:
    place = event["place"] or {}
    return {
        "id": event["id"],
        "title": event["title"],
        "when": when(event),
        "wording": event["date_text"] or "",
        "kind": names.kinds.get(event["kind"], event["kind"]),
        "status": event["status"],
        "fallen": left(event, names.withdrawn) if fallen(event, names.withdrawn) else "",
        "place": place.get("name") or place.get("country") or "",
        "summary": event["summary"],
        "lang": event["lang"],
        "actors": tuple((names.actors.get(entry["actor"], entry["actor"]), entry["role"]) for entry in event["actors"]),
        "figures": tuple(_figure(figure, names) for figure in event["figures"]),
        "tags": tuple(event["tags"]),
    }


def _figure(figure: Record, names: Names) -> tuple[str, str]:
    return figure_sentence(figure, names.actors, names.withdrawn), figure["note"] or ""


def _cited(entry: Record, source: Record | None, names: Names) -> Cited:
    url, reliability = (source["url"], source["reliability"]) if source else (None, None)
    claimed_by, day = entry["claimed_by"], names.withdrawn.get(entry["source"])
    return Cited(
        name=names.sources.get(entry["source"], entry["source"]),
        url=url if url and url.startswith(("https://", "http://")) else None,
        grade=grade(reliability, entry["credibility"]),
        meaning=grade_in_words(reliability, entry["credibility"]),
        claimed_by=names.actors.get(claimed_by, claimed_by) if claimed_by else "",
        locator=entry["locator"] or "",
        withdrawn=withdrawn_on(day) if day else "",
    )


def _links(relations: Iterable[Record], names: Names) -> tuple[dict[str, list[Linked]], dict[str, list[Linked]]]:
    """What each event refers back to, and what refers back to it."""
    causes: dict[str, list[Linked]] = {}
    responses: dict[str, list[Linked]] = {}
    for relation, back, forth in _both_ways(relations):
        cause, response = relation["cause"], relation["response"]
        causes.setdefault(response, []).append(_linked(relation, back, cause, names))
        responses.setdefault(cause, []).append(_linked(relation, forth, response, names))
    return causes, responses


def _both_ways(relations: Iterable[Record]) -> Iterator[tuple[Record, str, str]]:
    return ((relation, verb(relation), turned(relation)) for relation in relations)


def _linked(relation: Record, says: str, event: str, names: Names) -> Linked:
    return Linked(
        verb=says,
        event=event,
        title=names.events.get(event, event),
        grounds=grounds(relation, names.actors, names.withdrawn),
        family=relation["family"],
        note=relation["note"] or "",
    )
