"""What comes in: shapes, readers and the two-pass import."""
