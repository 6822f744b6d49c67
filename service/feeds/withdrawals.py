"""Feeds: what is said of records whose sources were withdrawn (domain.retractions)."""

from collections.abc import Collection

from service.domain.retractions import cited, footing
from service.domain.selections import Record
from service.domain.wording import in_words


def fallen(record: Record, withdrawn: Collection[str]) -> bool:
    """True when an event or a relation cites sources, and every one of them was withdrawn."""
    return bool(withdrawn) and footing(cited(record), withdrawn) == "retracted"


def left(record: Record, withdrawn: Collection[str]) -> str:
    """What is left under an event or a relation: `source withdrawn`; '' where all its sources stand."""
    if not withdrawn:
        return ""
    sources = cited(record)
    said = {"retracted": "source withdrawn" if len(sources) == 1 else "all sources withdrawn"}
    return (said | {"partly": "some sources withdrawn"}).get(footing(sources, withdrawn), "")


def withdrawn_on(day: str) -> str:
    """`withdrawn on 1 December 2024`."""
    return f"withdrawn on {in_words(day)}"
