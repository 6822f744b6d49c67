import pytest

from service.domain.bounds import instant
from service.domain.selections import Selection
from service.web.parts import Part, next_part
from tests.feeds.selection import event

ANY = {"sort": None, "since": None}


def cut(*starts: str) -> Selection:
    return Selection([event(f"e{place}", start=start) for place, start in enumerate(starts)], truncated=True)


def test_the_next_part_begins_with_the_last_event() -> None:
    assert next_part(cut("2024-11-21", "2024-11~"), ANY) == Part("2024-11~", "about November 2024")


def test_all_that_was_selected_has_no_next_part() -> None:
    assert next_part(Selection([event()]), ANY) is None


@pytest.mark.parametrize("sort", ["-date", "updated", "-updated"])
def test_only_the_order_of_dates_can_be_gone_on_with(sort: str) -> None:
    assert next_part(cut("2024"), ANY | {"sort": sort}) is None


def test_a_part_that_leads_no_further_is_not_offered() -> None:
    assert next_part(cut("2024"), ANY | {"since": instant("2024-01-01T00:00:00Z")}) is None


def test_a_start_that_is_open_leads_nowhere() -> None:
    assert next_part(cut("[..2024-11-26]"), ANY) is None
