"""Test support: a chronicle of random events, and a list of them written as the contract says it."""

import random
import unicodedata
from typing import Any, Final

from service.domain.queries import Query
from service.domain.spans import order_key, span
from tests.storage.stored import Draft, actor, event, keep, link, source

Fields = dict[str, Any]
OPEN: Final = 2**63

STARTS: Final = (
    *("-0043-03-15", "-0500", "0000", "1914", "193X", "1945-05-08", "1999-12-31T23:59:59Z", "2000-01-01", "2000"),
    *("2024-11", "2024-11~", "2024-11-24", "2024-11-24T10:00:00+02:00", "2024-11-24T08:00:00Z", "2024?", "2024-21"),
    *("../2024-11-24", "../1945", "2024-11/..", "../..", "1939/1945", "2024-11-20/2024-11-26", "Y170000002", "20XX"),
    *("[..2024-11-25]", "{2023,2024}", "[1999,2001]", "/2024", "2024/"),
)
ENDS: Final = (None, None, None, "..", "2030", "Y170000003")
NAMES: Final = {
    "us": "United States",
    "ua": "Україна",
    "fr": "République Française",
    "cn": "中国 政府",
    "tr": "IĞDIR İline",
}
WORDS: Final = (
    *("Straße", "strasse", "missile", "Missiles", "Łódź", "naïve", "ПЕРЕГОВОРЫ", "переговори", "中国", "العربية"),
    *("🚀", "x²", "Zoë's", "e-mail", "co₂", "ﬁnal", "Ⅳ", "हिन्दी", "①wide", "Ærø", "DŽ", "word_with_lines"),
)
PLACES: Final = (None, None, (10, 170), (10, -170), (-5, 180), (50.5, 30.5), (90, 0), (-90, -180), (0, 0))
KINDS: Final = ("event", "strike", "talks")
STATUSES: Final = ("reported", "claimed", "refuted")
ROLES: Final = ("initiator", "recipient", "speaker")
TAGS: Final = ("a", "b", "中", "long tag")


def random_event(dice: random.Random, record_id: str) -> Draft:
    """One whose every word may be asked for."""
    lat_lon = dice.choice(PLACES)
    place = dict(zip(("lat", "lon"), lat_lon, strict=True)) if lat_lon else {"name": dice.choice(WORDS)}
    pairs = {(dice.choice(list(NAMES)), dice.choice(ROLES)) for _ in range(dice.randrange(3))}
    start = dice.choice(STARTS)
    closed = "/" not in start and start[0] not in "[{"
    return event(
        record_id,
        title=" ".join(dice.sample(WORDS, 2)),
        summary=dice.choice(("", *WORDS)),
        start=start,
        end=dice.choice(ENDS) if closed and start != "Y170000002" else None,
        kind=dice.choice(KINDS),
        status=dice.choice(STATUSES),
        place=place | {"country": dice.choice((None, "UA", "RU"))},
        actors=[{"actor": name, "role": role} for name, role in sorted(pairs)],
        tags=dice.sample(TAGS, dice.randrange(3)),
        sources=[{"source": name} for name in dice.sample(("news", "mod"), dice.randrange(3))],
        figures=[{"metric": name, "value": 1} for name in dice.sample(("losses", "tanks"), dice.randrange(3))],
    )


