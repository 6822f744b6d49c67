"""Domain: JSON pointers (RFC 6901)."""


def pointer(*steps: str | int) -> str:
    """The pointer that leads through `steps`; none leads to the whole document, which is ''."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
