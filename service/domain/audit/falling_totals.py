"""Domain: running totals that go down."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from service.domain.audit.claims import Claim
from service.domain.audit.verdicts import FALLS, Verdict, grouped


class _Reached(NamedTuple):
    """A total, and the first and last second at which it may have been reached."""

    first: int
    last: int
    total: Claim


def falling_totals(claims: Iterable[Claim]) -> Iterator[Verdict]:
    """A verdict on every total that is surely below one surely before it; later ones are held against the new level."""
    series = grouped(((at.total.claimed_by, at.total.since, at.total.zoned), at) for at in _dated(claims))
    for totals in series.values():
        yield from _falls(totals)


def _dated(claims: Iterable[Claim]) -> Iterator[_Reached]:
    for claim in claims:
        first, last = claim.until.earliest, claim.until.latest
        if claim.is_total and first is not None and last is not None:
            yield _Reached(first, last, claim)


def _falls(totals: list[_Reached]) -> Iterator[Verdict]:
    past = deque(sorted(totals, key=lambda at: at.last))
    highest: Claim | None = None
    for now in sorted(totals, key=lambda at: (at.first, at.total.key)):
        while past[0].last < now.first:
            before = past.popleft().total
            highest = before if highest is None or before.range.low > highest.range.low else highest
        if highest and highest.range.above(now.total.range):
            yield _verdict(highest, now.total)
            highest = None


def _verdict(before: Claim, after: Claim) -> Verdict:
    ranges = {"before": before.range, "after": after.range}
    sentence = f"{before.in_words}, then {after.in_words}: the total has gone down"
    return Verdict(FALLS, after, (before, after), sentence, ranges, before.range.gap(after.range))
