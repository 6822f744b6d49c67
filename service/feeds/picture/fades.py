"""Feeds: the gradients of a picture, each made once however many marks share it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from service.feeds.picture.markup import empty, open_tag

Stops = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Fades:
    """Collects gradients while marks are drawn. Offsets are whole percents of the mark's width."""

    known: dict[tuple[str, Stops], str] = field(default_factory=dict)

    def fill(self, stops: Stops, tone: str) -> str | None:
        """The fill for a mark with these (pixel, opacity) stops; None when it is certain all along."""
        if all(sure == 1 for _, sure in stops):
            return None
        left, right = stops[0][0], stops[-1][0]
        key = (tone, tuple((round(100 * (x - left) / (right - left)), round(sure, 2)) for x, sure in stops))
        return f"url(#{self.known.setdefault(key, f'cl-fade-{len(self.known) + 1}')})"

    def draw(self) -> Iterator[str]:
        """The definitions, to be put before or after what they fill."""
        for (tone, stops), name in self.known.items():
            yield open_tag("linearGradient", id=name)
            for percent, sure in stops:
                yield empty("stop", class_=f"stop-{tone}", offset=f"{percent}%", stop_opacity=f"{sure:g}")
            yield "</linearGradient>\n"
