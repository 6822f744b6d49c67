import pytest

from tests.intake.judged import faults, fields, refused

FIGURE = {"metric": "losses", "value": 5}


def test_every_field_is_present_in_the_order_of_the_contract():
    assert list(fields("event").items()) == [
        ("title", "A strike"),
        ("summary", ""),
        ("lang", None),
        ("kind", "event"),
        ("start", "2024"),
        ("end", None),
        ("date_text", None),
        ("status", "reported"),
        ("actors", []),
        ("place", None),
        ("figures", []),
        ("media", []),
        ("tags", []),
        ("identifiers", []),
        ("sources", []),
    ]


def test_an_event_needs_a_title_and_a_start():
    assert faults("event", {}) == {"/title": "is required", "/start": "is required"}


def test_what_the_server_adds_is_accepted_and_ignored():
    sent_back = {"earliest": None, "latest": 5, "version": "x", "created_at": {}, "updated_at": "\0"}
    assert fields("event", **sent_back) == fields("event")


@pytest.mark.parametrize("name", ["seq", "Title", "record", "a/b", ""])
def test_any_other_field_is_refused(name):
    assert len(refused("event", **{name: 1})) == 1


def test_a_place_has_every_part():
    place = {"name": None, "country": "RU", "lat": None, "lon": None, "precision": None}
    assert fields("event", place={"country": "RU"})["place"] == place


@pytest.mark.parametrize(
    ("place", "where"),
    [
        ({"lat": 50}, "/place/lon"),
        ({"lon": 50, "lat": None}, "/place/lat"),
        ({"lat": 90.5, "lon": 0}, "/place/lat"),
        ({"lat": 0, "lon": -181}, "/place/lon"),
        ({"precision": "street"}, "/place/precision"),
        ("Kyiv", "/place"),
    ],
)
def test_a_place_is_refused_where_it_is_wrong(place, where):
    assert refused("event", place=place) == [where]


def test_coordinates_at_the_edges_of_the_world_stand():
    assert not refused("event", place={"lat": -90, "lon": 180})


def test_an_actor_may_stand_in_two_roles_but_in_none_twice():
    pairs = [{"actor": "us"}, {"actor": "us", "role": "speaker"}, {"actor": "us", "role": "participant"}]
    assert refused("event", actors=pairs) == ["/actors/2"]


def test_an_actors_role_is_participant_unless_told():
    assert fields("event", actors=[{"actor": "us"}])["actors"] == [{"actor": "us", "role": "participant"}]


def test_a_figure_has_every_part():
    assert fields("event", figures=[FIGURE])["figures"] == [
        {
            "metric": "losses",
            "value": 5,
            "low": None,
            "high": None,
            "unit": None,
            "comparator": "exact",
            "scope": "period",
            "period": None,
            "subject": None,
            "claimed_by": None,
            "source": None,
            "is_record": False,
            "note": "",
        }
    ]


@pytest.mark.parametrize(
    ("bounds", "where"),
    [
        ({"low": 6}, "/figures/0/value"),
        ({"high": 4}, "/figures/0/high"),
        ({"low": 1, "high": 0}, "/figures/0/high"),
        ({"value": 2**53 + 1}, "/figures/0/value"),
        ({"low": "1"}, "/figures/0/low"),
    ],
)
def test_a_figure_out_of_its_bounds_is_refused(bounds, where):
    assert refused("event", figures=[FIGURE | bounds]) == [where]


def test_a_figure_may_equal_its_bounds():
    assert not refused("event", figures=[FIGURE | {"low": 5, "high": 5.0}])


def test_media_are_links_that_a_reader_may_open():
    assert refused("event", media=[{"url": "https://example.org/a"}, {"url": "data:text/html,x"}]) == ["/media/1/url"]


@pytest.mark.parametrize("credibility", [0, 7, "2", True, 2.0])
def test_credibility_is_a_whole_number_from_one_to_six(credibility):
    assert refused("event", sources=[{"source": "a", "credibility": credibility}]) == ["/sources/0/credibility"]


def test_a_source_may_be_cited_in_two_places():
    assert not refused("event", sources=[{"source": "a", "locator": "p. 1"}, {"source": "a", "locator": "p. 2"}])


def test_a_tag_stands_once():
    assert refused("event", tags=["war", "peace", "war"]) == ["/tags/2"]


def test_an_identifier_stands_once():
    twin = {"scheme": "acled", "value": "1"}
    assert refused("event", identifiers=[twin, twin | {"value": "2"}, twin]) == ["/identifiers/2"]


def test_an_end_may_say_that_it_is_going_on():
    assert fields("event", end="..")["end"] == ".."
