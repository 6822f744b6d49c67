import pytest

from service.domain.span_classes import BRIEF, ENDLESS, LONG_SINCE_EVER, SINCE_EVER, WIDTHS, span_class
from service.domain.spans import order_key, span

CLASSES = {
    "2024-11-24": BRIEF,
    "2024-11-24T10:00:00Z": BRIEF,
    "2024-11-24/2024-11-25": 1,
    "2024-11-04/2024-11-10": 1,
    "2024-11": 2,
    "2024-01": 2,
    "2024-21": 3,
    "2024": 3,
    "2023": 3,
    "200X": 4,
    "19XX": 5,
    "0001/1000": 6,
    "-2000/1999": ENDLESS,
    "2024/..": ENDLESS,
    "2024/": ENDLESS,
    "../2024": SINCE_EVER,
    "[..2024-11-25]": SINCE_EVER,
    "../..": SINCE_EVER,
}


@pytest.mark.parametrize(("start", "number"), CLASSES.items())
def test_a_date_as_it_is_written_fills_the_class_of_its_length(start, number):
    assert span_class(span(start, None)) == number


def test_what_goes_on_has_no_length():
    assert span_class(span("2024-11-24", "..")) == ENDLESS


def test_an_open_beginning_with_a_later_end_is_long():
    assert span_class(span("[..2024-11-25]", "2024-12")) == LONG_SINCE_EVER
    assert span_class(span("[..2024-12]", "2024-03")) == LONG_SINCE_EVER


@pytest.mark.parametrize("start", [date for date, number in CLASSES.items() if number in WIDTHS])
def test_no_span_is_longer_than_its_class(start):
    extent = span(start, None)
    first, last = order_key(extent)
    assert last - first < WIDTHS[span_class(extent)]
