"""Feeds: any feed explained: what it would drop or alter of a selection, per event and why, as JSON."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Final

from service.domain.records import encode
from service.domain.selections import Selection
from service.domain.wordlist import Word, truth
from service.feeds.feed import Feed
from service.feeds.losses import Loss, nothing

EXPLAIN: Final = Word(
    "explain",
    "Instead of the feed: what this format would drop or alter, per event and why (`application/json`).",
    default=False,
    **truth(),
)


def explanation(feed: Feed) -> Feed:
    """The feed that explains another; it streams where that one does, so items come before their counts."""
    return replace(feed, media_type="application/json", render=partial(_explain, feed), drops=nothing, alters=nothing)


def _explain(feed: Feed, selection: Selection) -> Iterator[str]:
    """`feed`, `omits`, `items`, `dropped`, `altered` (how many of the items are which) and `truncated`."""
    counts: Counter[str] = Counter()
    yield f'{{"feed":{encode(feed.name)},"omits":{encode(feed.omits)},"items":['
    for effect, loss in chain(_with("dropped", feed.drops(selection)), _with("altered", feed.alters(selection))):
        yield ("," if counts.total() else "") + _item(effect, loss)
        counts[effect] += 1
    yield f'],"dropped":{counts["dropped"]},"altered":{counts["altered"]},"truncated":{encode(selection.truncated)}}}\n'


def _with(effect: str, losses: Iterable[Loss]) -> Iterator[tuple[str, Loss]]:
    return ((effect, loss) for loss in losses)


def _item(effect: str, loss: Loss) -> str:
    return encode(
        {
            "event": loss.event,
            "effect": effect,
            "field": loss.field,
            "relation": loss.relation,
            "reason": loss.reason,
        }
    )
