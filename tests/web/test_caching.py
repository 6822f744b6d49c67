"""What a caller who has an answer already is told, and what caches may keep."""

from dataclasses import replace

import pytest
from werkzeug.http import parse_etags

from service.domain.changes import Stamp
from service.feeds.registry import FEEDS
from service.storage import journal, redaction, tokens
from service.web import caching
from service.web.front import Front
from tests.support.reads import asked


@pytest.fixture
def two(make):
    """An event and what came of it."""
    make.relation(make.event(id="one"), make.event(id="two"), id="one")


@pytest.fixture
def ones(two, make):
    """A record of every type whose id is `one`."""
    make.actor(id="one"), make.source(id="one"), make.kind(id="one"), make.timeline(id="one")


@pytest.fixture
def closed(app):
    """Reading needs a token."""
    context = app.extensions["causeline"]
    app.extensions["causeline"] = replace(context, settings=replace(context.settings, read="token"))


def tag(client, path, **headers):
    return client.get(path, headers=headers).headers["ETag"]


def again(client, path, known=None, **headers):
    """The answer to who has it already."""
    return client.get(path, headers={"If-None-Match": known or tag(client, path)} | headers)


@pytest.mark.usefixtures("ones")
def test_whatever_is_found_has_a_weak_tag_that_spares_the_next_reader_all_but_the_head(app, anonymous, count_queries):
    paths = asked(app)
    assert len(paths) > len(FEEDS) + 10
    cost = {}
    for path in paths:
        known = tag(anonymous, path)
        with count_queries() as statements:
            answer = again(anonymous, path, known)
        cost[path] = (known[:3], answer.status_code, answer.data, len(statements) <= 1)
    assert {path: told for path, told in cost.items() if told != ('W/"', 304, b"", True)} == {}


def test_who_sends_a_token_costs_its_look_up_more(client, count_queries):
    known = tag(client, "/v1/events")
    with count_queries() as statements:
        assert again(client, "/v1/events", known).status_code == 304
    assert len(statements) <= 2


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/v1/events?limit=1", "/v1/feeds/events.ndjson"])
def test_what_is_not_sent_again_has_the_headers_of_what_was(anonymous, two, method, path):
    whole = anonymous.get(path, headers={"Origin": "https://other.example"})
    spared = anonymous.open(
        path, method=method, headers={"Origin": "https://other.example", "If-None-Match": whole.headers["ETag"]}
    )
    assert spared.status_code == 304
    for name in ("ETag", "Vary", "Cache-Control", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"):
        assert spared.headers[name] == whole.headers[name]


def test_a_head_request_gets_the_tag(anonymous):
    assert anonymous.head("/v1/events").headers["ETag"] == tag(anonymous, "/v1/events")


@pytest.mark.parametrize("path", ["/v1/events", "/v1/facets?facet=kind", "/v1/feeds/vis.json", "/v1/events/one/causes"])
def test_after_a_write_nobody_is_told_that_the_old_answer_stands(client, make, two, path):
    known = tag(client, path)
    make.actor(name="Of no event")
    answer = again(client, path, known)
    assert (answer.status_code, answer.headers["ETag"] != known) == (200, True)


def test_the_order_of_words_and_values_makes_no_other_tag(anonymous):
    assert tag(anonymous, "/v1/events?tag=a,b&limit=5") == tag(anonymous, "/v1/events?limit=5&tag=b&tag=a")


@pytest.mark.parametrize(
    "other", ["/v1/events?limit=6", "/v1/events?limit=5&count=true", "/v1/events?limit=5&tag=a", "/v1/kinds?limit=5"]
)
def test_another_question_has_another_tag(anonymous, other):
    assert tag(anonymous, other) != tag(anonymous, "/v1/events?limit=5")


def test_the_same_words_at_another_address_are_another_question(anonymous, two):
    assert tag(anonymous, "/v1/events/one/causes") != tag(anonymous, "/v1/events/one/responses")


def test_pages_have_tags_of_their_own(anonymous, two):
    first = anonymous.get("/v1/events?limit=1")
    assert tag(anonymous, first.get_json()["next"]) != first.headers["ETag"]


def test_links_to_another_host_are_another_answer(anonymous):
    assert tag(anonymous, "/v1/events", Host="one.example") != tag(anonymous, "/v1/events", Host="two.example")


def test_who_is_known_has_another_tag_and_caches_are_told(anonymous, client):
    assert tag(client, "/v1/events") != tag(anonymous, "/v1/events")
    assert "Authorization" in anonymous.get("/v1/events").vary


def test_a_token_that_no_longer_works_makes_its_holder_a_stranger(anonymous, app):
    sent = {"Authorization": f"Bearer {tokens.add('desk', 'read', now=0)}"}
    known = tag(anonymous, "/v1/events", **sent)
    tokens.revoke("desk", now=1)
    assert again(anonymous, "/v1/events", known, **sent).status_code == 200


def test_another_build_does_not_vouch_for_what_this_one_answered(app, anonymous, monkeypatch):
    known = tag(anonymous, "/v1/events")
    monkeypatch.setattr(caching, "BUILD", "another")
    app.wsgi_app = Front(app.wsgi_app.flask, lambda: app.extensions["causeline"])
    assert again(anonymous, "/v1/events", known).status_code == 200


def test_a_tag_may_be_one_of_several_and_is_compared_weakly(anonymous):
    known = tag(anonymous, "/v1/events")
    for sent in (known, known.removeprefix("W/"), f'"x", {known}', f'W/"a,b",{known},"c"', "*"):
        assert again(anonymous, "/v1/events", sent).status_code == 304, sent


@pytest.mark.parametrize("sent", ['"x"', 'W/""', "x", ",", '"', "W/", "\xff", '"*"'])
def test_a_tag_that_is_none_of_ours_spares_nothing(anonymous, sent):
    assert again(anonymous, "/v1/events", sent).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/events?colour=red", 422),
        ("/v1/events?cursor=a", 422),
        ("/v1/events?timeline=nobody", 422),
        ("/v1/events/nobody/causes", 404),
        ("/v1/feeds/vis.json?around=nobody", 422),
    ],
)
def test_any_tag_is_not_a_tag_of_what_is_refused(anonymous, path, status):
    answer = again(anonymous, path, "*")
    assert (answer.status_code, "ETag" in answer.headers) == (status, False)


