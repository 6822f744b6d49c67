import pytest

from service.feeds.feed import Feed
from service.feeds.registry import FEEDS
from tests.feeds import goldens
from tests.feeds.selection import adversarial, selection


@pytest.fixture(params=FEEDS)
def feed(request: pytest.FixtureRequest) -> Feed:
    return FEEDS[request.param]


def options(feed: Feed) -> dict[str, object]:
    return {word.name: word.default for word in feed.words}


def test_a_feed_is_a_module_of_its_name(feed: Feed) -> None:
    assert feed.render.__module__ == f"service.feeds.{feed.name.replace('.', '_')}"


def test_the_same_selection_gives_the_same_text(feed: Feed) -> None:
    first, second = ("".join(feed.text(adversarial(), options(feed))) for _ in range(2))
    assert first == second


def test_a_feed_of_nothing_is_no_error(feed: Feed) -> None:
    assert isinstance("".join(feed.text(selection(), options(feed))), str)


def test_the_adversarial_selection_looks_as_it_did(feed: Feed) -> None:
    goldens.check(feed.name, "".join(feed.text(adversarial(), options(feed))))
