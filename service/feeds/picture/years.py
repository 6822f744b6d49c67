"""Feeds: years as people name them: no year 0, BCE before 1, and thousands to billions short."""

from typing import Final

_LARGE: Final = ((1_000_000_000, "bn"), (1_000_000, "M"))


def named(astronomical: int) -> int:
    """EDTF's year 0 is 1 BCE, here -1; there is no 0."""
    return astronomical if astronomical > 0 else astronomical - 1


def astronomical(name: int) -> int:
    """The inverse of `named`."""
    return name if name > 0 else name + 1


def year_label(name: int) -> str:
    """`2024`, `800 CE`, `44 BCE`, `12,000 BCE`, `66 M BCE`, `4.5 bn BCE`."""
    digits = short(abs(name), 6)
    return f"{digits} BCE" if name < 0 else f"{digits} CE" if name < 1000 else digits


def short(value: int, figures: int = 3) -> str:
    """`2024`, `12,000`, `4.47 bn`; millions and more with so many figures."""
    large = next((f"{value / unit:.{figures}g} {word}" for unit, word in _LARGE if value >= unit), "")
    return large or (f"{value:,}" if value >= 10_000 else str(value))
