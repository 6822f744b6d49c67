import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.config import Settings
from service.storage import tokens
from service.web import pages
from tests.support.builders import Make

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


class Elements(HTMLParser):
    """Every start tag of a page, with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))


def elements(text: str, tag: str) -> list[dict[str, str | None]]:
    return [attributes for name, attributes in Elements(text).found if name == tag]


def text_of(page: str) -> str:
    """What a reader sees, without the picture."""
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<svg.*?</svg>", " ", page)).split())


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
    assert "since : expected a year" in text_of(answer.text)
    assert [field["value"] for field in elements(answer.text, "input") if field.get("name") == "since"] == ["yesterday"]


@pytest.mark.parametrize("words", ["colour=red", "timeline=nothing", "q=!", "lane=row", "width=1"])
def test_no_word_breaks_the_page(client: FlaskClient, words: str) -> None:
    answer = client.get(f"/?{words}")
    assert (answer.status_code, answer.mimetype) == (422, "text/html")


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
    page = client.get("/").text
    assert elements(page, "img") == []
    assert all("src" in script for script in elements(page, "script"))


def test_every_field_has_its_label(client: FlaskClient, make: Make) -> None:
    make.event()
    page = client.get("/").text
    fields = {
        field["id"] for tag in ("input", "select") for field in elements(page, tag) if field.get("type") != "hidden"
    }
    assert fields == {label["for"] for label in elements(page, "label")}


def test_no_id_stands_twice(client: FlaskClient, make: Make) -> None:
    make.chain(3)
    ids = [attributes["id"] for _, attributes in Elements(client.get("/").text).found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_headings_leave_no_level_out(client: FlaskClient, make: Make) -> None:
    make.chain(2)
    levels = [int(tag[1]) for tag, _ in Elements(client.get("/").text).found if re.fullmatch(r"h\d", tag)]
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
