"""Domain: every way in which a request can be refused, named once."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason: where (a JSON pointer into the body, or a query word) and what is wrong."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Refused(Exception):  # noqa: N818  # not an error of ours: an answer to the caller
    """The root of all refusals; `detail` says what to do next, `faults` where."""

    def __init__(self, detail: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.faults = tuple(faults)


class Malformed(Refused):
    """The bytes are not what they claim to be (broken JSON, NaN)."""


class Unauthorized(Refused):
    """No token, or one that is not known."""


class Forbidden(Refused):
    """The token is known; its scope does not reach."""


class NotFound(Refused):
    """No such record, or it was deleted."""


class Conflict(Refused):
    """The record as asked for cannot stand beside what is stored."""


class PreconditionFailed(Refused):
    """If-Match or If-None-Match does not fit the stored version."""


class TooLarge(Refused):
    """The body is beyond its limit."""


class Unsupported(Refused):
    """The media type is not one that is read here."""


class Invalid(Refused):
    """The input breaks a rule; `faults` has one entry per broken rule."""


class Busy(Refused):
    """A lock or the database was not to be had in time; trying again helps."""


def invalid(detail: str, *, pointer: str | None = None, parameter: str | None = None) -> Invalid:
    """One fault as an Invalid."""
    return Invalid(detail, [Fault(detail, pointer, parameter)])
