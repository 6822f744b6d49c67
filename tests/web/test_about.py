from flask.testing import FlaskClient

from tests.support.builders import Make
from tests.web.pages import text_of

LOSSES = {"metric": "personnel_losses", "value": 1610, "unit": "persons", "comparator": "about", "period": "2024-11-24"}


def panel(client: FlaskClient, event: str) -> str:
    return text_of(client.get(f"/events/{event}/chain").text)


def test_claims_stand_side_by_side_with_who_makes_them(client: FlaskClient, make: Make) -> None:
    for actor in ("kyiv", "moscow"):
        make.actor(id=actor, name=actor.title())
    figures = [{**LOSSES, "claimed_by": "kyiv"}, {**LOSSES, "value": 12, "claimed_by": "moscow", "note": "No more"}]
    make.event(id="a", figures=figures)
    told = panel(client, "a")
    assert "Kyiv about 1,610 persons Personnel losses , 24 November 2024" in told
    assert "Moscow about 12 persons Personnel losses , 24 November 2024 No more" in told


def test_a_claim_of_nobody_says_so_and_names_its_source(client: FlaskClient, make: Make) -> None:
    make.source(id="news", title="A newspaper")
    make.event(id="a", figures=[{**LOSSES, "source": "news"}])
    assert "Nobody named A newspaper about 1,610 persons" in panel(client, "a")


def test_sources_are_graded_in_words(client: FlaskClient, make: Make) -> None:
    make.source(id="news", title="A newspaper", reliability="B")
    make.event(id="a", sources=[{"source": "news", "credibility": 2, "locator": "p. 4"}])
    assert "A newspaper , p. 4 B2 usually reliable, probably true" in panel(client, "a")


def test_what_an_event_is_stands_over_its_chain(client: FlaskClient, make: Make) -> None:
    make.event(id="a", kind="strike", status="disputed", summary="In short", place={"name": "Kupiansk"})
    assert "Strike disputed Kupiansk In short What led to it" in panel(client, "a")


def test_the_page_of_an_event_has_its_claims_too(client: FlaskClient, make: Make) -> None:
    make.event(id="a", figures=[LOSSES])
    assert "Who claims what" in text_of(client.get("/events/a").text)
