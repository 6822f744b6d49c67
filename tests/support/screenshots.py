"""Test support: the README's screenshots, taken of the seeds: `python -m tests.support.screenshots FOLDER`."""

import base64
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

from tests.support.chromium import launched
from tests.support.serving import causeline, served

ARTICLE: Final = """<!doctype html><html lang="en"><body style="font: 18px/1.5 Georgia, 'Liberation Serif', serif;
  max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem"><h1 style="margin: 0">Two permissions and a missile</h1>
  <p>In November 2024 two capitals allowed what they had long refused. What Moscow made of it:</p>
  <script src="/static/embed.js" data-timeline="missiles-november-2024"></script>
  <p>The article goes on below the timeline.</p></body></html>"""
QUALITY: Final = 82


def shoot(page: Page, file: Path) -> None:
    """What the window shows, as WebP: a third of a PNG's bytes."""
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    file.write_bytes(base64.b64decode(taken["data"]))


def take(browser: Browser, base: str, folder: Path) -> None:
    """Every screenshot."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(f"{base}/timelines/ukraine-november-2024?chain=2024-11-missile-strike")
    page.locator(".canvas.fitted").wait_for()
    page.locator(".tools").evaluate("(tools) => tools.scrollIntoView()")
    shoot(page, folder / "page.webp")
    phone = browser.new_page(viewport={"width": 390, "height": 780}, color_scheme="dark", reduced_motion="reduce")
    phone.goto(f"{base}/timelines/missiles-november-2024")
    phone.locator(".canvas.fitted").wait_for()
    shoot(phone, folder / "phone.webp")
    article = browser.new_page(viewport={"width": 800, "height": 800}, reduced_motion="reduce")
    article.route("**/article", lambda route: route.fulfill(body=ARTICLE, content_type="text/html"))
    article.goto(f"{base}/article")
    article.frame_locator("iframe").locator("svg.cl").wait_for()
    shoot(article, folder / "embed.webp")


def main() -> None:
    """Takes them into the folder that is named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        database_url = f"sqlite:///{scratch}/seeds.db"
        causeline("load", "seeds", database_url=database_url)
        with served(database_url, Path(scratch) / "log") as base, launched() as browser:
            take(browser, base, folder)


if __name__ == "__main__":
    main()
