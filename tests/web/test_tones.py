from service.web.tones import Tone, tones

COUNTED = [{"value": "strike", "count": 3}, {"value": "attack", "count": 2}, {"value": "talks", "count": 4}]
TONED = {"strike": "force", "attack": "force", "talks": "talk"}


def named(given: str) -> dict[str, Tone]:
    return {tone.name: tone for tone in tones(COUNTED, TONED, given)}


def test_a_colour_counts_the_events_of_its_kinds() -> None:
    assert {name: tone.count for name, tone in named("").items()} == {"force": 5, "talk": 4}


def test_a_click_shows_a_colour_alone() -> None:
    assert named("")["force"].kinds == "attack,strike"


def test_a_second_colour_is_shown_too() -> None:
    assert named("attack,strike")["talk"].kinds == "attack,strike,talks"


def test_a_colour_that_is_shown_is_taken_away_again() -> None:
    assert (named("attack,strike")["force"].chosen, named("attack,strike")["force"].kinds) == (True, "")


def test_one_kind_of_a_colour_is_not_all_of_it() -> None:
    assert not named("strike")["force"].chosen


def test_a_kind_without_a_tone_is_plain() -> None:
    assert [tone.name for tone in tones([{"value": "own", "count": 1}], {}, "")] == ["plain"]
