"""Intake: JSON read strictly and once: what readers of JSON differ about, or cannot keep, is refused."""

import json
import math
import re
from collections import Counter
from typing import Any, Final, NoReturn

_HALVES: Final = re.compile(r"\\u[Dd][89A-Fa-f]")
"""How half of a surrogate pair is escaped: it may lack the other half."""
_MOST_DIGITS: Final = 400
"""Of a whole number; no float reaches so far, and Python takes quadratic time for more."""


class NameTwice(ValueError):  # noqa: N818  # no error of ours: it says what the text is
    """An object says a name twice, and readers of JSON differ in which of the two they take."""


def json_value(text: bytes) -> Any:
    """The value of a JSON text in UTF-8. Raises ValueError, which says what is wrong."""
    try:
        decoded = text.decode()
        value = DECODER.decode(decoded)
        refuse_halves(decoded, value)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
    return value


def refuse_halves(text: str, value: Any) -> None:
    """Raises ValueError where `text`, decoded to `value`, holds half of a surrogate pair, which no encoding can."""
    if _HALVES.search(text):
        json.dumps(value, ensure_ascii=False).encode()


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise NameTwice(f"an object has the name {twice[:80]!r} twice")
    return members


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise ValueError(f"a number has more than {_MOST_DIGITS} digits")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text[:80]} is beyond what a number holds")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_whole, parse_float=_finite, parse_constant=_refuse
)
"""Raises ValueError for what is no JSON, NameTwice for a name said twice; lone halves of pairs it lets pass."""
