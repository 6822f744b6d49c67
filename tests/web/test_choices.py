from flask.testing import FlaskClient

from service.web.choices import Option, options
from tests.support.builders import Make
from tests.web.pages import text_of

COUNTED = [{"value": "uk", "count": 3}, {"value": "france", "count": 9}]
NAMES = {"uk": "United Kingdom", "france": "France"}


def test_values_stand_by_their_names_with_their_numbers() -> None:
    assert [option.label for option in options(COUNTED, NAMES, "")] == ["France (9)", "United Kingdom (3)"]


def test_what_the_url_says_is_chosen() -> None:
    assert [option.value for option in options(COUNTED, NAMES, "uk") if option.chosen] == ["uk"]


def test_several_values_together_are_a_choice_of_their_own() -> None:
    assert options(COUNTED, NAMES, "uk,france")[0] == Option("uk,france", "United Kingdom, France", chosen=True)


def test_a_value_that_no_event_has_can_still_be_seen() -> None:
    assert options(COUNTED, NAMES, "mars")[0] == Option("mars", "mars", chosen=True)


def test_numbers_are_those_of_what_else_is_asked(client: FlaskClient, make: Make) -> None:
    make.event(title="Sirens in Kyiv", kind="strike", tags=["air"])
    make.event(title="Sirens in Odesa", kind="strike", tags=["air"])
    said = text_of(client.get("/?q=kyiv").text)
    assert ("air (1)" in said, "air (2)" in said) == (True, False)


def test_a_value_that_is_chosen_leaves_the_others_to_choose(client: FlaskClient, make: Make) -> None:
    make.event(tags=["air"])
    make.event(tags=["sea"])
    said = text_of(client.get("/?tag=air").text)
    assert ("air (1)" in said, "sea (1)" in said) == (True, True)
