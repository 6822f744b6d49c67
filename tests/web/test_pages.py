import base64
import hashlib
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.config import Settings
from service.storage import journal, tokens
from service.web import pages
from tests.support.builders import Make
from tests.web.pages import Elements, elements, text_of

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_the_page_shows_every_event_as_a_mark_and_as_a_card(client: FlaskClient, make: Make) -> None:
    event = make.event(title="A permit")
    page = client.get("/").text
    assert [link["href"] for link in elements(page, "a") if link.get("data-id") == event["id"]] == [
        f"/events/{event['id']}"
    ]
    assert [card["id"] for card in elements(page, "article")] == [f"event-{event['id']}"]


def test_causes_and_responses_are_sentences(client: FlaskClient, make: Make) -> None:
    cause, response = make.event(title="A permit"), make.event(title="A strike")
    make.relation(cause, response, stance="retaliate", basis="stated_by_source")
    told = text_of(client.get("/").text)
    assert "responds to A permit (retaliate), stated by the source" in told
    assert "is answered by A strike (retaliate), stated by the source" in told


def test_a_sentence_links_to_the_other_event(client: FlaskClient, make: Make) -> None:
    cause, response = make.chain(2)
    links = {link.get("href") for link in elements(client.get("/").text, "a")}
    assert {f"#event-{cause['id']}", f"#event-{response['id']}"} <= links


def test_the_url_filters(client: FlaskClient, make: Make) -> None:
    make.event(title="A strike", kind="strike")
    make.event(title="A talk", kind="talks")
    told = text_of(client.get("/?kind=strike").text)
    assert "A strike" in told
    assert "A talk" not in told


def test_the_form_shows_what_the_url_says(client: FlaskClient, make: Make) -> None:
    make.event(kind="strike")
    page = client.get("/?kind=strike&since=2020&lane=actor").text
    assert [field["value"] for field in elements(page, "input") if field.get("name") == "since"] == ["2020"]
    assert [option["value"] for option in elements(page, "option") if "selected" in option] == ["strike", "actor"]


def test_the_form_keeps_words_that_have_no_field(client: FlaskClient, make: Make) -> None:
    make.event()
    kept = [field for field in elements(client.get("/?linked=none").text, "input") if field.get("type") == "hidden"]
    assert [(field["name"], field["value"]) for field in kept] == [("linked", "none")]


def test_empty_fields_of_the_form_ask_for_nothing(client: FlaskClient, make: Make) -> None:
    make.event(title="A strike")
    assert "A strike" in text_of(client.get("/?q=&kind=&since=&lane=").text)


def test_a_filter_that_does_not_read_is_told_over_its_form(client: FlaskClient, make: Make) -> None:
    make.event()
    answer = client.get("/?since=yesterday&lane=actor")
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert "From : this is no date that can be read. A date is a year, a month or a day" in text_of(answer.text)
    assert [field["value"] for field in elements(answer.text, "input") if field.get("name") == "since"] == ["yesterday"]


def test_a_filter_is_blamed_by_the_label_of_its_field(client: FlaskClient, make: Make) -> None:
    make.event()
    told = text_of(client.get("/?until=soon&lane=row").text)
    assert "To : this is no date" in told
    assert "Lanes by : " in told


def test_the_api_says_where_a_date_goes_wrong(client: FlaskClient) -> None:
    assert "at position" in client.get("/v1/events?since=yesterday").get_json()["errors"][0]["detail"]


@pytest.mark.parametrize("words", ["colour=red", "timeline=nothing", "q=!", "lane=row", "width=1"])
def test_no_word_breaks_the_page(client: FlaskClient, words: str) -> None:
    answer = client.get(f"/?{words}")
    assert (answer.status_code, answer.mimetype) == (422, "text/html")


@pytest.mark.parametrize("path", ["/", "/timelines", "/events/nothing", "/events/nothing/chain", "/embed/nothing"])
@pytest.mark.parametrize("words", ["q=\xff", "\xc3=a", "q=%FF", "q=%ED%A0%80"])
def test_words_that_are_no_utf_8_break_no_page(client: FlaskClient, path: str, words: str) -> None:
    answer = client.get(path, environ_overrides={"QUERY_STRING": words})
    assert (answer.status_code < 500, answer.mimetype) == (True, "text/html")


def test_an_empty_database_says_how_to_fill_it(client: FlaskClient) -> None:
    told = text_of(client.get("/").text)
    assert "causeline load seeds" in told
    assert "causeline token add me --scope write" in told


