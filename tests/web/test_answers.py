"""How stored values are answered: tags, pages and their links, counts."""

from urllib.parse import urlsplit

import pytest

from service.web.problems import MEDIA_TYPE

LISTS = ["events", "relations", "actors", "sources", "kinds", "timelines"]


def pages(client, url):
    """Every page from `url` on, following `next`."""
    while url:
        page = client.get(url).get_json()
        yield page
        url = page["next"] and page["next"].removeprefix("http://localhost")


@pytest.mark.parametrize("tags", ['"1"', 'W/"1"', '"9", "1"', "*"])
def test_who_has_this_version_is_spared_the_body(client, make, tags):
    make.event(id="one")
    answer = client.get("/v1/events/one", headers={"If-None-Match": tags})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", '"1"')


def test_who_has_an_older_version_gets_the_new_one(client, make):
    make.event(id="one")
    client.patch("/v1/events/one", json={"title": "B"})
    answer = client.get("/v1/events/one", headers={"If-None-Match": '"1"'})
    assert (answer.status_code, answer.get_json()["title"], answer.headers["ETag"]) == (200, "B", '"2"')


@pytest.mark.parametrize("tags", ['"1"', 'W/"1"', '"9", "1"', "*"])
def test_a_read_can_ask_for_this_version_alone(client, make, tags):
    make.event(id="one")
    answer = client.get("/v1/events/one", headers={"If-Match": tags})
    assert (answer.status_code, answer.get_json()["id"], answer.headers["ETag"]) == (200, "one", '"1"')


def test_a_read_of_another_version_is_refused_without_the_record(client, make):
    make.event(id="one")
    answer = client.get("/v1/events/one", headers={"If-Match": '"99"'})
    assert (answer.status_code, answer.mimetype, "start" in answer.get_json()) == (412, MEDIA_TYPE, False)


def test_a_head_request_gets_the_headers_alone(client, make):
    make.event(id="one")
    whole, head = client.get("/v1/events/one"), client.head("/v1/events/one")
    assert (head.status_code, head.data) == (200, b"")
    assert [head.headers[name] for name in ("ETag", "Content-Length", "Content-Type")] == [
        whole.headers[name] for name in ("ETag", "Content-Length", "Content-Type")
    ]


@pytest.mark.parametrize("path", ["/v1/events", "/v1/events/nobody", "/v1/facets", "/v1/feeds/vis.json"])
def test_options_tell_what_an_address_takes(anonymous, path):
    answer = anonymous.options(path)
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (200, True)


@pytest.mark.parametrize("sort", ["date", "-date", "updated", "-updated"])
def test_pages_show_every_record_once_in_order(client, make, sort):
    made = [make.event(start=f"202{number % 3}", tags=["a"])["id"] for number in range(7)]
    whole = [event["id"] for event in client.get(f"/v1/events?sort={sort}").get_json()["items"]]
    paged = [event["id"] for page in pages(client, f"/v1/events?limit=2&tag=a&sort={sort}") for event in page["items"]]
    assert paged == whole
    assert sorted(paged) == sorted(made)


@pytest.mark.parametrize("noun", LISTS)
def test_every_list_goes_on_behind_its_link(client, make, noun):
    make.chain(3), make.actor(), make.actor(), make.source(), make.source(), make.timeline(), make.timeline()
    answer = client.get(f"/v1/{noun}?limit=1")
    following = answer.get_json()["next"]
    assert answer.headers["Link"] == f'<{following}>; rel="next"'
    assert client.get(following).get_json()["items"] != answer.get_json()["items"]


def test_the_last_page_has_no_link(client, make):
    make.event()
    answer = client.get("/v1/events")
    assert (answer.get_json()["next"], "Link" in answer.headers) == (None, False)


def test_the_next_page_keeps_the_words(client, make):
    for _ in range(2):
        make.event(tags=["a", "ü&=?"])
    following = client.get("/v1/events?limit=1&tag=a&tag=%C3%BC%26%3D%3F&count=true").get_json()["next"]
    page = client.get(following).get_json()
    assert (len(page["items"]), page["total"], page["next"]) == (1, 2, None)


def test_a_row_that_stays_is_seen_once_whatever_is_written_meanwhile(client, make):
    stay = [make.event(start=f"202{number}")["id"] for number in range(6)]
    seen = []
    for number, page in enumerate(pages(client, "/v1/events?limit=2")):
        seen += [event["id"] for event in page["items"]]
        make.event(start=f"201{number}"), make.event(start=f"203{number}")
        if number > 10:
            break
    assert [event for event in seen if event in stay] == stay


@pytest.mark.parametrize("words", ["limit=1&tag=b", "limit=1&sort=-date", "limit=1&q=a"])
def test_a_cursor_serves_only_the_words_that_it_was_made_for(client, make, words):
    make.event(tags=["a", "b"]), make.event(tags=["a", "b"])
    cursor = urlsplit(client.get("/v1/events?limit=1&tag=a").get_json()["next"]).query.partition("cursor=")[2]
    answer = client.get(f"/v1/events?{words}&cursor={cursor}")
    assert (answer.status_code, answer.get_json()["errors"][0]["parameter"]) == (422, "cursor")


def test_the_size_of_a_page_may_change_on_the_way(client, make):
    made = [make.event()["id"] for _ in range(4)]
    following = client.get("/v1/events?limit=1").get_json()["next"]
    rest = client.get(following.replace("limit=1", "limit=50")).get_json()["items"]
    assert len(rest) == len(made) - 1


@pytest.mark.parametrize("noun", LISTS)
def test_every_list_counts_when_asked(client, noun):
    assert "total" not in client.get(f"/v1/{noun}").get_json()
    assert client.get(f"/v1/{noun}?count=true").get_json()["total"] == (29 if noun == "kinds" else 0)


def test_a_count_is_of_all_pages(client, make):
    for _ in range(3):
        make.event(tags=["a"])
    make.event()
    assert [page["total"] for page in pages(client, "/v1/events?limit=2&tag=a&count=true")] == [3, 3]
