"""Counts over HTTP."""

import pytest


def test_facets_count_values_most_first(client, make):
    make.event(kind="talks"), make.event(kind="strike"), make.event(kind="strike")
    assert client.get("/v1/facets?facet=kind").get_json() == {
        "total": 3,
        "facets": {"kind": [{"value": "strike", "count": 2}, {"value": "talks", "count": 1}]},
    }


def test_facets_count_what_the_words_select(client, make):
    make.event(tags=["a"], start="2024"), make.event(tags=["a"], start="2023"), make.event(tags=["b"], start="2024")
    found = client.get("/v1/facets?facet=tag,year&since=2024").get_json()
    assert found["total"] == 2
    assert found["facets"]["tag"] == [{"value": "a", "count": 1}, {"value": "b", "count": 1}]
    assert found["facets"]["year"] == [{"value": "2024", "count": 2}]


def test_a_facet_shows_as_many_values_as_asked_for(client, make):
    make.event(tags=["a", "b", "c"])
    assert len(client.get("/v1/facets?facet=tag&limit=2").get_json()["facets"]["tag"]) == 2


@pytest.mark.parametrize("word", ["facet=colour", "limit=0", "cursor=a"])
def test_a_word_that_is_wrong_is_named(client, word):
    answer = client.get(f"/v1/facets?{word}")
    assert (answer.status_code, answer.get_json()["errors"][0]["parameter"]) == (422, word.partition("=")[0])
