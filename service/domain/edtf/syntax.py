"""Domain: the grammar of a whole EDTF value: a date, an interval, or a set."""

from typing import Final

from service.domain.edtf.moments import read_moment
from service.domain.edtf.reader import Reader
from service.domain.edtf.tree import DateFault, Edge, Expression, Range, Shape, Side

LONGEST: Final = 64


def read(text: str) -> Expression:
    """The tree of an EDTF value, or DateFault. Whether the calendar has its days is not judged here."""
    if len(text) > LONGEST:
        raise DateFault(f"expected at most {LONGEST} characters", LONGEST)
    if not text:
        raise DateFault("expected a date such as 2024-11-24", 0)
    reader = Reader(text)
    expression = _set(reader) if reader.sees("[{") else _date_or_interval(reader)
    if not reader.ended():
        raise DateFault("expected the end of the date", reader.at)
    return expression


def _date_or_interval(reader: Reader) -> Expression:
    left = _side(reader)
    if not isinstance(left, Edge) and not reader.sees("/"):
        return Expression("date", (Range(left, left, 0),))
    reader.expect("/", "/ and the other side of an interval")
    at = reader.at
    right = _side(reader)
    if left is right is Edge.UNKNOWN:
        raise DateFault("expected a date or .. on one side of the interval", at)
    return Expression("interval", (_range(left, right, at),))


def _side(reader: Reader) -> Side:
    if reader.accepts(".."):
        return Edge.OPEN
    return Edge.UNKNOWN if reader.ended() or reader.sees("/") else read_moment(reader)


def _set(reader: Reader) -> Expression:
    """`..` may open the first member and close the last one."""
    shape: Shape = "one_of" if reader.one("[{") == "[" else "all_of"
    members = [_until(reader) if reader.accepts("..") else _member(reader)]
    while members[-1].right is not Edge.OPEN and _comma(reader):
        members.append(_member(reader))
    close = "]" if shape == "one_of" else "}"
    reader.expect(close, f", or {close}")
    return Expression(shape, tuple(members))


def _until(reader: Reader) -> Range:
    at = reader.at
    return _range(Edge.OPEN, read_moment(reader), at)


def _member(reader: Reader) -> Range:
    at = reader.at
    left = read_moment(reader)
    if not reader.accepts(".."):
        return Range(left, left, at)
    at = reader.at
    return _range(left, Edge.OPEN if reader.sees("]}") else read_moment(reader), at)


def _comma(reader: Reader) -> bool:
    """Read a comma with the spaces around it, if there is one."""
    spaces = reader.run(" ")
    if spaces:
        reader.expect(",", "a comma after the space")
    elif not reader.accepts(","):
        return False
    reader.run(" ")
    return True


def _range(left: Side, right: Side, at: int) -> Range:
    given = Range(left, right, at)
    for moment in given.moments:
        if moment.has_season:
            raise DateFault("expected no season in an interval: write its months", moment.parts[1].at)
    return given
