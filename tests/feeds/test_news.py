from service.feeds.news import NEVER, feed_id, newest_first, news, updated
from tests.feeds.selection import event, kind, relation, selection, source

LATER = "2026-02-01T00:00:00.000000Z"


def test_an_event_has_one_name_through_all_its_versions() -> None:
    changed = event("a", title="Other") | {"version": 2, "updated_at": LATER}
    [before, after] = [entry.id for record in (event("a"), changed) for entry in news(selection(record))]
    assert before == after


def test_events_of_two_chronicles_have_two_names_though_they_share_an_id() -> None:
    elsewhere = event("a") | {"created_at": LATER}
    assert len({entry.id for record in (event("a"), elsewhere) for entry in news(selection(record))}) == 2


def test_an_entry_tells_what_is_known_and_which_version_it_is() -> None:
    answer = event("b", title="Answer", summary="In short.", sources=[{"source": "paper"}])
    chosen = selection(event("a", title="Cause"), answer, relations=[relation("a", "b")], sources=[source("paper")])
    told = list(news(chosen))[1].text.split("\n")
    assert (told[0], told[-1]) == ("In short.", "Version 1")
    assert {"Status: reported", "“Answer” responds to “Cause”, an analyst's reading", "Source: Source paper"} < set(
        told
    )


def test_an_entry_is_filed_under_kind_and_tags() -> None:
    [entry] = news(selection(event(tags=["war", "talks"]), kinds=[kind("strike", "Strike")]))
    assert entry.labels == {"strike": "Strike", "war": "war", "talks": "talks"}


def test_an_entry_of_which_every_source_was_withdrawn_says_so() -> None:
    withdrawn = source("paper", retracted_at="2024-12-01T09:00:00Z")
    [entry] = news(selection(event(sources=[{"source": "paper"}]), sources=[withdrawn]))
    assert "retracted" in entry.labels


def test_an_entry_leads_to_the_page_and_to_the_record() -> None:
    [entry] = news(selection(event("a"), base_url="https://chronicle.example"))
    assert entry.url == "https://chronicle.example/events/a"
    assert entry.api_url == "https://chronicle.example/v1/events/a"


def test_a_title_is_one_line_without_what_no_line_can_hold() -> None:
    [entry] = news(selection(event(title="One\r\ntwo\x07\u2028three")))
    assert entry.title == "One two three"


def test_the_newest_change_dates_the_feed() -> None:
    assert updated(selection(event("a"), event("b") | {"updated_at": LATER})) == LATER
    assert updated(selection()) == NEVER


def test_a_feed_is_called_by_its_address_where_it_has_one() -> None:
    address = "https://chronicle.example/v1/feeds/changes.atom?tag=a"
    assert feed_id(selection(address=address)) == address
    assert feed_id(selection(title="One")) != feed_id(selection(title="Two"))


def test_the_last_change_comes_first_unless_another_order_is_asked_for() -> None:
    assert newest_first({"sort": None})["sort"] == "-updated"
    assert newest_first({"sort": "date"})["sort"] == "date"
