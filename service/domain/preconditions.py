"""Domain: conditional writes (RFC 9110 §13): which stored version a caller agrees to change."""

from dataclasses import dataclass

from service.domain.errors import PreconditionFailed


def etag(version: int) -> str:
    """A record's strong entity tag, without its quotes."""
    return str(version)


@dataclass(frozen=True, slots=True)
class Precondition:
    """Tags of If-Match and If-None-Match without quotes, `*` as itself; None where the header was not sent."""

    if_match: frozenset[str] | None = None
    if_none_match: frozenset[str] | None = None

    def judge(self, version: int | None) -> None:
        """For writes. Raises PreconditionFailed unless the stored version (None: no record) is one that was named."""
        self.judge_match(version)
        if self.excludes(version):
            raise PreconditionFailed("If-None-Match names the stored version; the record is there already")

    def judge_match(self, version: int | None) -> None:
        """If-Match alone, as it holds for reads too. Raises PreconditionFailed."""
        tag = None if version is None else etag(version)
        if self.if_match is not None and not _names(self.if_match, tag):
            stored = "there is none" if tag is None else f'its ETag is "{tag}"'
            raise PreconditionFailed(f"If-Match does not name the stored version ({stored}); read it again, then retry")

    def excludes(self, version: int | None) -> bool:
        """Whether If-None-Match names the stored version: who reads has it then, who writes does not want to."""
        return self.if_none_match is not None and _names(self.if_none_match, None if version is None else etag(version))


def _names(tags: frozenset[str], tag: str | None) -> bool:
    return tag is not None and ("*" in tags or tag in tags)


ANY = Precondition()
"""No condition."""
