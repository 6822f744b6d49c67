"""Domain: whether a claimed record stands against the same claimant's figures before it."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator
from itertools import accumulate

from service.domain.audit.claims import Claim
from service.domain.audit.verdicts import REFUTED, SUPPORTED, UNDECIDED, Verdict, grouped


def judged_records(claims: Iterable[Claim]) -> Iterator[Verdict]:
    """One verdict on every record that is claimed for a period, held against periods of the same length."""
    series = grouped(((claim.claimed_by, _sort(claim)), claim) for claim in claims if not claim.is_total)
    for own in series.values():
        if any(claim.figure["is_record"] for claim in own):
            yield from _judged(own)


def _sort(claim: Claim) -> Hashable:
    """A number for a period and one for an event are two sorts, and so are one for a day and one for a month."""
    return claim.figure["period"] is None, claim.length


def _judged(own: list[Claim]) -> Iterator[Verdict]:
    ended = sorted((claim.period.latest, claim.key, claim) for claim in own if claim.period.latest is not None)
    ends = [latest for latest, *_ in ended]
    before = [claim for *_, claim in ended]
    surest, highest = list(accumulate(before, _surer)), list(accumulate(before, _higher))
    for record in own:
        if record.figure["is_record"]:
            first = record.period.earliest
            known = bisect_left(ends, first) if first is not None and record.length is not None else 0
            yield _judge(record, surest[known - 1], highest[known - 1]) if known else _alone(record)


def _surer(one: Claim, other: Claim) -> Claim:
    return max(one, other, key=lambda claim: claim.range.low)


def _higher(one: Claim, other: Claim) -> Claim:
    return max(one, other, key=lambda claim: claim.range.high)


def _judge(record: Claim, surest: Claim, highest: Claim) -> Verdict:
    """`surest` has the highest low of all before the record, `highest` the highest high. A tie is no record."""
    if surest.range.low >= record.range.high:
        return _verdict(REFUTED, record, surest, "was not beaten by the record claimed")
    if record.range.low > highest.range.high:
        return _verdict(SUPPORTED, record, highest, "was the highest before the record claimed")
    return _verdict(UNDECIDED, record, highest, "may or may not have been beaten by the record claimed")


def _verdict(finding: str, record: Claim, other: Claim, says: str) -> Verdict:
    sentence = f"{other.in_words} {says}, {record.in_words}"
    ranges = {"record": record.range, "before": other.range}
    gap = None if finding == UNDECIDED else record.range.gap(other.range)
    return Verdict(finding, record, (record, other), sentence, ranges, gap)


def _alone(record: Claim) -> Verdict:
    sentence = f"no figure of the same claimant and length is known to lie before the record claimed, {record.in_words}"
    return Verdict(UNDECIDED, record, (record,), sentence, {"record": record.range})
