"""The ledger of figures over HTTP."""

from urllib.parse import urlsplit

import pytest

LOSSES = {"metric": "losses", "period": "2024-11-24"}
REQUIRED = {
    "event", "index", "metric", "value", "low", "high", "unit", "comparator", "scope", "period", "subject",
    "claimed_by", "source", "is_record", "note", "earliest", "latest",
}  # fmt: skip


def pages(client, url):
    """Every page, by the address that the one before gives."""
    answers = [client.get(url).get_json()]
    while answers[-1]["next"]:
        parts = urlsplit(answers[-1]["next"])
        answers.append(client.get(f"{parts.path}?{parts.query}").get_json())
    return answers


def test_a_figure_is_listed_with_its_event_and_the_bounds_of_its_period(client, make):
    make.event(id="strike", figures=[{"metric": "tanks", "value": 3}, LOSSES | {"value": 1610}])
    (found,) = client.get("/v1/figures?metric=losses").get_json()["items"]
    assert found.keys() == REQUIRED
    assert (found["event"], found["index"], found["value"]) == ("strike", 1, 1610)
    assert (found["earliest"], found["latest"]) == ("2024-11-24T00:00:00Z", "2024-11-24T23:59:59Z")


def test_a_number_is_listed_as_it_was_sent(client, make):
    make.event(figures=[LOSSES | {"value": 0.1}, LOSSES | {"value": 5}, LOSSES | {"value": 2**53}])
    assert '"value":0.1,' in (text := client.get("/v1/figures").text)
    assert '"value":5,' in text
    assert f'"value":{2**53},' in text


@pytest.mark.parametrize("words", ["", "group=day&", "sort=-date&"])
def test_pages_follow_each_other(client, make, words):
    figures = [{"metric": f"m{n}", "value": n, "period": f"2024-11-{n:02}"} for n in range(1, 8)]
    make.event(figures=figures)
    found = pages(client, f"/v1/figures?{words}limit=3&count=true")
    assert [len(page["items"]) for page in found] == [3, 3, 1]
    assert {page["total"] for page in found} == {7}
    assert len({item["metric"] for page in found for item in page["items"]}) == 7


def test_a_group_is_answered_with_its_sum(client, make):
    kyiv, russia = make.actor(id="kyiv")["id"], make.actor(id="russia")["id"]
    for value in (0.1, 0.2):
        make.event(figures=[LOSSES | {"value": value, "claimed_by": kyiv, "subject": russia, "unit": "men"}])
    assert client.get("/v1/figures?group=month").get_json()["items"] == [
        {
            "period": "2024-11",
            "metric": "losses",
            "subject": "russia",
            "claimed_by": "kyiv",
            "unit": "men",
            "scope": "period",
            "count": 2,
            "sum": 0.3,
            "lowest": 0.1,
            "highest": 0.2,
            "overlapping": True,
            "earliest": "2024-11-24T00:00:00Z",
            "latest": "2024-11-24T23:59:59Z",
        }
    ]


def test_the_audit_proves_what_it_finds(client, make):
    make.event(id="a", figures=[LOSSES | {"value": 1610}])
    make.event(id="b", figures=[LOSSES | {"value": 1640}])
    (found,) = client.get("/v1/figures/audit?finding=contradiction").get_json()["items"]
    assert found == {
        "finding": "contradiction",
        "metric": "losses",
        "subject": None,
        "unit": None,
        "scope": "period",
        "period": "2024-11-24",
        "claimed_by": None,
        "figures": [{"event": name, "index": 0, "claimed_by": None} for name in "ab"],
        "arithmetic": {
            "sentence": "the chronicle claims 1,640 for 24 November 2024 and 1,610: no number is both",
            "ranges": {"higher": {"low": 1640, "high": 1640}, "lower": {"low": 1610, "high": 1610}},
            "difference": 30,
        },
    }


def test_pages_of_findings_follow_each_other(client, make):
    for metric in "abc":
        make.event(figures=[LOSSES | {"metric": metric, "value": value} for value in (1, 2)])
    found = pages(client, "/v1/figures/audit?limit=1&count=true")
    assert [[item["metric"] for item in page["items"]] for page in found] == [["a"], ["b"], ["c"]]
    assert {page["total"] for page in found} == {3}


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("/v1/figures?scope=daily", "scope"),
        ("/v1/figures?is_record=yes", "is_record"),
        ("/v1/figures?group=week", "group"),
        ("/v1/figures?group=day&sort=updated", "sort"),
        ("/v1/figures?since=yesterday", "since"),
        ("/v1/figures?timeline=nowhere", "timeline"),
        ("/v1/figures?claimant=kyiv", "claimant"),
        ("/v1/figures?cursor=abc", "cursor"),
        ("/v1/figures/audit?finding=lie", "finding"),
        ("/v1/figures/audit?group=day", "group"),
        ("/v1/figures/audit?cursor=abc", "cursor"),
    ],
)
def test_a_word_that_is_wrong_is_named(client, url, parameter):
    answer = client.get(url)
    assert (answer.status_code, [fault["parameter"] for fault in answer.get_json()["errors"]]) == (422, [parameter])


@pytest.mark.parametrize("path", ["/v1/figures", "/v1/figures?group=year", "/v1/figures/audit"])
def test_hostile_numbers_and_dates_are_answered(client, make, path):
    extremes = [2**53, -(2**53), 5e-324, -1e-300, 0]
    periods = ["-9999-01-01", "Y170000002", "../2024-11-24", "{1999,2024-11}", "2024-11-24T10:00:00+14:00"]
    scopes = ["period", "cumulative"]
    figures = [
        {"metric": "m", "value": value, "period": period, "scope": scope, "is_record": True}
        for value in extremes
        for period in periods
        for scope in scopes
    ]
    make.event(start="../2024", figures=figures)
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.get_json()["items"]
