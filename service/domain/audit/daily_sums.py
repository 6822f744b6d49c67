"""Domain: running totals that differ from what the daily figures between them add up to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from service.domain.audit.claims import Claim
from service.domain.audit.verdicts import DIFFERS, Verdict, grouped
from service.domain.bounds import DAY
from service.domain.periods import name
from service.domain.ranges import NOTHING, Range
from service.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class _Known:
    """What some claims leave possible for a day (counted from 1970)."""

    day: int
    range: Range
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Expected:
    """A total carried on by the daily figures after it."""

    start: _Known
    added: Range
    known: _Known


_Daily = Mapping[int, _Known]


def differing_totals(claims: Iterable[Claim]) -> Iterator[Verdict]:
    """A verdict on every total that no total before it leads to, where the daily figures cover every day between.

    After one that differs, the next may follow from it (the level has moved) or from what was expected (it alone is
    wrong), so that one wrong number is one finding.
    """
    dated = [(claim, day) for claim in claims if (day := claim.day) is not None]
    daily = grouped((claim.claimed_by, (day, claim)) for claim, day in dated if not claim.is_total)
    totals = grouped(((claim.claimed_by, claim.since), (day, claim)) for claim, day in dated if claim.is_total)
    for (claimed_by, _), own in totals.items():
        yield from _differing(_by_day(own).values(), _by_day(daily.get(claimed_by, [])))


def _by_day(claims: Iterable[tuple[int, Claim]]) -> dict[int, _Known]:
    days = grouped(claims)
    return {day: _settled(day, days[day]) for day in sorted(days)}


def _settled(day: int, claims: list[Claim]) -> _Known:
    """What the claims about one day leave possible; where they contradict each other, any may be right."""
    low, high = max(claim.range.low for claim in claims), min(claim.range.high for claim in claims)
    if low > high:
        low, high = min(claim.range.low for claim in claims), max(claim.range.high for claim in claims)
    return _Known(day, Range(low, high), tuple(claims))


def _differing(totals: Iterable[_Known], daily: _Daily) -> Iterator[Verdict]:
    before: list[_Known] = []
    for total in totals:
        expected = [carried for start in before if (carried := _carry(start, total.day, daily))]
        fitting = next((carried for carried in expected if carried.known.range.meets(total.range)), None)
        if fitting:
            before = [_narrowed(fitting.known, total)]
        else:
            before = [total, *(carried.known for carried in expected[:1])]
            yield from (_verdict(carried, total) for carried in expected[:1])


def _carry(start: _Known, day: int, daily: _Daily) -> _Expected | None:
    """None where a day between has no figure."""
    days = range(start.day + 1, day + 1)
    if len(days) > len(daily) or not all(between in daily for between in days):
        return None
    added = [daily[between] for between in days]
    total = reduce(Range.plus, (known.range for known in added), NOTHING)
    claims = (*start.claims, *(claim for known in added for claim in known.claims))
    return _Expected(start, total, _Known(day, start.range.plus(total), claims))


def _narrowed(expected: _Known, total: _Known) -> _Known:
    """What both leave possible, resting on no more claims than it needs."""
    if total.range.lies_in(expected.range):
        return total
    if expected.range.lies_in(total.range):
        return expected
    return _Known(total.day, expected.range.common(total.range), (*expected.claims, *total.claims))


def _verdict(expected: _Expected, total: _Known) -> Verdict:
    start, reached = expected.start, expected.known.range
    days = total.day - start.day
    over = "over the day after it" if days == 1 else f"over the {days} days after it"
    sentence = (
        f"{start.range.in_words} up to {_name(start)} and {expected.added.in_words} {over} "
        f"make {reached.in_words}; up to {_name(total)} the claim is {total.range.in_words}"
    )
    ranges = {"before": start.range, "added": expected.added, "expected": reached, "claimed": total.range}
    claims = (*expected.known.claims, *total.claims)
    return Verdict(DIFFERS, total.claims[0], claims, sentence, ranges, reached.gap(total.range))


def _name(known: _Known) -> str:
    written = name(known.day * DAY, "day")
    return in_words(written) if written[0].isdigit() else written
