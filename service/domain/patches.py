"""Domain: JSON merge patches (RFC 7396)."""

from typing import Any


def merge_patch(target: Any, patch: Any) -> Any:
    """`target` as `patch` changes it: null removes a member, an object merges, anything else replaces.

    Neither argument is changed. A loop, not the RFC's recursion: no depth of nesting exhausts the stack.
    """
    if not isinstance(patch, dict):
        return patch
    merged = _members(target)
    pending = [(merged, patch)]
    while pending:
        into, changes = pending.pop()
        for name, value in changes.items():
            if value is None:
                into.pop(name, None)
            elif isinstance(value, dict):
                into[name] = _members(into.get(name))
                pending.append((into[name], value))
            else:
                into[name] = value
    return merged


def _members(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
