"""Web: an event by itself: its card, and its claims side by side with who makes each."""

from dataclasses import dataclass

from service.domain.moments import AS_OF, Moment
from service.domain.queries import EVENT_WORDS
from service.domain.selections import Record
from service.domain.wording import in_words
from service.domain.wordlist import read_words
from service.feeds.sentences import Names, amount, measured, names_in
from service.storage import selections
from service.web.cards import Card, cards


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that somebody claimed: `Personnel losses of Russia`, `more than 700,000 persons`."""

    of: str
    amount: str
    period: str
    claimed_by: str
    """'' where nobody is named."""
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class About:
    """What is said of an event."""

    card: Card
    claims: list[Claim]


def about(event: str, moment: Moment | None = None) -> About:
    """An event that is there, as of a moment."""
    query = read_words(EVENT_WORDS, [("id", event)]) | {AS_OF.name: moment}
    selection = selections.select(query, limit=1)
    names = names_in(selection)
    return About(
        card=cards(selection)[0],
        claims=[_claim(figure, names) for record in selection.events for figure in record["figures"]],
    )


def _claim(figure: Record, names: Names) -> Claim:
    claimed_by, source = figure["claimed_by"] or "", figure["source"] or ""
    return Claim(
        of=measured(figure, names.actors),
        amount=amount(figure),
        period=in_words(figure["period"]) if figure["period"] else "",
        claimed_by=names.actors.get(claimed_by, claimed_by),
        source=names.sources.get(source, source),
        note=figure["note"] or "",
    )
