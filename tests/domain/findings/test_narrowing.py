"""Narrowed dates, held against every combination of dates that small random chronicles allow."""

from collections.abc import Iterator
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from service.domain.bounds import Bounds
from service.domain.findings.narrowing import Narrowed, Rule, narrow
from service.domain.spans import Span

WORLD = range(-4, 11)
"""The instants that an event can start at; the bounds drawn below lie well inside."""
SLACK = 1
EVENTS = "abc"


def bounds(low: int, high: int) -> st.SearchStrategy[Bounds]:
    pair = st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)
    return st.builds(lambda ends, first, last: Bounds(ends[0] if first else None, ends[1] if last else None),
                     pair, st.booleans(), st.booleans())  # fmt: skip


SPANS = st.fixed_dictionaries(
    {
        event: st.builds(Span, bounds(0, 6), bounds(0, 6), st.booleans(), st.booleans(), st.booleans())
        for event in EVENTS
    }
)
ENDS = st.sampled_from(EVENTS)
RULES = st.lists(st.tuples(ENDS, ENDS, st.sampled_from(["start", "end"])), max_size=5).map(
    lambda rows: [Rule(f"r{at}", *row) for at, row in enumerate(rows)]
)


def within(bound: Bounds, *, zoned: bool, qualified: bool) -> tuple[int, int]:
    """The instants that a value allows, within the world."""
    off = 0 if zoned else SLACK
    low = WORLD[0] if qualified or bound.earliest is None else bound.earliest - off
    return low, WORLD[-1] if qualified or bound.latest is None else bound.latest + off


def histories(spans: dict[str, Span], rules: list[Rule]) -> Iterator[dict[str, int]]:
    """Every choice of starts for which there are ends so that all values and all rules hold."""
    starts = [within(span.start, zoned=span.start_zoned, qualified=span.qualified) for span in spans.values()]
    for chosen in product(*(range(low, high + 1) for low, high in starts)):
        at = dict(zip(spans, chosen, strict=True))
        if all(at[rule.cause] <= at[rule.response] for rule in rules) and all(
            has_end(spans[event], at[event], [at[rule.response] for rule in rules if rule[1::2] == (event, "end")])
            for event in spans
        ):
            yield at


def has_end(span: Span, start: int, before: list[int]) -> bool:
    low, high = within(span.end, zoned=span.end_zoned, qualified=span.qualified)
    return max(low, start) <= min([high, *before])


def expected(spans: dict[str, Span], rules: list[Rule]) -> dict[str, tuple[int | None, int | None]]:
    """By event: the first and the last start as it would be written, where less is written and the event's own end
    does not say as much."""
    possible = list(histories(spans, rules))
    found = {}
    for event, span in spans.items():
        off = 0 if span.start_zoned else SLACK
        first, last = min(at[event] for at in possible), max(at[event] for at in possible)
        alone = [at[event] for at in histories({event: span}, [])]
        low = first - off if first > min(alone) else None
        high = last + off if last < max(alone) else None
        narrowed = (
            low if low is not None and (span.start.earliest is None or low > span.start.earliest) else None,
            high if high is not None and (span.start.latest is None or high < span.start.latest) else None,
        )
        if narrowed != (None, None):
            found[event] = narrowed
    return found


def seconds(found: Narrowed) -> tuple[int | None, int | None]:
    return found.earliest and found.earliest.second, found.latest and found.latest.second


@given(SPANS, RULES)
def test_narrowed_bounds_are_the_first_and_the_last_start_of_all_histories(spans, rules):
    if any(histories(spans, rules)):
        assert {one.event: seconds(one) for one in narrow(spans, rules, slack=SLACK)} == expected(spans, rules)


def test_an_end_with_an_offset_bounds_a_start_without_one_though_both_read_alike():
    unknown, known = Bounds(None, None), Bounds(2, 2)
    spans = {"a": Span(unknown, unknown, False, True, True), "b": Span(known, known, False, False, True)}
    (found,) = narrow(spans, [Rule("r", "a", "b", "start")], slack=SLACK)
    assert seconds(found) == (None, 2)


@given(SPANS, RULES)
def test_a_contradiction_is_said_only_where_no_history_is_possible(spans, rules):
    if any(one.contradicted for one in narrow(spans, rules, slack=SLACK)):
        assert not any(histories(spans, rules))


@given(SPANS, RULES)
def test_the_path_of_a_bound_leads_from_its_witness_to_the_event(spans, rules):
    by_id = {rule.relation: rule for rule in rules}
    for one in narrow(spans, rules, slack=SLACK):
        for bound, ends in ((one.earliest, ("witness", "event")), (one.latest, ("event", "witness"))):
            if bound:
                passed = [by_id[name] for name in bound.path]
                assert all(this.response == following.cause for this, following in pairwise(passed))
                named = {"witness": bound.witness, "event": one.event}
                assert (passed[0].cause, passed[-1].response) == tuple(named[end] for end in ends)


@given(SPANS, RULES)
def test_a_bound_is_a_bound_of_its_witness_as_far_off_as_offsets_can_be(spans, rules):
    for one in narrow(spans, rules, slack=SLACK):
        off = 0 if spans[one.event].start_zoned else SLACK
        for bound, sign in ((one.earliest, 1), (one.latest, -1)):
            if bound:
                witness = spans[bound.witness]
                sides = ((witness.start, witness.start_zoned), (witness.end, witness.end_zoned))
                own = [(side.earliest if sign == 1 else side.latest, 0 if zoned else SLACK) for side, zoned in sides]
                assert bound.second in {value - sign * (slack + off) for value, slack in own if value is not None}


FREE = Span(Bounds(None, None), Bounds(None, None), qualified=False, start_zoned=False, end_zoned=False)


def day(number: int, *, qualified: bool = False) -> Span:
    bound = Bounds(number * 86_400, (number + 1) * 86_400 - 1)
    return Span(bound, bound, qualified, start_zoned=True, end_zoned=True)


def test_a_bound_is_carried_along_a_chain_with_its_proof():
    spans = {"a": day(10), "b": day(3, qualified=True), "c": FREE}
    (b, c) = narrow(spans, [Rule("ab", "a", "b", "start"), Rule("bc", "b", "c", "start")])
    assert (b.event, b.earliest.second, b.earliest.path) == ("b", 864_000, ("ab",))
    assert (c.earliest.witness, c.earliest.path, c.earliest.second) == ("a", ("ab", "bc"), 864_000 - 43_200)


def test_a_date_that_no_history_allows_is_a_contradiction():
    spans = {"a": day(10), "b": day(11, qualified=True), "c": day(3)}
    found = narrow(spans, [Rule("ab", "a", "b", "start"), Rule("bc", "b", "c", "start")])
    assert [(one.event, one.contradicted) for one in found] == [("a", True), ("b", True), ("c", True)]


def test_what_holds_already_narrows_nothing():
    assert list(narrow({"a": day(1), "b": day(5)}, [Rule("ab", "a", "b", "start")])) == []
