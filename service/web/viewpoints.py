"""Web: according to whom a chain can be told: the choices that its own relations offer."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from service.domain.selections import Record
from service.feeds.sentences import Names
from service.storage.lists import NO_ONE
from service.web.choices import Choice, Option

_BASES: Final = {
    "stated_by_actor,stated_by_source": "what an actor or a source states",
    "analyst,computed": "what is inferred",
}
_FAMILIES: Final = {
    "causal": "cause and response",
    "sequence": "order in time",
    "evidence": "reports, confirmations, denials",
}


def viewpoints(relations: Iterable[Record], names: Names, given: Mapping[str, str]) -> list[Choice]:
    """Choices between two values or more; one that was made stays, so that it can be taken back."""
    found = list(relations)
    offered = (
        ("asserted_by", "According to", "everyone", dict(_asserting(found, names))),
        ("according_to", "Known from", "any source", dict(_cited(found, names))),
        ("basis", "Resting on", "anything", dict(_resting(found))),
        ("relation_family", "Linked by", "anything", dict(_families(found))),
    )
    return [
        Choice(word, label, _options(all_of_them, values, given.get(word, "")))
        for word, label, all_of_them, values in offered
        if len(values) > 1 or word in given
    ]


def _options(all_of_them: str, values: Mapping[str, str], given: str) -> tuple[Option, ...]:
    """`given` stands last where the chain does not offer it."""
    labels = {"": all_of_them, **dict(sorted(values.items(), key=lambda item: item[1].casefold()))}
    labels.setdefault(given, given)
    return tuple(Option(value, label, value == given) for value, label in labels.items())


def _asserting(relations: Iterable[Record], names: Names) -> Iterator[tuple[str, str]]:
    for relation in relations:
        actor = relation["asserted_by"]
        yield (actor, names.actors.get(actor, actor)) if actor else (NO_ONE, "the chronicle itself")


def _cited(relations: Iterable[Record], names: Names) -> Iterator[tuple[str, str]]:
    for relation in relations:
        for entry in relation["sources"]:
            yield entry["source"], names.sources.get(entry["source"], entry["source"])


def _resting(relations: Iterable[Record]) -> Iterator[tuple[str, str]]:
    bases = {relation["basis"] for relation in relations}
    return ((values, label) for values, label in _BASES.items() if bases.intersection(values.split(",")))


def _families(relations: Iterable[Record]) -> Iterator[tuple[str, str]]:
    families = {relation["family"] for relation in relations}
    return ((family, label) for family, label in _FAMILIES.items() if family in families)
