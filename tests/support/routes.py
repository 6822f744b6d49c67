"""Test support: the routes of the many applications that tests make, compiled once a process."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


def compile_once() -> None:
    """Lets equal routes share the functions that build their addresses: these are nine tenths of making an application.

    Each is made from what the key names, and is handed the route that it is called for.
    """
    compiled = Rule._compile_builder
    kept: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}

    def shared(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = shared  # type: ignore[method-assign]  # what werkzeug does a thousand times over
