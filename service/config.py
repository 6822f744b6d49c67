"""Settings: the only reader of the environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MIB: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside; the README lists the variables."""

    database_url: str = "sqlite:///causeline.db"
    read: str = "public"
    """`public`, or `token`: then reading needs a token too."""
    write_origins: frozenset[str] = frozenset()
    """Origins whose pages may write (CORS)."""
    max_body: int = MIB
    """Bytes that a request body may have; imports have a limit of their own."""
    page_cache: int = 32 * MIB
    """Bytes of answers that one worker keeps while nothing is written."""
    threads: int = 8
    """Requests that one worker serves at a time."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Settings from variables. Raises ValueError naming the variable that does not read."""
        default = cls()
        read = environment.get("CAUSELINE_READ", default.read)
        if read not in ("public", "token"):
            raise ValueError(f"CAUSELINE_READ is public or token, not {read!r}")
        return cls(
            database_url=environment.get("DATABASE_URL", default.database_url),
            read=read,
            write_origins=frozenset(environment.get("CAUSELINE_WRITE_ORIGINS", "").replace(",", " ").split()),
            max_body=_bytes(environment, "CAUSELINE_MAX_BODY", default.max_body),
            page_cache=_bytes(environment, "CAUSELINE_PAGE_CACHE", default.page_cache),
            threads=_threads(environment, "CAUSELINE_THREADS", default.threads),
        )


def _bytes(environment: Mapping[str, str], name: str, default: int) -> int:
    """A number of bytes. Raises ValueError for what is none."""
    text = environment.get(name, str(default))
    if not text.isdecimal():
        raise ValueError(f"{name} is a number of bytes, not {text!r}")
    return int(text)


def _threads(environment: Mapping[str, str], name: str, default: int) -> int:
    """A number of threads. Raises ValueError for what is none."""
    text = environment.get(name, str(default))
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"{name} is a number of threads, one or more, not {text!r}")
    return int(text)
