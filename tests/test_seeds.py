import json
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support import serving

Get = Callable[..., Any]

PERMISSIONS = ["2024-11-missile-permission-uk", "2024-11-missile-permission-us"]
TALKS = "2024-11-uk-france-talks"
REPORT = "2024-11-le-monde-report"


@pytest.fixture(scope="module")
def get(live: str) -> Get:
    """Reads from the service that a newcomer starts: `get("events", kind="strike")`."""

    def read(path: str, **words: Any) -> Any:
        with urllib.request.urlopen(f"{live}/v1/{path}?{urllib.parse.urlencode(words)}", timeout=10) as answer:
            return json.load(answer)

    return read


@pytest.fixture(scope="module")
def events(get: Get) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get("events", limit=500)["items"]
    return found


def ids(answer: dict[str, Any]) -> list[str]:
    return sorted(item["id"] for item in answer["items"])


def played(event: dict[str, Any], role: str) -> list[str]:
    return sorted(entry["actor"] for entry in event["actors"] if entry["role"] == role)


def test_the_filmed_tank_strike_is_found_by_its_brigade(get: Get) -> None:
    [strike] = get("events", actor="rubizh-brigade", role="initiator")["items"]
    assert (strike["kind"], strike["place"]["name"]) == ("strike", "Kupiansk direction")


def test_who_published_the_footage_is_known(get: Get) -> None:
    walk = get("events/tank-strike-kupiansk/responses", type="reports", family="evidence")
    assert played(walk["events"][1], "speaker") == ["defence-of-ukraine"]


@pytest.mark.parametrize(
    ("metric", "value", "comparator", "scope", "claimed_by"),
    [
        ("personnel_losses", 1610, "exact", "period", "ukraine-mod"),
        ("personnel_losses", 1950, "exact", "period", "ukraine"),
        ("personnel_losses", 700_000, "more_than", "cumulative", "ukraine"),
        ("tank_losses", 9429, "exact", "cumulative", "ukraine"),
        ("artillery_losses", 20_787, "exact", "cumulative", "ukraine"),
        ("uav_losses", 19_480, "exact", "cumulative", "ukraine"),
    ],
)
def test_a_figure_is_found_by_its_metric(
    get: Get, metric: str, value: int, comparator: str, scope: str, claimed_by: str
) -> None:
    figures = [figure for event in get("events", metric=metric)["items"] for figure in event["figures"]]
    [figure] = [figure for figure in figures if figure["metric"] == metric and figure["value"] == value]
    assert (figure["comparator"], figure["scope"], figure["claimed_by"]) == (comparator, scope, claimed_by)
    assert figure["subject"] == "russia"


def test_the_losses_of_a_day_stand_on_that_day_though_they_were_told_later(get: Get) -> None:
    losses = get("events/2024-11-24-russian-losses")
    assert (losses["start"], losses["figures"][0]["period"]) == ("2024-11-24", "2024-11-24")
    [told] = get("relations", cause=losses["id"], type="reports")["items"]
    assert played(get(f"events/{told['response']}"), "speaker") == ["ukraine-mod"]


def test_the_record_day_is_some_day_earlier_that_month(get: Get) -> None:
    record = get("events/2024-11-record-losses")
    assert record["figures"][0]["is_record"] is True
    assert (record["earliest"], record["latest"]) == ("2024-11-01T00:00:00Z", "2024-11-23T23:59:59Z")


@pytest.mark.parametrize(("attacker", "attacked"), [("ukraine", "russia"), ("russia", "ukraine")])
def test_both_sides_attack_with_drones(get: Get, attacker: str, attacked: str) -> None:
    attacks = get("events", tag="drones", actor=attacker, role="initiator")["items"]
    assert [attacked] in [played(attack, "recipient") for attack in attacks]


def test_two_states_give_permission(get: Get) -> None:
    permissions = get("events", kind="permission")["items"]
    assert sorted(played(permission, "initiator")[0] for permission in permissions) == ["uk", "us"]