def test_filters_that_match_nothing_say_so(client: FlaskClient, make: Make) -> None:
    make.event()
    assert "No event matches" in text_of(client.get("/?q=zebra").text)


def test_a_timeline_gives_the_page_its_title(client: FlaskClient, make: Make) -> None:
    make.event()
    make.timeline(id="war", title="War and talks", summary="In short")
    assert "War and talks In short" in text_of(client.get("/?timeline=war").text)


def test_a_timeline_has_a_page_of_its_events_alone(client: FlaskClient, make: Make) -> None:
    inside, _ = make.event(kind="strike"), make.event(kind="talks")
    make.timeline(id="war", title="War and talks", summary="In short", query={"kind": "strike"})
    page = client.get("/timelines/war").text
    assert "War and talks In short" in text_of(page)
    assert [card["data-id"] for card in elements(page, "article")] == [inside["id"]]


def test_every_other_word_filters_within_a_timeline(client: FlaskClient, make: Make) -> None:
    make.event(title="A strike", kind="strike")
    make.event(title="A second strike", kind="strike")
    make.timeline(id="war", query={"kind": "strike"})
    page = client.get("/timelines/war?q=second").text
    assert [card["data-id"] for card in elements(page, "article")] != []
    assert ("A second strike" in text_of(page), "A strike" in text_of(page)) == (True, False)


def test_the_form_of_a_timeline_stays_on_its_page(client: FlaskClient, make: Make) -> None:
    make.event()
    make.timeline(id="war")
    [form] = [form for form in elements(client.get("/timelines/war").text, "form") if form["id"] == "filters"]
    assert form["action"] == "/timelines/war"


def test_the_form_of_a_timeline_offers_what_the_timeline_holds(client: FlaskClient, make: Make) -> None:
    make.event(kind="strike")
    make.event(kind="talks")
    make.timeline(id="war", query={"kind": "strike"})
    offered = {option["value"] for option in elements(client.get("/timelines/war").text, "option")}
    assert ("strike" in offered, "talks" in offered) == (True, False)


def test_the_page_of_a_timeline_takes_no_other_timeline(client: FlaskClient, make: Make) -> None:
    make.timeline(id="war")
    assert client.get("/timelines/war?timeline=war").status_code == 422


def test_a_timeline_that_is_not_there_leads_to_those_that_are(client: FlaskClient, make: Make) -> None:
    make.timeline(id="war", title="War and talks")
    answer = client.get("/timelines/peace")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "there is no timeline" in text_of(answer.text)
    assert "/timelines/war" in {link.get("href") for link in elements(answer.text, "a")}


@pytest.mark.parametrize("path", ["/timelines/t", "/embed/t"])
def test_a_timeline_that_was_deleted_is_shown_as_of_its_time(client: FlaskClient, make: Make, path: str) -> None:
    make.event(title="Talks")
    make.timeline(id="t")
    then = journal.head().seq
    client.delete("/v1/timelines/t")
    assert client.get(path).status_code == 404
    told = client.get(f"{path}?as_of={then}")
    assert told.status_code == 200
    assert "Talks" in told.text


@pytest.mark.parametrize("path", ["/", "/timelines"])
def test_timelines_are_found_from_the_page(client: FlaskClient, make: Make, path: str) -> None:
    make.timeline(id="war", title="War and talks")
    assert "War and talks" in text_of(client.get(path).text)
    assert "/timelines/war" in {link.get("href") for link in elements(client.get(path).text, "a")}


def test_many_timelines_are_listed_page_by_page(
    client: FlaskClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "SHELF", 2)
    for name in ("a", "b", "c"):
        make.timeline(id=name, title=f"Line {name}")
    [following] = {link["href"] for link in elements(client.get("/timelines").text, "a") if "cursor" in link["href"]}
    assert "Line c" in text_of(client.get(following).text)


def test_without_a_timeline_the_list_says_how_one_is_made(client: FlaskClient) -> None:
    assert "PUT /v1/timelines/my-first" in text_of(client.get("/timelines").text)


def test_a_feed_is_offered_with_the_words_that_it_takes(client: FlaskClient, make: Make) -> None:
    make.event(kind="strike")
    make.timeline(id="war")
    page = client.get("/timelines/war?kind=strike&lane=actor").text
    feeds = {link["href"] for link in elements(page, "a") if "/v1/feeds/" in (link.get("href") or "")}
    assert "/v1/feeds/timeline.svg?timeline=war&kind=strike&lane=actor" in feeds
    assert {client.get(feed).status_code for feed in feeds} == {200}