@pytest.mark.usefixtures("closed")
def test_where_reading_is_closed_a_tag_opens_nothing(client, anonymous):
    known = tag(client, "/v1/events")
    assert again(client, "/v1/events", known).status_code == 304
    for sent in (known, "*"):
        assert again(anonymous, "/v1/events", sent).status_code == 401


def test_a_write_between_the_head_and_the_answer_leaves_the_new_answer_under_the_old_tag(app, make):
    def written_meanwhile():
        make.event(id="late")
        return app.test_client().get("/v1/events?id=late").get_data()

    with app.test_request_context("/v1/events"):
        app.preprocess_request()
        early = caching.current("", written_meanwhile)
        late = caching.current("", written_nothing)
    assert b"late" in early.get_data()
    assert early.headers["ETag"] != late.headers["ETag"]


def written_nothing():
    return b""


@pytest.mark.parametrize(
    "path", ["/v1/events", "/v1/events/one", "/v1/events/nobody", "/", "/openapi.yaml", "/healthz"]
)
def test_nothing_is_used_again_without_asking(anonymous, two, path):
    assert anonymous.get(path).headers["Cache-Control"] == "no-cache"


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/nobody", "/", "/v1/feeds/vis.json"])
def test_where_reading_is_closed_nothing_is_kept_for_others(client, path):
    answer = client.get(path)
    assert (answer.headers["Cache-Control"], "Authorization" in answer.vary) == ("private, no-cache", True)


def test_a_records_own_tag_stays_strong(client, two):
    assert not parse_etags(tag(client, "/v1/events/one")).is_weak("1")


PAGES = [
    "/",
    "/?kind=event&chain=one",
    "/timelines",
    "/timelines/one",
    "/events/one",
    "/events/one/chain",
    "/embed/one",
]


def test_these_are_all_pages(app):
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith(("pages.", "embeds."))}
    assert {rule.replace("<record:record_id>", "one") for rule in rules} == {path.partition("?")[0] for path in PAGES}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_who_has_it_no_more_than_the_head(anonymous, ones, count_queries, path):
    known = tag(anonymous, path)
    with count_queries() as statements:
        answer = again(anonymous, path, known)
    assert (answer.status_code, answer.data, len(statements) <= 1) == (304, b"", True)


@pytest.mark.parametrize("path", ["/events/nobody", "/timelines/nobody", "/embed/nobody", "/?since=soon"])
def test_a_page_that_refuses_has_no_tag(anonymous, path):
    assert "ETag" not in again(anonymous, path, "*").headers


def test_a_kept_past_version_is_asked_again_once_it_was_redacted(client, make):
    event = make.event(title="Zebra")["id"]
    then = f"/v1/events/{event}?as_of={journal.head().seq}"
    known = client.get(then).headers["ETag"]
    assert client.get(then, headers={"If-None-Match": known}).status_code == 304
    redaction.redact("event", event, "Order 17", Stamp("command line", 1))
    assert "[redacted]" in client.get(then, headers={"If-None-Match": known}).text
