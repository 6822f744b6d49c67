"""Domain: what changed from one version of a record to the next."""

from typing import Final

from service.domain.pointers import pointer
from service.domain.records import Fields

_ABSENT: Final = object()


def differences(before: Fields, after: Fields, *steps: str) -> list[str]:
    """Pointers (RFC 6901) to the fields in which two versions differ, in the order of the fields.

    Objects are gone into; a list is one field: its places shift, so that they say nothing by themselves.
    """
    found: list[str] = []
    for name in {**before, **after}:
        one, other = before.get(name, _ABSENT), after.get(name, _ABSENT)
        if isinstance(one, dict) and isinstance(other, dict):
            found += differences(one, other, *steps, name)
        elif one != other:
            found.append(pointer(*steps, name))
    return found