@pytest.mark.parametrize("permission", PERMISSIONS)
@pytest.mark.parametrize(
    ("response", "stance"),
    [("2024-11-missile-strike", "retaliate"), ("2024-11-putin-threat", "deter"), ("2024-11-moscow-anger", "condemn")],
)
def test_each_permission_is_answered_three_times(get: Get, permission: str, response: str, stance: str) -> None:
    [link] = get("relations", cause=permission, response=response)["items"]
    assert (link["type"], link["stance"], link["basis"]) == ("responds_to", stance, "stated_by_source")


def test_the_causes_of_the_missile_strike_are_both_permissions(get: Get) -> None:
    walk = get("events/2024-11-missile-strike/causes")
    assert sorted(event["id"] for event in walk["events"][1:]) == PERMISSIONS


def test_a_newspaper_reports_the_talks(get: Get) -> None:
    assert ids(get("relations", response=REPORT, cause=TALKS, type="reports")) == ["le-monde-reports-talks"]
    assert played(get(f"events/{TALKS}"), "participant") == ["france", "uk"]


def test_the_spokesman_disputes_the_report(get: Get) -> None:
    [link] = get("relations", cause=REPORT, type="disputes")["items"]
    assert played(get(f"events/{link['response']}"), "speaker") == ["dmitry-peskov"]


def test_the_spokesman_warns_because_of_the_talks(get: Get) -> None:
    [link] = get("relations", cause=TALKS, response="2024-11-peskov-warning")["items"]
    assert (link["type"], link["stance"]) == ("responds_to", "deter")


def test_the_spokesman_says_that_europeans_disagree(get: Get) -> None:
    assert ids(get("events", actor="europeans")) == ["2024-11-peskov-remark"]


def test_the_talks_resume_earlier_ones_and_follow_the_election(get: Get) -> None:
    links = get("relations", response=TALKS, family="sequence")["items"]
    assert {link["type"]: link["cause"] for link in links} == {
        "resumes": "uk-france-talks-earlier",
        "follows": "2024-11-us-election",
    }
    assert {link["asserted_by"] for link in links} == {"le-monde"}


def test_nothing_is_said_to_be_caused_by_the_election(get: Get) -> None:
    assert get("events/2024-11-us-election/responses")["relations"] == []


def test_a_british_military_source_confirms_the_talks(get: Get) -> None:
    [link] = get("relations", cause=TALKS, type="confirms")["items"]
    assert played(get(f"events/{link['response']}"), "speaker") == ["british-military-source"]


def test_every_event_has_graded_sources_and_no_quotation(events: list[dict[str, Any]]) -> None:
    for event in events:
        assert event["sources"], event["id"]
        assert all(entry["credibility"] and entry["quote"] is None for entry in event["sources"]), event["id"]


def test_every_figure_is_claimed_by_somebody(events: list[dict[str, Any]]) -> None:
    figures = [figure for event in events for figure in event["figures"]]
    assert all(figure["claimed_by"] and figure["source"] for figure in figures)


def test_every_relation_rests_on_the_article(get: Get) -> None:
    for relation in get("relations", limit=500)["items"]:
        assert [entry["source"] for entry in relation["sources"]] == ["news-2024-11-26"], relation["id"]


def test_no_day_is_stated_but_the_one_that_the_article_states(events: list[dict[str, Any]]) -> None:
    days = {event["start"] for event in events if re.fullmatch(r"\d{4}-\d\d-\d\d.*", event["start"])}
    assert days == {"2024-11-24"}


def test_the_timeline_holds_every_event(get: Get, events: list[dict[str, Any]]) -> None:
    assert get("events", timeline="ukraine-november-2024", count="true")["total"] == len(events)


def test_loading_them_again_changes_nothing(tmp_path: Path) -> None:
    database_url = f"sqlite:///{tmp_path / 'causeline.db'}"
    first, second = (serving.causeline("load", "seeds", database_url=database_url) for _ in range(2))
    count = re.search(r"(\d+) created, 0 updated, 0 unchanged, 0 rejected", first)
    assert count
    assert f"0 created, 0 updated, {count[1]} unchanged, 0 rejected" in second
