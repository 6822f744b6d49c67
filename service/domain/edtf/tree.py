"""Domain: what an EDTF value says, as a tree (ISO 8601-2 as profiled by the Library of Congress, 2019)."""

from enum import Enum
from typing import Final, Literal, NamedTuple

FIRST_SEASON: Final = "21"


class DateFault(ValueError):  # noqa: N818  # the text is at fault, not the program
    """The text is no date; `position` (from 0) is where it goes wrong."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"{reason} (at position {position})")
        self.position = position


class Part(NamedTuple):
    """A year, a month or season, or a day."""

    stated: str
    """As a number: `-0043`, `1950` of `1950S2`, `170000000` of `Y17E7`, `196X` of the decade `196`."""
    pattern: str
    """The digits that are certain, X for each other: `19XX` of `1950S2`."""
    at: int
    before: str
    """The qualifier of this part alone, or nothing."""
    after: str
    """The qualifier of this part and of all to its left, or nothing."""


class Clock(NamedTuple):
    """A time of day; `offset` in seconds east of UTC, None where it is not said."""

    hour: int
    minute: int
    second: int | None
    offset: int | None


class Moment(NamedTuple):
    """One date, as deep as it is stated."""

    year: Part
    month: Part | None = None
    """Or a season: 21 to 41."""
    day: Part | None = None
    clock: Clock | None = None

    @property
    def parts(self) -> list[Part]:
        """The stated parts, year first."""
        return [part for part in (self.year, self.month, self.day) if part]

    @property
    def has_season(self) -> bool:
        """True where a season stands in the month's place."""
        return self.month is not None and "X" not in self.month.pattern and self.month.pattern >= FIRST_SEASON

    @property
    def qualified(self) -> bool:
        """True with `?`, `~` or `%` anywhere."""
        return any(part.before or part.after for part in self.parts)

    @property
    def zoned(self) -> bool:
        """True for an instant: a time with Z or an offset."""
        return self.clock is not None and self.clock.offset is not None


class Edge(Enum):
    """A side of a range on which no date stands."""

    OPEN = ".."
    UNKNOWN = ""


Side = Moment | Edge


class Range(NamedTuple):
    """From one side to the other; a single date is both sides."""

    left: Side
    right: Side
    at: int
    """Where the right side begins."""

    @property
    def moments(self) -> list[Moment]:
        """The dates that are stated."""
        return [side for side in (self.left, self.right) if isinstance(side, Moment)]


Shape = Literal["date", "interval", "one_of", "all_of"]


class Expression(NamedTuple):
    """A whole value: its one member, or the members of a set as written."""

    shape: Shape
    members: tuple[Range, ...]
