import json
from typing import Any

import pytest

from service.domain.selections import Selection
from service.feeds import vis_json
from tests.feeds.selection import HOSTILE, adversarial, event, kind, relation, selection

Json = dict[str, Any]


def rendered(chosen: Selection) -> Json:
    made: Json = json.loads("".join(vis_json.render(chosen)))
    return made


def item(**fields: Any) -> Json:
    made: Json = rendered(selection(event(**fields)))["items"][0]
    return made


def test_every_item_has_its_group() -> None:
    made = rendered(adversarial())
    assert {item["group"] for item in made["items"]} == {group["id"] for group in made["groups"]}


def test_a_kind_without_a_record_is_a_group_by_its_id() -> None:
    assert rendered(selection(event(kind="unheard")))["groups"] == [{"id": "unheard", "content": "unheard"}]


def test_a_day_is_a_box() -> None:
    made = item(start="2024-11-24")
    assert (made["type"], made["start"]) == ("box", "2024-11-24T00:00:00")


def test_a_date_has_no_offset_so_that_no_reader_sees_another_day() -> None:
    made = item(start="2024-11-24", end="2024-11-26")
    assert (made["start"], made["end"]) == ("2024-11-24T00:00:00", "2024-11-26T23:59:59")


@pytest.mark.parametrize("start", ["2024-11", "2024-11-24~", "[2024-11-24..2024-11-26]", "156X", "2024-21"])
def test_what_is_not_known_to_the_day_is_a_fuzzy_range(start: str) -> None:
    made = item(start=start)
    assert made["type"] == "range"
    assert "fuzzy" in made["className"].split()


def test_an_interval_between_days_is_not_fuzzy() -> None:
    assert "fuzzy" not in item(start="2024-11-24/2024-11-26")["className"]


@pytest.mark.parametrize(
    ("fields", "classes"),
    [
        ({"start": "[..2024-11-26]"}, {"fuzzy", "open-start"}),
        ({"start": "2024-11-24", "end": ".."}, {"open-end"}),
        ({"start": "../.."}, {"fuzzy", "open-start", "open-end"}),
    ],
)
def test_an_open_side_has_a_class(fields: Json, classes: set[str]) -> None:
    assert set(item(**fields)["className"].split()) == {"kind-strike", "status-reported"} | classes


def test_an_open_side_is_drawn_beyond_everything_known() -> None:
    made = rendered(selection(event(start="[..2024-11-20]"), event("two", start="2024-11-01")))
    assert made["items"][0]["start"] < "2024-11-01"


def test_years_before_one_have_six_digits() -> None:
    assert item(start="-0043-03-15")["start"] == "-000043-03-15T00:00:00"


def test_what_no_javascript_date_can_hold_is_left_out_and_named() -> None:
    deep, near = event("deep", start="Y-170000002"), event("near")
    made = rendered(selection(deep, near, relations=[relation("deep", "near")]))
    assert [item["id"] for item in made["items"]] == ["near"]
    assert (made["left_out"], made["arrows"]) == (["deep"], [])


def test_stored_text_never_becomes_markup() -> None:
    made = rendered(selection(event(title=HOSTILE, date_text=HOSTILE), kinds=[kind("strike", HOSTILE)]))
    shown = [*made["items"][0].values(), *made["groups"][0].values()]
    assert not any("<img" in text for text in shown)


def test_an_arrow_goes_from_cause_to_response() -> None:
    [arrow] = rendered(selection(event("a"), event("b"), relations=[relation("a", "b")]))["arrows"]
    assert (arrow["id_item_1"], arrow["id_item_2"], arrow["direction"]) == ("a", "b", 1)


def test_titles_of_an_arrow_are_html_and_json() -> None:
    chosen = selection(event("a", title='"\\<'), event("b", title=HOSTILE), relations=[relation("a", "b")])
    assert rendered(chosen)["arrows"][0]["title"].endswith(" responds to &quot;\\&lt;")


def test_only_causal_arrows_are_solid() -> None:
    relations = [relation("a", "b", name) for name in ("responds_to", "follows", "disputes", "part_of")]
    arrows = rendered(selection(event("a"), event("b"), relations=relations))["arrows"]
    assert [arrow["line"] for arrow in arrows] == [0, 1, 1, 1]
    assert len({arrow["color"] for arrow in arrows}) == 4


def test_an_arrow_between_the_same_has_no_head() -> None:
    [arrow] = rendered(selection(event("a"), event("b"), relations=[relation("a", "b", "same_as")]))["arrows"]
    assert arrow["direction"] == 0


def test_a_selection_that_was_cut_says_so() -> None:
    assert rendered(selection(event(), truncated=True))["truncated"] is True


def test_an_empty_selection_is_empty_lists() -> None:
    made = rendered(selection())
    assert (made["items"], made["groups"], made["arrows"]) == ([], [], [])
