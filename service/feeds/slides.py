"""Feeds: what a TimelineJS slide shows, as HTML: every text of a record is escaped, once more where it is unescaped."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from service.domain.kinds import DEFAULT
from service.domain.selections import Record, Selection
from service.feeds.browser import escape, object_key
from service.feeds.sentences import figure_sentence, names_in, qualities, verb, when
from service.feeds.slide_dates import slide_dates
from service.feeds.withdrawals import left, withdrawn_on


class Slides:
    """Makes the slides of a selection."""

    def __init__(self, selection: Selection) -> None:
        self.names = names_in(selection)
        self.urls = {source["id"]: source["url"] for source in selection.sources}
        self.relations: dict[str, list[Record]] = defaultdict(list)
        for relation in selection.relations:
            self.relations[relation["response"]].append(relation)
            self.relations[relation["cause"]].append(relation)

    def slide(self, event: Record) -> dict[str, Any]:
        """A slide without its dates. Links between slides work on pages that set TimelineJS's `hash_bookmark`.

        One that was imported from TimelineJS comes out as it went in: in its words for the date, in its group or none,
        with whatever medium it had.
        """
        group = self.names.kinds.get(event["kind"], event["kind"])
        if slide_dates(event):
            labels = {"group": "" if event["kind"] == DEFAULT else group, "display_date": event["date_text"] or ""}
            return self._slide(event | {"date_text": None}, labels, next(iter(event["media"]), None))
        seen = (medium for medium in event["media"] if medium["type"] != "link")
        return self._slide(event, {"group": group, "display_date": when(event)}, next(seen, None))

    def _slide(self, event: Record, labels: dict[str, str], shown: Record | None) -> dict[str, Any]:
        return {
            "unique_id": object_key(event["id"]),
            "autolink": False,
            **{name: _label(text) for name, text in labels.items() if text},
            "text": {"headline": escape(event["title"]), "text": self._text(event, shown)},
            **({"media": _media(shown)} if shown else {}),
        }

    def _text(self, event: Record, shown: Record | None) -> str:
        figures = (
            escape(figure_sentence(figure, self.names.actors, self.names.withdrawn)) for figure in event["figures"]
        )
        links = (self._link(event["id"], relation) for relation in self.relations[event["id"]])
        others = (medium for medium in event["media"] if medium is not shown)
        more = (_anchor(medium["url"], medium["caption"] or medium["url"]) for medium in others)
        fallen = left(event, self.names.withdrawn).capitalize()
        parts = [
            f"<p><em>{fallen}</em></p>" if fallen else "",
            _paragraphs(event["summary"]),
            f"<p>In the source’s words: {escape(event['date_text'])}</p>" if event["date_text"] else "",
            _listed("", figures),
            _listed("", links),
            _listed("See also", more),
            _listed("Sources", (self._source(entry["source"]) for entry in event["sources"])),
        ]
        return "".join(parts)

    def _link(self, event: str, relation: Record) -> str:
        """A relation as a sentence on the slide of one of its ends."""
        is_response = relation["response"] == event
        other = relation["cause"] if is_response else relation["response"]
        anchor = f'<a href="#event-{object_key(other)}" target="_self">{escape(self.names.events[other])}</a>'
        how = escape(qualities(relation, self.names.actors, self.names.withdrawn))
        return f"This {verb(relation)} {anchor}{how}" if is_response else f"{anchor} {verb(relation)} this{how}"

    def _source(self, source: str) -> str:
        name, url, day = self.names.sources.get(source, source), self.urls.get(source), self.names.withdrawn.get(source)
        return (_anchor(url, name) if url else escape(name)) + (f" ({withdrawn_on(day)})" if day else "")


def title_slide(selection: Selection, undated: Iterable[Record]) -> dict[str, Any]:
    """The first slide: what the timeline is about, and what it could not show."""
    cut = "<p>There are more events than are shown here.</p>" if selection.truncated else ""
    missing = _listed("Events without any date", (escape(event["title"]) for event in undated))
    text = {"headline": escape(selection.title), "text": _paragraphs(selection.summary) + cut + missing}
    # No event's id begins with `_`.
    return {"unique_id": "_title", "autolink": False, "text": text}


def empty_slide(selection: Selection) -> dict[str, Any]:
    """A slide, without its dates, for a selection of which no event has a date."""
    if not selection.events:
        headline, told = "No events", "Nothing is in this selection."
    elif selection.truncated:
        headline, told = "No dates yet", "None of the first events of this selection has a date; there are more."
    else:
        headline, told = "No dates", "No event of this selection has a date."
    return {"unique_id": "_nothing", "text": {"headline": headline, "text": f"<p>{told}</p>"}}


def _label(text: str) -> str:
    """Escaped twice: TimelineJS unescapes groups and display dates once before it sets them as HTML."""
    return escape(escape(text))


def _media(medium: Record) -> dict[str, str]:
    """Caption and credit are HTML, alt and title are plain."""
    caption, credit, alt = medium["caption"], medium["credit"], medium["alt"] or medium["caption"]
    given = {
        # TimelineJS writes some addresses into HTML between apostrophes, the one quote that an address may hold.
        "url": medium["url"].replace("'", "%27"),
        "caption": caption and escape(caption),
        "title": caption,
        "credit": credit and escape(credit),
        "alt": alt,
    }
    return {name: text for name, text in given.items() if text}


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())


def _listed(heading: str, entries: Iterable[str]) -> str:
    lines = "".join(f"<li>{entry}</li>" for entry in entries)
    return f"{f'<p>{heading}</p>' if heading else ''}<ul>{lines}</ul>" if lines else ""


def _anchor(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'
