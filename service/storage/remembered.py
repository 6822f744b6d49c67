"""Storage: small answers that are asked for with every request, remembered until anything is committed."""

from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from service.storage import engine

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
_MOST: Final = 1_000


class Remembered(Generic[Key, Value]):
    """What `ask` answers to a key, asked again after any commit by anybody. Raises Busy, and what `ask` raises.

    The tick comes first: what is committed before the question is answered is then at worst asked for once more.
    """

    def __init__(self, ask: Callable[[Key], Value]) -> None:
        self._ask = ask
        self._seen: tuple[object, dict[Key, Value]] = (None, {})
        """A tick, and the answers since; put in its place whole, since threads share it."""

    def __call__(self, key: Key) -> Value:
        tick, seen = engine.tick(), self._seen
        if tick != seen[0] or len(seen[1]) > _MOST:
            self._seen = seen = tick, {}
        if key not in seen[1]:
            seen[1][key] = self._ask(key)
        return seen[1][key]
