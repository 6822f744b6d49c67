"""Feeds: all that is known of an event as plain lines, for programs that show one text."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from service.domain.retractions import cited
from service.domain.selections import Record, Selection
from service.feeds.direction import isolated
from service.feeds.prose import related
from service.feeds.sentences import figure_sentence, names_in, when
from service.feeds.withdrawals import fallen, withdrawn_on

_BREAKS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ufeff]")


def plain(text: str) -> str:
    """Text whose lines end in one way only, without what no line of text can hold."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))


class Told:
    """Tells the events of a selection."""

    def __init__(self, selection: Selection) -> None:
        self.names = names_in(selection)
        self.urls = {source["id"]: source["url"] for source in selection.sources if source["url"]}
        self.relations: dict[str, list[Record]] = defaultdict(list)
        for relation in selection.relations:
            self.relations[relation["response"]].append(relation)
            self.relations[relation["cause"]].append(relation)

    def description(self, event: Record) -> str:
        """Its summary, and then what has no field of its own, a line for each."""
        return plain("\n".join((*filter(None, [event["summary"]]), *self._lines(event))))

    def _lines(self, event: Record) -> Iterator[str]:
        edtf = "/".join(filter(None, (event["start"], event["end"])))
        yield f"Date: {when(event)} (EDTF {edtf})"
        if event["date_text"]:
            yield f"In the source’s words: {isolated(event['date_text'])}"
        yield f"Status: {event['status']}"
        for entry in event["actors"]:
            yield f"{entry['role'].capitalize()}: {isolated(self.names.actors.get(entry['actor'], entry['actor']))}"
        actors, withdrawn = self.names.actors, self.names.withdrawn
        yield from (figure_sentence(figure, actors, withdrawn) for figure in event["figures"])
        yield from (related(one, self.names.events, actors, withdrawn) for one in self.relations[event["id"]])
        for source in sorted(cited(event)):
            remark = f" ({withdrawn_on(withdrawn[source])})" if source in withdrawn else ""
            yield f"Source: {isolated(self.names.sources.get(source, source))}{remark}"

    def kind(self, event: Record) -> str:
        """What its kind is called."""
        return self.names.kinds.get(event["kind"], event["kind"])

    def retracted(self, event: Record) -> list[str]:
        """A word for an event of which every source was withdrawn."""
        return ["retracted"] if fallen(event, self.names.withdrawn) else []

    def causes(self, event: Record) -> list[Record]:
        """The relations in which it is the response."""
        return [relation for relation in self.relations[event["id"]] if relation["response"] == event["id"]]

    def links(self, event: Record) -> list[tuple[str, str]]:
        """Names and addresses of its sources."""
        return [(self.names.sources[one], self.urls[one]) for one in sorted(cited(event)) if one in self.urls]
