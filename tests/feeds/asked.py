"""Test support: a feed asked for as over HTTP."""

from service.domain.selections import Selection
from service.domain.wordlist import read_words
from service.feeds.feed import Feed


def asked(feed: Feed, chosen: Selection, base_url: str = "", **words: str) -> str:
    """The feed's text; words that are not given have their defaults."""
    return "".join(feed.text(chosen, read_words(feed.words, words.items()), base_url=base_url))
