import pytest
from flask.testing import FlaskClient

from tests.support.builders import Make
from tests.web.pages import elements, text_of


@pytest.fixture
def war(client: FlaskClient, make: Make) -> None:
    """A timeline of a permit and the strike that answered it, among other events."""
    permit, strike = make.event(title="A permit", kind="permission"), make.event(title="A strike", kind="strike")
    make.event(title="A talk", kind="talks")
    make.relation(permit, strike)
    make.timeline(id="war", title="War", query={"kind": ["permission", "strike"]})


def test_a_frame_has_the_picture_the_list_and_the_way_to_the_sources(client: FlaskClient, war: None) -> None:
    frame = client.get("/embed/war").text
    [image] = elements(frame, "img")
    assert client.get(image["src"] or "").mimetype == "image/svg+xml"
    assert "A strike — responds to “ A permit ”" in text_of(frame)
    assert "/timelines/war" in {link["href"] for link in elements(frame, "a")}


def test_a_frame_shows_its_timeline_and_nothing_else(client: FlaskClient, war: None) -> None:
    assert "A talk" not in text_of(client.get("/embed/war").text)


def test_a_narrow_frame_gets_a_narrow_picture(client: FlaskClient, war: None) -> None:
    narrow, *_ = elements(client.get("/embed/war").text, "source")
    assert (narrow["media"], 'width="360"' in client.get(narrow["srcset"] or "").text) == ("(max-width: 30rem)", True)


def test_the_words_of_the_page_choose_within_a_frame(client: FlaskClient, war: None) -> None:
    frame = client.get("/embed/war?kind=strike&lane=actor").text
    assert ("A strike" in text_of(frame), "A permit" in text_of(frame)) == (True, False)
    [image] = elements(frame, "img")
    assert "kind=strike&lane=actor" in (image["src"] or "")
    assert "/timelines/war?kind=strike&lane=actor" in {link["href"] for link in elements(frame, "a")}


def test_links_leave_the_frame(client: FlaskClient, war: None) -> None:
    assert elements(client.get("/embed/war").text, "base") == [{"target": "_blank"}]


@pytest.mark.parametrize(("path", "framed_by"), [("/embed/war", "*"), ("/timelines/war", "'none'"), ("/", "'none'")])
def test_anybody_frames_the_embed_and_nobody_the_page(
    client: FlaskClient, war: None, path: str, framed_by: str
) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {framed_by}")
    assert "'unsafe-inline'" not in policy


@pytest.mark.parametrize(
    ("path", "status"), [("/embed/peace", 404), ("/embed/war?kind=%00", 422), ("/embed/war?x=1", 422)]
)
def test_what_cannot_be_shown_is_said_in_the_frame(client: FlaskClient, war: None, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert "This timeline could not be shown" in text_of(answer.text)
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors *")


def test_a_timeline_without_events_says_so(client: FlaskClient, make: Make) -> None:
    make.timeline(id="war")
    assert "This timeline holds no event yet" in text_of(client.get("/embed/war").text)


def test_text_in_a_frame_is_text(client: FlaskClient, make: Make) -> None:
    hostile = "<script>alert(1)</script>"
    make.timeline(id="war", title=hostile, summary=hostile)
    make.event(title=hostile)
    assert all("src" in script for script in elements(client.get("/embed/war").text, "script"))
