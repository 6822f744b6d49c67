"""Feeds: relations and figures as plain sentences, for feeds that are read by people."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from service.domain.relations import TYPES
from service.domain.retractions import days
from service.domain.selections import Record, Selection
from service.domain.spans import ONGOING
from service.domain.wording import in_words
from service.feeds.direction import isolated
from service.feeds.withdrawals import left

_COMPARATORS: Final = {
    "exact": "",
    "about": "about ",
    "at_least": "at least ",
    "at_most": "at most ",
    "more_than": "more than ",
    "less_than": "less than ",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a selection are called; an id without a name is called by itself."""

    events: Mapping[str, str]
    actors: Mapping[str, str]
    sources: Mapping[str, str]
    kinds: Mapping[str, str]
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """The day on which each withdrawn source was withdrawn."""


def names_in(selection: Selection) -> Names:
    """The names of everything in a selection (not in one that streams: it is read through)."""
    sources = list(selection.sources)
    return Names(
        events={event["id"]: event["title"] for event in selection.events},
        actors={actor["id"]: actor["name"] for actor in selection.actors},
        sources={source["id"]: _called(source) for source in sources},
        kinds={kind["id"]: kind["label"] for kind in selection.kinds},
        withdrawn=days(sources),
    )


def _called(source: Record) -> str:
    return ": ".join(part for part in (source["publisher"], source["title"]) if part) or str(source["url"])


def when(event: Record) -> str:
    """An event's date: `about November 2024, still going on`."""
    return _when(event["start"], event["end"])


@lru_cache(maxsize=16_384)
def _when(start: str, end: str | None) -> str:
    if end in (None, start):
        return in_words(start)
    return f"{in_words(start)}, still going on" if end == ONGOING else f"{in_words(start)} to {in_words(str(end))}"


def verb(relation: Record) -> str:
    """What the response does to its cause: `responds to`."""
    return TYPES[relation["type"]].says


def qualities(relation: Record, actors: Mapping[str, str], withdrawn: Collection[str] = ()) -> str:
    """How a relation is meant and who asserts it, in brackets: ` (retaliate; 80% sure; asserted by Le Monde)`.

    And what is left under it once sources are withdrawn.
    """
    asserted_by = relation["asserted_by"]
    by = actors.get(asserted_by, asserted_by) if asserted_by else ""
    return _qualities(relation["stance"] or "", relation["confidence"], by, left(relation, withdrawn))


@lru_cache(maxsize=4096)
def _qualities(stance: str, confidence: int | None, by: str, under: str) -> str:
    sure = "" if confidence is None else f"{confidence}% sure"
    return _bracketed([stance.replace("_", "-"), sure, f"asserted by {isolated(by)}" if by else "", under])


def figure_sentence(figure: Record, actors: Mapping[str, str], withdrawn: Collection[str] = ()) -> str:
    """`Personnel losses of Russia: more than 700,000 persons (in all; …; claimed by Kyiv; source withdrawn)`."""
    claimed_by = figure["claimed_by"]
    parts = [
        _between(figure),
        "in all" if figure["scope"] == "cumulative" else "",
        in_words(figure["period"]) if figure["period"] else "",
        "a record" if figure["is_record"] else "",
        f"claimed by {isolated(actors.get(claimed_by, claimed_by))}" if claimed_by else "",
        "source withdrawn" if figure["source"] in withdrawn else "",
    ]
    return f"{measured(figure, actors)}: {amount(figure)}{_bracketed(parts)}"


def measured(figure: Record, actors: Mapping[str, str]) -> str:
    """What a figure is about: `Personnel losses of Russia`."""
    subject, metric = figure["subject"], isolated(figure["metric"].replace("_", " "))
    of = f" of {isolated(actors.get(subject, subject))}" if subject else ""
    return f"{metric[:1].upper()}{metric[1:]}{of}"


def amount(figure: Record) -> str:
    """`more than 700,000 persons`."""
    unit = f" {isolated(figure['unit'])}" if figure["unit"] else ""
    return f"{_COMPARATORS[figure['comparator']]}{figure['value']:,}{unit}"


def _between(figure: Record) -> str:
    low, high = figure["low"], figure["high"]
    if low is None and high is None:
        return ""
    return f"{'' if low is None else f'{low:,}'}–{'' if high is None else f'{high:,}'}"


def _bracketed(parts: Iterable[str]) -> str:
    stated = "; ".join(part for part in parts if part)
    return f" ({stated})" if stated else ""
