"""Embedding as a newspaper does it: an article of another origin, in Chromium, over the seeds."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import FrameLocator, Page, expect

TIMELINE = "missiles-november-2024"
EVENTS = 5
Write = Callable[[str], FrameLocator]


class Quiet(SimpleHTTPRequestHandler):
    """A newspaper's server."""

    def log_message(self, *_said: object) -> None:
        """Says nothing."""


@pytest.fixture
def article(page: Page, tmp_path: Path) -> Iterator[Write]:
    """Opens an article of another origin with this in it; the timeline's frame."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path)) as server:
        Thread(target=server.serve_forever, daemon=True).start()

        def write(markup: str) -> FrameLocator:
            head = '<html lang="en"><title>News</title><link rel="icon" href="data:,"><body>'
            (tmp_path / "article.html").write_text(f"<!doctype html>{head}{markup}")
            page.goto(f"http://127.0.0.1:{server.server_port}/article.html")
            return page.frame_locator("iframe")

        yield write
        server.shutdown()


def height(frame: FrameLocator) -> str:
    """How high what stands in the frame is."""
    return f"{frame.locator('body').evaluate('(body) => Math.ceil(body.getBoundingClientRect().height)')}px"


def test_a_frame_shows_the_picture_in_its_own_width(article: Write, live: str) -> None:
    frame = article(f'<iframe src="{live}/embed/{TIMELINE}" title="Missiles" width="500" height="600"></iframe>')
    expect(frame.locator("svg.cl")).to_have_attribute("width", "500")
    expect(frame.locator("svg a.event")).to_have_count(EVENTS)


def test_the_snippet_puts_a_frame_of_the_right_height_where_it_stands(article: Write, page: Page, live: str) -> None:
    frame = article(f'<script src="{live}/static/embed.js" data-timeline="{TIMELINE}" async></script><p>After</p>')
    expect(frame.locator("svg a.event")).to_have_count(EVENTS)
    expect(page.locator("iframe")).to_have_css("height", height(frame))
    expect(page.locator("iframe")).to_have_attribute("title", re.compile("^Permission to strike"))


def test_the_frame_grows_when_its_list_is_opened(article: Write, page: Page, live: str) -> None:
    frame = article(f'<script src="{live}/static/embed.js" data-timeline="{TIMELINE}"></script>')
    expect(frame.locator("svg a.event")).to_have_count(EVENTS)
    frame.locator("summary").click()
    expect(frame.locator("li").last).to_be_visible()
    expect(page.locator("iframe")).to_have_css("height", height(frame))


def test_the_snippet_hands_words_on(article: Write, page: Page, live: str) -> None:
    words = f'data-timeline="{TIMELINE}" data-kind="strike" data-title="Strikes"'
    frame = article(f'<script src="{live}/static/embed.js" {words}></script>')
    expect(frame.locator("svg a.event")).to_have_count(1)
    expect(page.locator("iframe")).to_have_attribute("title", "Strikes")


def test_the_picture_alone_is_an_image(article: Write, page: Page, live: str) -> None:
    article(f'<img src="{live}/v1/feeds/timeline.svg?timeline={TIMELINE}" alt="Missiles">')
    assert page.locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 1200


def test_a_mark_opens_its_event_beside_the_article(article: Write, page: Page, live: str) -> None:
    frame = article(f'<iframe src="{live}/embed/{TIMELINE}" title="Missiles" width="700" height="600"></iframe>')
    with page.expect_popup() as opened:
        frame.locator("svg a.event .label").first.click()
    expect(opened.value).to_have_url(re.compile(f"{live}/events/2024-11-"))
