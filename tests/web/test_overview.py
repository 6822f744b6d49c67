import pytest
from flask.testing import FlaskClient

from tests.support.builders import Make
from tests.web.pages import elements


def strip(client: FlaskClient, words: str) -> dict[str | None, str | None]:
    """Where each bar leads, by what it says."""
    links = elements(client.get(f"/?{words}").text, "a")
    return {link["aria-label"]: link["href"] for link in links if link.get("aria-label")}


@pytest.fixture
def months(make: Make) -> None:
    """Two events in one month, one in the next."""
    for start in ("2024-10-01", "2024-10-20", "2024-11-05"):
        make.event(start=start, kind="strike")


def test_a_part_is_shown_with_the_whole_of_it(client: FlaskClient, months: None) -> None:
    bars = strip(client, "since=2024-11-01")
    assert bars["October 2024: 2 events"] == "/?since=2024-10&until=2024-10"
    assert "November 2024: 1 event" in bars


def test_a_bar_keeps_the_other_words(client: FlaskClient, months: None) -> None:
    assert strip(client, "kind=strike&until=2024-11")["November 2024: 1 event"] == (
        "/?kind=strike&until=2024-11&since=2024-11"
    )


def test_what_does_not_match_is_no_part_of_the_whole(client: FlaskClient, make: Make, months: None) -> None:
    make.event(start="2024-12-01", kind="talks")
    assert not [said for said in strip(client, "kind=strike&since=2024-11") if "December" in str(said)]


def test_everything_needs_no_overview(client: FlaskClient, months: None) -> None:
    assert strip(client, "kind=strike") == {}


def test_what_spreads_over_many_years_is_counted_by_year(client: FlaskClient, make: Make) -> None:
    for start in ("1950-03", "2024-10-01"):
        make.event(start=start)
    assert strip(client, "since=2000")["1950: 1 event"] == "/?since=1950&until=1950"


def test_what_spreads_too_far_has_no_strip(client: FlaskClient, make: Make) -> None:
    for start in ("-0043-03-15", "Y-170000002", "2024-10-01"):
        make.event(start=start)
    assert strip(client, "since=2000") == {}
