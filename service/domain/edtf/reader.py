"""Domain: reads a text from left to right, never back, so that no input takes long."""

from service.domain.edtf.tree import DateFault


class Reader:
    """A text and how far it has been read."""

    __slots__ = ("at", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def ended(self) -> bool:
        """True when nothing is left."""
        return self.at == len(self.text)

    def sees(self, characters: str) -> bool:
        """True when the next character is one of these."""
        return self.at < len(self.text) and self.text[self.at] in characters

    def one(self, characters: str) -> str:
        """The next character when it is one of these, else nothing."""
        if not self.sees(characters):
            return ""
        self.at += 1
        return self.text[self.at - 1]

    def run(self, characters: str) -> str:
        """All from here on that is of these characters."""
        rest = self.text[self.at :]
        found = rest[: len(rest) - len(rest.lstrip(characters))]
        self.at += len(found)
        return found

    def accepts(self, token: str) -> bool:
        """Read the token when it comes next."""
        if not self.text.startswith(token, self.at):
            return False
        self.at += len(token)
        return True

    def expect(self, token: str, expected: str) -> None:
        """Read the token, or raise DateFault."""
        if not self.accepts(token):
            raise DateFault(f"expected {expected}", self.at)

    def pair(self, allowed: frozenset[str], expected: str) -> str:
        """The next two characters when they are among the allowed, or DateFault."""
        found = self.text[self.at : self.at + 2]
        if found not in allowed:
            raise DateFault(f"expected {expected}", self.at)
        self.at += 2
        return found
