"""Intake: YAML files that hold records in sections (`events:`, `relations:` …) or as one list of events."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

import yaml

from service.domain.pointers import pointer
from service.domain.records import EVENT
from service.intake.lines import SECTIONS, Line, fault_line, record_line
from service.intake.plain import settled
from service.intake.yaml_values import TooDeep, YamlValues, line_of

_PARSER: Final = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read_yaml(stream: BinaryIO) -> Iterator[Line]:
    """The records of every document in the file; where the text is no YAML, that is the last line."""
    try:
        yield from _documents(YamlValues(yaml.parse(stream, Loader=_PARSER)))
    except TooDeep as error:
        yield fault_line(error.line, "is nested too deep")
    except yaml.MarkedYAMLError as error:
        yield fault_line(error.problem_mark.line + 1 if error.problem_mark else 1, f"is not YAML: {error.problem}")
    except yaml.YAMLError as error:
        yield fault_line(1, f"is not YAML: {str(error).splitlines()[0]}")


def _documents(values: YamlValues) -> Iterator[Line]:
    for event in values.events:
        if isinstance(event, yaml.SequenceStartEvent):
            yield from _section(values, EVENT)
        elif isinstance(event, yaml.MappingStartEvent):
            yield from _sections(values)
        elif isinstance(event, yaml.ScalarEvent) and event.value:
            yield fault_line(line_of(event), "must be records in sections, or a list of events")


def _sections(values: YamlValues) -> Iterator[Line]:
    for event in values.entries():
        name, first = values.name(event), next(values.events)
        if name in SECTIONS and isinstance(first, yaml.SequenceStartEvent):
            yield from _section(values, SECTIONS[name])
        elif name not in SECTIONS:
            values.value(first)
            yield fault_line(line_of(event), f"is none of {', '.join(SECTIONS)}", pointer(name))
        elif values.value(first) != "":
            yield fault_line(line_of(event), "must be a list", pointer(name))


def _section(values: YamlValues, record_type: str) -> Iterator[Line]:
    for event in values.entries():
        values.faults.clear()
        line = record_line(line_of(event), values.value(event), record_type)
        if values.faults:
            yield replace(line, body=None, faults=tuple(values.faults))
        elif line.type and line.body:
            yield replace(line, body=settled(line.type, line.body))
        else:
            yield line
