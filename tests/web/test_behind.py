"""What becomes of Flask's answer on its way to the front."""

from service.domain.errors import Busy
from service.web.behind import REFUSED, Passing, answered
from service.web.caching import ROUTE


class Late:
    """Pieces that end in a refusal."""

    closed = False

    def __iter__(self):
        yield b"begun"
        raise Busy("too long")

    def close(self):
        self.closed = True


def test_what_is_refused_half_way_is_closed_and_answered_with_the_refusal():
    late = Late()

    def flask(environ, start):
        environ[ROUTE] = "/v1/feeds/events.csv"
        start("503 BUSY" if REFUSED in environ else "200 OK", [("ETag", 'W/"a"')])
        return [b"busy"] if REFUSED in environ else late

    answer = answered(flask, {})
    assert isinstance(answer, Passing)
    assert (answer.said[0], list(answer.pieces), late.closed) == ("503 BUSY", [b"busy"], True)
