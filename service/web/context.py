"""Web: what the application was made with, for the code that serves a request."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app

from service.config import Settings
from service.web.watch import Watch


@dataclass(frozen=True, slots=True)
class Context:
    """Settings and clock (microseconds since 1970), handed in by create_app; and who listens in this process."""

    settings: Settings
    clock: Callable[[], int]
    watch: Watch


def context() -> Context:
    """The running application's."""
    found: Context = current_app.extensions["causeline"]
    return found
