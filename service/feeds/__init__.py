"""Pure text makers: a selection in, pieces of text out; one module a format."""
