from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from service.domain.bounds import instant
from service.storage import journal
from service.storage.moments import Written
from service.web import moments
from service.web.moments import Moments
from tests.support.builders import Make
from tests.web.pages import elements, text_of

Over = Callable[[str, str], Moments]


@pytest.fixture
def over(monkeypatch: pytest.MonkeyPatch) -> Over:
    """The moments to choose from where the journal runs from one instant to another."""

    def made(first: str, last: str) -> Moments:
        span = Written(instant(f"{first}Z"), instant(f"{last}Z"), changes=120, until=57)
        monkeypatch.setattr(moments, "written", lambda _chosen: span)
        return moments.moments(None, "")

    return made


@pytest.mark.parametrize(
    ("last", "latest"),
    [
        ("2026-11-25T12:00:00", "24 November 2026"),
        ("2026-11-22T14:30:00", "22 November 2026, 14:00 UTC"),
        ("2026-11-22T10:05:30", "22 November 2026, 10:05 UTC"),
        ("2026-11-22T10:00:05", "22 November 2026, 10:00:05 UTC"),
        ("2026-11-22T10:00:01", "now"),
    ],
)
def test_moments_are_as_far_apart_as_the_journal_is_long(over: Over, last: str, latest: str) -> None:
    assert over("2026-11-22T10:00:00", last).options[:2][-1].label == latest


def test_a_long_journal_offers_no_more_moments_than_a_slider_can_hold(over: Over) -> None:
    assert len(over("2001-01-01T00:00:00", "2026-11-22T10:00:00").options) <= 61


def test_a_day_is_as_it_was_known_at_its_end(over: Over) -> None:
    options = over("2026-11-22T10:00:00", "2026-11-25T12:00:00").options
    assert [option.value for option in options] == ["", *(f"2026-11-{day}T23:59:59.999999Z" for day in (24, 23, 22))]


def test_the_page_shows_what_was_known_then(client: FlaskClient, make: Make) -> None:
    make.event(title="An early one")
    then = journal.head().seq
    make.event(title="A late one")
    told = text_of(client.get(f"/?as_of={then}").text)
    assert ("An early one" in told, "A late one" in told) == (True, False)
    assert f"As it was known right after change {then} , after {then} of {then + 1} changes." in told


def test_the_way_back_to_now_keeps_the_filters(client: FlaskClient, make: Make) -> None:
    make.event(kind="strike")
    page = client.get(f"/?kind=strike&as_of={journal.head().seq}").text
    assert "/?kind=strike" in {link.get("href") for link in elements(page, "a")}


def test_a_chain_is_told_as_it_was_known(client: FlaskClient, make: Make) -> None:
    cause, response = make.event(title="A permit"), make.event(title="A strike")
    then = journal.head().seq
    make.relation(cause, response)
    for path in (f"/?chain={response['id']}", f"/events/{response['id']}", f"/events/{response['id']}/chain"):
        moment = f"{'&' if '?' in path else '?'}as_of={then}"
        before, now = (text_of(client.get(f"{path}{words}").text) for words in (moment, ""))
        assert ("responds to" in before, "responds to" in now) == (False, True)


def test_the_form_keeps_the_moment(client: FlaskClient, make: Make) -> None:
    make.event()
    then = str(journal.head().seq)
    chosen = [
        option["value"] for option in elements(client.get(f"/?as_of={then}").text, "option") if "selected" in option
    ]
    assert chosen == [then]


@pytest.mark.parametrize("moment", ["yesterday", "2999-01-01T00:00:00Z", "999999"])
def test_a_moment_that_cannot_be_is_told_over_the_form(client: FlaskClient, make: Make, moment: str) -> None:
    make.event()
    answer = client.get(f"/?as_of={moment}")
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert "As it was known : " in text_of(answer.text)


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("0000-01-01T00:00:00Z", "1 January 1 BCE, 00:00 UTC"),
        ("0000-01-01T00:00:00%2B01:00", "31 December 2 BCE, 23:00 UTC"),
    ],
)
def test_a_moment_before_the_year_1_is_said_as_any_other(client: FlaskClient, moment: str, said: str) -> None:
    assert f"As it was known on {said}" in text_of(client.get(f"/?as_of={moment}").text)