def test_an_event_has_a_page_with_its_chain(client: FlaskClient, make: Make) -> None:
    first, middle, last = make.chain(3)
    other = make.event()
    cards = [card["data-id"] for card in elements(client.get(f"/events/{middle['id']}").text, "article")]
    assert cards[0] == middle["id"]
    assert set(cards) == {first["id"], middle["id"], last["id"]}
    assert other["id"] not in cards


def test_an_event_that_is_not_there_is_a_page_too(client: FlaskClient) -> None:
    answer = client.get("/events/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def chain_in(page: str) -> str:
    """What the panel says."""
    [told] = re.findall(r'(?s)<(?:aside|section) class="chain.*?The same as data', page)
    return text_of(told)


def test_a_chain_is_told_in_both_directions_step_by_step(client: FlaskClient, make: Make) -> None:
    first, _, third, _ = make.chain(4)
    told = chain_in(client.get(f"/?chain={third['id']}").text)
    assert re.search(
        "What led to it 1 step before Event 3 responds to Event 2 .* 2 steps before Event 2 responds to Event 1 "
        ".* What came of it 1 step after Event 4 responds to Event 3",
        told,
    )
    assert f"/events/{first['id']}" in {link.get("href") for link in elements(client.get("/").text, "a")}


def test_a_sentence_of_a_chain_says_on_what_it_stands(client: FlaskClient, make: Make) -> None:
    cause, response, actor = make.event(title="A permit"), make.event(title="A strike"), make.actor(name="Le Monde")
    make.relation(cause, response, stance="retaliate", basis="stated_by_source", confidence=80, asserted_by=actor["id"])
    told = chain_in(client.get(f"/?chain={response['id']}").text)
    assert "A strike responds to (retaliate) A permit — according to Le Monde, stated by the source, 80% sure" in told


def test_a_chain_is_told_according_to_one_viewpoint(client: FlaskClient, make: Make) -> None:
    cause, response, later, actor = make.event(), make.event(), make.event(title="Later"), make.actor()
    make.relation(cause, response)
    make.relation(response, later, asserted_by=actor["id"])
    own = chain_in(client.get(f"/?chain={response['id']}&asserted_by=none").text)
    theirs = chain_in(client.get(f"/?chain={response['id']}&asserted_by={actor['id']}").text)
    assert ("1 step before" in own, "1 step after" in own) == (True, False)
    assert ("1 step before" in theirs, "1 step after" in theirs) == (False, True)
    assert "Nothing that is recorded led to it by this choice." in theirs


def test_page_and_chain_mark_what_no_source_carries_any_more(client: FlaskClient, make: Make) -> None:
    make.source(id="wire", title="A wire story", retracted_at="2024-12-01T09:00:00Z")
    cause, response = make.event(title="A permit", sources=[{"source": "wire"}]), make.event(title="A strike")
    make.relation(cause, response, basis="stated_by_source", sources=[{"source": "wire"}])
    page = client.get(f"/?chain={response['id']}").text
    assert "A permit (source withdrawn) — stated by the source, source withdrawn" in chain_in(page)
    assert "A wire story , withdrawn on 1 December 2024" in text_of(page)


def test_a_chain_is_told_by_what_is_stated_alone(client: FlaskClient, make: Make) -> None:
    cause, response = make.chain(2, basis="analyst")
    told = chain_in(client.get(f"/?chain={cause['id']}&basis=stated_by_actor,stated_by_source").text)
    assert response["title"] not in told


def test_whoever_asserts_something_in_a_chain_can_be_chosen(client: FlaskClient, make: Make) -> None:
    [cause, response], actor = make.chain(2), make.actor(name="Le Monde")
    make.relation(cause, response, asserted_by=actor["id"])
    page = client.get(f"/?chain={cause['id']}&asserted_by={actor['id']}").text
    assert "everyone Le Monde the chronicle itself" in chain_in(page)
    assert [option["value"] for option in elements(page, "option") if "selected" in option] == [actor["id"]]


def test_a_chain_of_one_viewpoint_offers_none_to_choose(client: FlaskClient, make: Make) -> None:
    cause, _ = make.chain(2)
    assert "According to" not in chain_in(client.get(f"/?chain={cause['id']}").text)


def test_the_page_of_an_event_tells_what_the_panel_tells(client: FlaskClient, make: Make) -> None:
    _, middle, _ = make.chain(3)
    alone = chain_in(client.get(f"/events/{middle['id']}/chain").text)
    assert (
        alone.partition("What led to it")[2]
        == chain_in(client.get(f"/events/{middle['id']}").text).partition("What led to it")[2]
    )
    assert alone == chain_in(client.get(f"/?chain={middle['id']}").text)


def test_a_chain_says_how_far_each_event_stands_from_its_root(client: FlaskClient, make: Make) -> None:
    first, second, third = make.chain(3)
    [panel] = elements(client.get(f"/events/{second['id']}/chain").text, "aside")
    assert json.loads(panel["data-depths"] or "") == {first["id"]: -1, second["id"]: 0, third["id"]: 1}


def test_viewpoints_that_close_a_cycle_are_each_told(client: FlaskClient, make: Make) -> None:
    [cause, response], actor = make.chain(2), make.actor()
    make.relation(response, cause, asserted_by=actor["id"])
    told = chain_in(client.get(f"/?chain={cause['id']}").text)
    assert told.count("Event 2 responds to Event 1") == told.count("Event 1 responds to Event 2") == 2


def test_a_chain_that_is_too_long_to_be_told_says_so(client: FlaskClient) -> None:
    events = [{"id": f"e{number}", "title": "Event", "start": "2024"} for number in range(102)]
    links = [
        {"record": "relation", "type": "responds_to", "cause": "e0", "response": event["id"]} for event in events[1:]
    ]
    lines = "\n".join(json.dumps(record) for record in (*events, *links))
    assert client.post("/v1/imports", data=lines, content_type="application/x-ndjson").status_code == 200
    page = client.get("/?chain=e0").text
    assert "Only the nearest events are told here" in chain_in(page)
    assert page.count("data-relation=") == 100


def test_the_same_chain_can_be_had_as_data(client: FlaskClient, make: Make) -> None:
    [cause, response], actor = make.chain(2), make.actor()
    page = client.get(f"/?chain={cause['id']}&asserted_by=none,{actor['id']}").text
    [address] = {link["href"] for link in elements(page, "a") if "/responses?" in (link.get("href") or "")}
    assert client.get(address).get_json()["depths"] == {cause["id"]: 0, response["id"]: 1}


@pytest.mark.parametrize("path", ["/?chain=nothing", "/events/nothing/chain"])
def test_a_chain_of_no_event_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_without_a_chain_the_page_has_no_panel(client: FlaskClient, make: Make) -> None:
    make.chain(2)
    assert elements(client.get("/?asserted_by=none").text, "aside") == []


def test_a_viewpoint_takes_no_event_from_the_page(client: FlaskClient, make: Make) -> None:
    cause, _ = make.chain(2)
    assert len(elements(client.get(f"/?chain={cause['id']}&basis=computed").text, "article")) == 2


def test_the_form_of_filters_holds_no_word_of_the_panel(client: FlaskClient, make: Make) -> None:
    cause, _ = make.chain(2)
    [filters, *_] = client.get(f"/?chain={cause['id']}&basis=analyst").text.split("</form>")
    assert [field for field in elements(filters, "input") if field.get("type") == "hidden"] == []


def test_the_form_of_viewpoints_keeps_the_filters(client: FlaskClient, make: Make) -> None:
    cause, _ = make.chain(2)
    page = client.get(f"/?status=reported&chain={cause['id']}&basis=analyst").text.partition('id="views"')[2]
    kept = {field["name"]: field["value"] for field in elements(page, "input") if field.get("type") == "hidden"}
    assert kept == {"status": "reported", "chain": cause["id"]}


@pytest.mark.parametrize(("words", "opened"), [("", False), ("?lane=place", False), ("?status=reported", True)])
def test_the_filters_are_unfolded_where_one_is_set(client: FlaskClient, make: Make, words: str, opened: bool) -> None:
    make.event()
    [fold] = [found for found in elements(client.get(f"/{words}").text, "details") if found["class"] == "fold"]
    assert ("open" in fold) is opened


@pytest.mark.parametrize("lane", ["kind", "actor", "place"])
def test_lanes_can_stand_for_anything(client: FlaskClient, make: Make, lane: str) -> None:
    make.event(place={"name": "Kupiansk"}, kind="strike")
    names = {"kind": "Strike", "actor": "Nobody named", "place": "Kupiansk"}
    assert f">{names[lane]}</text>" in client.get(f"/?lane={lane}").text


def test_a_page_that_is_full_says_so_and_leads_on(
    client: FlaskClient, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LIMIT", 2)
    for day in ("21", "22", "23"):
        make.event(title=f"Day {day}", start=f"2024-11-{day}")
    page = client.get("/?status=reported").text
    assert "2 events, the first of more: go on from 22 November 2024 or narrow the filters" in text_of(page)
    [following] = {link["href"] for link in elements(page, "a") if "since=" in (link.get("href") or "")}
    told = text_of(client.get(following or "").text)
    assert ("Day 21" in told, "Day 22" in told, "Day 23" in told) == (False, True, True)


@pytest.mark.parametrize("path", ["/", "/?q=!", "/events/nothing"])
def test_nothing_from_elsewhere_is_loaded_and_nothing_inline_runs(client: FlaskClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy


def test_the_picture_is_styled_by_its_hash(client: FlaskClient, make: Make) -> None:
    make.event()
    [style] = re.findall(r"(?s)<style>(.*?)</style>", client.get("/").text)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in pages.POLICY


def test_stored_text_is_text(client: FlaskClient, make: Make) -> None:
    make.event(title=HOSTILE, summary=HOSTILE, date_text=HOSTILE, tags=[HOSTILE], place={"name": HOSTILE})
    event = make.event(id="a", title=HOSTILE)
    make.relation(event, make.event(title=HOSTILE), note=HOSTILE)
    page = client.get("/?chain=a").text
    assert elements(page, "img") == []
    assert all("src" in script for script in elements(page, "script"))


def test_a_title_that_turns_its_line_round_stands_alone(client: FlaskClient, make: Make) -> None:
    make.relation(make.event(title="A permit"), make.event(id="a", title="gnp.\u202egpj"))
    page = client.get("/?chain=a").text
    assert page.count("<bdi>gnp.gpj</bdi>") == 4
    assert "\u202e" not in re.sub(r"(?s)<svg.*?</svg>", "", page)


@pytest.mark.parametrize("words", ["", "?chain=a&asserted_by=none&according_to=x&basis=analyst"])
def test_every_field_has_its_label(client: FlaskClient, make: Make, words: str) -> None:
    make.event(id="a")
    page = client.get(f"/{words}").text
    fields = {
        field["id"]
        for tag in ("input", "select")
        for field in elements(page, tag)
        if field.get("type") != "hidden" and "aria-label" not in field
    }
    assert fields == {label["for"] for label in elements(page, "label")}


def test_no_id_stands_twice(client: FlaskClient, make: Make) -> None:
    event, *_ = make.chain(3)
    page = client.get(f"/?chain={event['id']}&basis=analyst").text
    ids = [attributes["id"] for _, attributes in Elements(page).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_headings_leave_no_level_out(client: FlaskClient, make: Make) -> None:
    event, _ = make.chain(2)
    page = client.get(f"/?chain={event['id']}").text
    levels = [int(tag[1]) for tag, _ in Elements(page).found if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_page_costs_no_more_queries_for_more_events(client: FlaskClient, make: Make, count_queries) -> None:
    make.chain(2)
    with count_queries() as few:
        client.get("/")
    make.chain(10)
    with count_queries() as many:
        client.get("/")
    assert len(many) == len(few)


def test_a_chain_costs_no_more_queries_for_more_events(client: FlaskClient, make: Make, count_queries) -> None:
    cause, _ = make.chain(2)
    with count_queries() as few:
        client.get(f"/events/{cause['id']}/chain")
    for _ in range(5):
        make.relation(cause, make.event())
    with count_queries() as many:
        client.get(f"/events/{cause['id']}/chain")
    assert len(many) == len(few)


class TestWhereReadingIsClosed:
    @pytest.fixture
    def settings(self, engine_url: str) -> Settings:
        return Settings(database_url=engine_url, read="token")

    def test_the_browser_is_asked_for_a_token_and_nothing_is_told(self, anonymous: FlaskClient) -> None:
        answer = anonymous.get("/")
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="causeline"')
        assert "<form" not in answer.text

    def test_a_token_as_password_opens_the_page(self, app: Flask) -> None:
        password = tokens.add("desk", "read", now=0)
        assert app.test_client().get("/", auth=("", password)).status_code == 200


@pytest.mark.parametrize("path", ["/", "/?q=event", "/timelines", "/timelines/war", "/events/a", "/embed/war"])
def test_a_page_that_still_stands_costs_a_304(client: FlaskClient, make: Make, path: str) -> None:
    make.timeline(id="war")
    make.event(id="a")
    tag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    make.event()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_picture_that_is_drawn_anew_holds_what_the_page_holds() -> None:
    script = Path(pages.__file__).with_name("static") / "picture.js"
    assert f"const LIMIT = {pages.LIMIT};" in script.read_text()
