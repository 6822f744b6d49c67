"""Intake: values built from YAML's parse events.

No loader is used: so no tag makes an object, no alias multiplies, and no depth exhausts the stack.
"""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from service.domain.errors import Fault
from service.domain.pointers import pointer
from service.intake.plain import Plain

_DEEPEST: Final = 32
"""Nothing beyond is read: the parser itself takes quadratic time for what is nested deep."""
_ENDS: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class TooDeep(Exception):  # noqa: N818  # no error of ours: it says what the file is
    """What begins on `line` is nested deeper than any record."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is nested too deep")
        self.line = line


def line_of(event: yaml.Event) -> int:
    """The line on which an event stands, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


class YamlValues:
    """Takes values from a stream of events; `faults` gathers what is wrong with them until the caller empties it."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.faults: list[Fault] = []

    def entries(self) -> Iterator[yaml.Event]:
        """The first event of each entry (or name) of the collection that has just begun; the caller takes the rest."""
        while not isinstance(event := next(self.events), _ENDS):
            yield event

    def value(self, event: yaml.Event, *steps: str | int) -> Any:
        """The value that begins with `event`, at `steps` in its record; text without quotes is Plain.

        Raises TooDeep, after which nothing can be taken any more.
        """
        if isinstance(event, yaml.ScalarEvent):
            return Plain(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.AliasEvent):
            return self._refuse("must be written out: aliases are not read here", steps)
        if len(steps) > _DEEPEST:
            raise TooDeep(line_of(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return [self.value(entry, *steps, index) for index, entry in enumerate(self.entries())]
        return self._members(steps)

    def name(self, event: yaml.Event, *steps: str | int) -> str:
        """A member's name, which is text."""
        value = self.value(event, *steps)
        if not isinstance(value, str):
            self._refuse("must have names of text", steps)
        return str(value)

    def _members(self, steps: tuple[str | int, ...]) -> dict[str, Any]:
        members: dict[str, Any] = {}
        for event in self.entries():
            name = self.name(event, *steps)
            if name in members:
                self._refuse("stands twice", (*steps, name))
            members[name] = self.value(next(self.events), *steps, name)
        return members

    def _refuse(self, detail: str, steps: tuple[str | int, ...]) -> None:
        self.faults.append(Fault(detail, pointer(*steps)))
