"""Test support: random writes over the API, and reads whose answers are kept to be compared with later ones."""

import json
import random
from collections.abc import Callable
from typing import Any, Final

from flask.testing import FlaskClient

from tests.storage.chronicle import NAMES, WORDS, random_event

EVENTS: Final = [f"e{number}" for number in range(40)]
RELATIONS: Final = [f"r{number}" for number in range(60)]
TYPES: Final = ("responds_to", "caused_by", "follows", "reports", "same_as")

READS: Final = (
    "/v1/events?limit=7&count=true",
    "/v1/events?limit=500&sort=-date",
    "/v1/events?limit=500&sort=updated",
    "/v1/events?kind=strike&limit=5",
    "/v1/events?tag=a,b&status=reported&limit=500",
    "/v1/events?actor=us&role=initiator",
    "/v1/events?q=missile*",
    "/v1/events?q=strasse+renamed*",
    "/v1/events?since=1945&until=2024-11&certain=true",
    "/v1/events?bbox=160,-20,-160,20",
    "/v1/events?linked=cause&limit=500",
    "/v1/events?response_to=e1",
    "/v1/events?timeline=t1",
    "/v1/events/e1",
    "/v1/events/e2",
    "/v1/relations?limit=500",
    "/v1/relations?event=e1,e2&according_to=news",
    "/v1/relations/r1",
    "/v1/actors?q=renamed*",
    "/v1/actors/us",
    "/v1/sources?retracted=true",
    "/v1/timelines/t1",
    "/v1/kinds?limit=500",
    "/v1/events/e1/responses?depth=all",
    "/v1/events/e3/causes?depth=all&family=causal,sequence,structure",
    "/v1/paths?from=e1&to=e5",
    "/v1/facets?facet=kind,actor,tag,country,status,source,year,month&kind=strike,talks",
    "/v1/figures?limit=500",
    "/v1/figures?metric=losses&group=year",
    "/v1/reactions?by=kind",
    "/v1/findings?limit=500",
    "/v1/feeds/events.ndjson?kind=strike,event",
    "/v1/feeds/timelinejs.json?limit=20",
    "/v1/feeds/graph.dot?around=e1&depth=all",
    "/v1/feeds/timeline.svg?tag=a",
)


def answer(client: FlaskClient, path: str, **moment: str) -> Any:
    """What a read answers, without the cursor, which is bound to the words that were asked."""
    told = (
        client.get(path, query_string=None)
        if not moment
        else client.get(f"{path}{'&' if '?' in path else '?'}as_of={moment['as_of']}")
    )
    body = told.get_json() if told.is_json else told.text
    if told.status_code == 200 and isinstance(body, dict):
        body.pop("next", None)
    return told.status_code, body if told.status_code == 200 else None


class Writer:
    """One random write after the other; what is refused changes nothing."""

    def __init__(self, client: FlaskClient, seed: int) -> None:
        self.client, self.dice = client, random.Random(seed)
        for actor, name in NAMES.items():
            client.put(f"/v1/actors/{actor}", json={"name": name})
        for source in ("news", "mod"):
            client.put(f"/v1/sources/{source}", json={"title": source})
        client.put("/v1/timelines/t1", json={"title": "T", "query": {"kind": "strike"}})
        self.writes: tuple[Callable[[], Any], ...] = (
            self.put_event,
            self.put_event,
            self.put_event,
            self.patch_event,
            self.patch_event,
            self.delete_event,
            self.put_relation,
            self.put_relation,
            self.put_relation,
            self.delete_relation,
            self.rename,
            self.retract,
            self.load,
            self.retitle,
        )

    def write(self) -> None:
        """One write."""
        self.dice.choice(self.writes)()

    def put_event(self) -> None:
        self.client.put(f"/v1/events/{self.dice.choice(EVENTS)}", json=self._event("x"))

    def patch_event(self) -> None:
        change = {"title": " ".join(self.dice.sample(WORDS, 2)), "status": self.dice.choice(("claimed", "refuted"))}
        self.client.patch(f"/v1/events/{self.dice.choice(EVENTS)}", json=change)

    def delete_event(self) -> None:
        self.client.delete(f"/v1/events/{self.dice.choice(EVENTS)}?cascade=true")

    def put_relation(self) -> None:
        self.client.put(f"/v1/relations/{self.dice.choice(RELATIONS)}", json=self._relation())

    def delete_relation(self) -> None:
        self.client.delete(f"/v1/relations/{self.dice.choice(RELATIONS)}")

    def rename(self) -> None:
        name = self.dice.choice(("Renamed", "renaming", "Other"))
        self.client.patch(f"/v1/actors/{self.dice.choice(list(NAMES))}", json={"name": name})

    def retract(self) -> None:
        when = self.dice.choice((None, "2026-11-22T10:00:00Z"))
        self.client.patch(f"/v1/sources/{self.dice.choice(('news', 'mod'))}", json={"retracted_at": when})

    def retitle(self) -> None:
        query = {"kind": self.dice.choice(("strike", "talks")), "sort": self.dice.choice(("date", "-updated"))}
        self.client.patch("/v1/timelines/t1", json={"query": query})

    def load(self) -> None:
        ids = self.dice.sample(EVENTS, 4)
        lines = [{"id": record_id, **self._event(record_id)} for record_id in ids]
        lines.append({"record": "relation", **self._relation(ids)})
        body = "\n".join(map(json.dumps, lines))
        self.client.post("/v1/imports?mode=partial", data=body, content_type="application/x-ndjson")

    def _event(self, record_id: str) -> dict[str, Any]:
        return random_event(self.dice, record_id).fields

    def _relation(self, events: list[str] = EVENTS) -> dict[str, Any]:
        cause, response = self.dice.sample(events, 2)
        sources = [{"source": "news"}] if self.dice.random() < 0.3 else []
        viewpoint = self.dice.choice((None, None, "us", "ua"))
        ends = {"cause": cause, "response": response, "asserted_by": viewpoint}
        return {"type": self.dice.choice(TYPES), "sources": sources} | ends