class Chronicle:
    """Events and relations, stored, and asked without a database."""

    def __init__(self, seed: int, size: int) -> None:
        dice = random.Random(seed)
        events = [random_event(dice, f"e{number:03}") for number in range(size)]
        keep(*(actor(name, name=title) for name, title in NAMES.items()), source("news"), source("mod"))
        keep(*events)
        self.events = {draft.id: draft.fields for draft in events}
        self.spans = {name: span(fields["start"], fields["end"]) for name, fields in self.events.items()}
        self.links = [dice.sample(list(self.events), 2) for _ in range(size // 4)]
        keep(*(link(*ends, "reports") for ends in dict.fromkeys(map(tuple, self.links))))
        self.order = {name: number for number, name in enumerate(self.events)}

    def search(self, query: Query) -> list[str]:
        """The ids of the events that a query chooses, in its order."""
        chosen = [name for name in self.events if self._has(name, query)]
        sort = query["sort"] or "date"
        key = self._date_key if sort.endswith("date") else lambda name: (self.order[name],)
        return sorted(chosen, key=key, reverse=sort.startswith("-"))

    def _date_key(self, name: str) -> tuple[Any, ...]:
        first, last = order_key(self.spans[name])
        return OPEN if first is None else first, OPEN if last is None else last, name

    def _has(self, name: str, query: Query) -> bool:
        fields = self.events[name]
        return (
            all(
                _any(query[word], _values(fields, word))
                for word in ("kind", "status", "country", "tag", "source", "metric")
            )
            and _any(query["id"], [name])
            and _acts(fields, query["actor"], query["role"])
            and _inside(fields["place"], query["bbox"])
            and self._in_time(name, query)
            and _says(fields, query["q"])
            and self._is_linked(name, query)
        )

    def _in_time(self, name: str, query: Query) -> bool:
        start, end = self.spans[name].start.earliest, self.spans[name].end.latest
        earliest, latest = -OPEN if start is None else start, OPEN if end is None else end
        since = -OPEN if query["since"] is None else query["since"]
        until = OPEN if query["until"] is None else query["until"]
        return since <= earliest and latest <= until if query["certain"] else latest >= since and earliest <= until

    def _is_linked(self, name: str, query: Query) -> bool:
        links = self.links if "evidence" in (query["family"] or ()) else []
        causes, responses = {cause for cause, _ in links}, {response for _, response in links}
        answers = {
            "cause": name in causes,
            "response": name in responses,
            "any": name in causes | responses,
            "none": name not in causes | responses,
        }
        return (
            (not query["linked"] or answers[query["linked"]])
            and (not query["cause_of"] or [name, query["cause_of"]] in links)
            and (not query["response_to"] or [query["response_to"], name] in links)
        )


def _any(asked: tuple[str, ...] | None, values: list[str]) -> bool:
    return not asked or bool({*asked} & {*values})


def _values(fields: Fields, word: str) -> list[str]:
    return {
        "kind": [fields["kind"]],
        "status": [fields["status"]],
        "country": [fields["place"]["country"]],
        "tag": fields["tags"],
        "source": [entry["source"] for entry in fields["sources"]],
        "metric": [figure["metric"] for figure in fields["figures"]],
    }[word]


def _acts(fields: Fields, actors: tuple[str, ...] | None, roles: tuple[str, ...] | None) -> bool:
    fits = [
        (not actors or entry["actor"] in actors) and (not roles or entry["role"] in roles) for entry in fields["actors"]
    ]
    return any(fits) or not (actors or roles)


def _inside(place: Fields, box: tuple[float, ...] | None) -> bool:
    if not box:
        return True
    west, south, east, north = box
    if place["lat"] is None:
        return False
    inside = west <= place["lon"] <= east if west <= east else place["lon"] >= west or place["lon"] <= east
    return inside and south <= place["lat"] <= north


def plain(text: str) -> list[str]:
    """The words of a text without accents and case; a separate, slower way than the domain's."""
    text = unicodedata.normalize("NFKD", text).casefold()
    for letter, letters in {"æ": "ae", "ø": "o", "ł": "l", "ı": "i"}.items():
        text = text.replace(letter, letters)
    kept = [char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M"]
    return "".join(char if char.isalnum() else " " for char in kept).split()


def _says(fields: Fields, question: tuple[tuple[str, bool], ...] | None) -> bool:
    texts = [fields["title"], fields["summary"], fields["place"]["name"] or ""]
    words = {word for text in [*texts, *(NAMES[entry["actor"]] for entry in fields["actors"])] for word in plain(text)}
    return all(
        any(word.startswith(token) if prefix else word == token for word in words) for token, prefix in question or ()
    )
