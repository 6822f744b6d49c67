"""The ranges of a window, held against the window as the contract says it."""

import itertools
import random

import pytest

from service.domain.bounds import DAY
from service.domain.span_classes import span_class
from service.domain.spans import order_key, span
from service.storage.rows import closed
from service.storage.tables import OPEN
from service.storage.windows import Window
from tests.storage.chronicle import STARTS
from tests.storage.stored import event_query

EDGES = ("-0044", "0000", "1914", "1939-09-01", "1945-05-08", "1999-12-31T23:59:59Z", "2024-11", "2024-11-25", "9999")


ODD = "2024-11-26T04:00:00Z/2024-11-25"
"""It ends before it begins: in another zone it may not."""


def rows():
    """Events of every kind of date, as their columns."""
    for start in (*STARTS, "0001/1999", "1914-07-28/1918-11-11", "2024-11-20/2024-11-22", "[..2024-11-20]", ODD):
        for end in (None, "..", "2030", "Y170000003"):
            if end and ("/" in start or start[0] in "[{" or start.startswith("Y")):
                continue
            extent = span(start, end)
            first, last = order_key(extent)
            columns = {"first": first, "last": last, "earliest": extent.start.earliest, "latest": extent.end.latest}
            yield closed(columns) | {"span_class": span_class(extent), "is": (start, end)}


def holds(query, row):
    low, high = ("earliest", "latest") if query["certain"] else ("latest", "earliest")
    return (query["since"] is None or row[low] >= query["since"]) and (
        query["until"] is None or row[high] <= query["until"]
    )


def asked(window, row):
    """Whether what the ranges leave to be asked holds."""
    compared = {"own.last >= ?": "last", "own.last <= ?": "last", "t1.earliest >= ?": "earliest"}
    return all(
        row[compared[text]] <= edge if "<=" in text else row[compared[text]] >= edge
        for text, edge in window.conditions()
    )


def legs_with(window, row):
    return [
        number
        for number, leg in enumerate(window.legs())
        for low, high, of_class in leg
        if low <= row["first"] <= high and of_class in (None, row["span_class"]) and asked(window, row)
    ]


@pytest.mark.parametrize("certain", ["true", "false"])
@pytest.mark.parametrize("since", [None, *EDGES])
@pytest.mark.parametrize("until", [None, *EDGES])
def test_every_event_of_a_window_stands_in_one_of_its_ranges_and_no_other_does(since, until, certain):
    words = {"since": since, "until": until, "certain": certain}
    query = event_query(**{word: text for word, text in words.items() if text})
    window = Window.of([query])
    for row in rows():
        assert len(legs_with(window, row)) == holds(query, row), row


def test_windows_meet():
    window = Window.of([event_query(since="2000", until="2010"), event_query(since="2005", certain="true")])
    assert (window.since, window.after) == (946_684_800, 1_104_537_600)


def test_legs_follow_each_other():
    for since, until in ((0, OPEN), (-OPEN, 0), (0, 10 * DAY), (5 * DAY, 0)):
        legs = [leg for leg in Window(since, until).legs() if leg]
        for before, behind in itertools.pairwise(legs):
            assert max(part.high for part in before) < min(part.low for part in behind)


@pytest.mark.parametrize("descending", [False, True])
def test_behind_a_key_nothing_of_a_leg_is_asked_again(descending):
    dice = random.Random(1)
    for _ in range(200):
        window = Window(dice.randrange(-900, 900) * DAY, dice.randrange(-900, 900) * DAY)
        key = (dice.randrange(-999, 999) * DAY, 0, "m")
        for leg in window.legs_behind(key, descending=descending):
            for edge, limit, _ in leg:
                assert (edge <= key and edge[0] >= limit) if descending else (edge >= key and edge[0] <= limit)
