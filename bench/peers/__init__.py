"""What others would have written: each peer as its own documentation has it, on the same events."""
