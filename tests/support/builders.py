"""Test support: records made over the API; a test names only what it is about."""

import itertools
from typing import Any

from flask.testing import FlaskClient

Record = dict[str, Any]


class Make:
    """Posts one record a call and returns it as the service answered."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.numbers = itertools.count(1)

    def event(self, **fields: Any) -> Record:
        """An event of 2024, unless told otherwise."""
        return self._post("events", {"title": f"Event {next(self.numbers)}", "start": "2024"} | fields)

    def actor(self, **fields: Any) -> Record:
        """An actor."""
        return self._post("actors", {"name": f"Actor {next(self.numbers)}", "type": "other"} | fields)

    def source(self, **fields: Any) -> Record:
        """A source."""
        return self._post("sources", {"title": f"Source {next(self.numbers)}", "type": "other"} | fields)

    def kind(self, **fields: Any) -> Record:
        """A kind."""
        return self._post("kinds", {"label": f"Kind {next(self.numbers)}"} | fields)

    def timeline(self, **fields: Any) -> Record:
        """A timeline of every event."""
        return self._post("timelines", {"title": f"Timeline {next(self.numbers)}", "query": {}} | fields)

    def relation(self, cause: Record, response: Record, **fields: Any) -> Record:
        """A stored link from a response to its cause."""
        return self._post("relations", self.link(cause, response, **fields))

    def link(self, cause: Record, response: Record, **fields: Any) -> Record:
        """The body of a relation, not sent."""
        return {"type": "responds_to", "cause": cause["id"], "response": response["id"]} | fields

    def chain(self, length: int, **fields: Any) -> list[Record]:
        """Events, each a response to the one before."""
        events = [self.event() for _ in range(length)]
        for cause, response in itertools.pairwise(events):
            self.relation(cause, response, **fields)
        return events

    def _post(self, collection: str, body: Record) -> Record:
        answer = self.client.post(f"/v1/{collection}", json=body)
        assert answer.status_code == 201, answer.text
        made: Record = answer.get_json()
        return made
