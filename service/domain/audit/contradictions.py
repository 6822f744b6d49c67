"""Domain: claims about the same that cannot both hold, of one claimant or of several."""

from collections.abc import Iterable, Iterator
from itertools import permutations

from service.domain.audit.claims import Claim
from service.domain.audit.verdicts import BETWEEN_CLAIMANTS, CONTRADICTION, Verdict, grouped


def contradictions(claims: Iterable[Claim]) -> Iterator[Verdict]:
    """At most one verdict for each matter and claimant, and one for each matter between claimants."""
    matters = grouped((claim.matter, claim) for claim in claims if claim.matter is not None)
    for about in matters.values():
        claimants = grouped((claim.claimed_by, claim) for claim in about)
        for own in claimants.values():
            yield from _within(own)
        yield from _between(list(claimants.values()))


def _within(own: list[Claim]) -> Iterator[Verdict]:
    top, bottom = _top(own), _bottom(own)
    if top.range.above(bottom.range):
        sentence = f"{_who(top)} claims {top.in_words} and {bottom.range.in_words}: no number is both"
        clashing = (claim for claim in own if _clash(claim, top) or _clash(claim, bottom))
        yield _verdict(CONTRADICTION, clashing, top, bottom, sentence)


def _between(claimants: list[list[Claim]]) -> Iterator[Verdict]:
    tops, bottoms = [_top(own) for own in claimants], [_bottom(own) for own in claimants]
    pairs = [
        (tops[one], bottoms[other])
        for one, other in permutations(range(len(claimants)), 2)
        if tops[one].range.above(bottoms[other].range)
    ]
    if pairs:
        top, bottom = max(pairs, key=lambda pair: pair[0].range.gap(pair[1].range))
        sentence = f"{_who(top)} claims {top.in_words}, {_who(bottom)} {bottom.range.in_words}: no number is both"
        clashing = (
            claim
            for own in claimants
            for claim in own
            if any(_clash(claim, rival) for rival in (*tops, *bottoms) if rival.claimed_by != claim.claimed_by)
        )
        yield _verdict(BETWEEN_CLAIMANTS, clashing, top, bottom, sentence)


def _verdict(finding: str, clashing: Iterable[Claim], top: Claim, bottom: Claim, sentence: str) -> Verdict:
    claims = tuple(sorted(clashing, key=lambda claim: claim.key))
    ranges = {"higher": top.range, "lower": bottom.range}
    return Verdict(finding, claims[0], claims, sentence, ranges, top.range.gap(bottom.range))


def _top(claims: list[Claim]) -> Claim:
    """The one whose lowest number is highest."""
    return max(claims, key=lambda claim: claim.range.low)


def _bottom(claims: list[Claim]) -> Claim:
    """The one whose highest number is lowest."""
    return min(claims, key=lambda claim: claim.range.high)


def _clash(one: Claim, other: Claim) -> bool:
    return not one.range.meets(other.range)


def _who(claim: Claim) -> str:
    return claim.claimed_by or "the chronicle"
