"""The command's parts: one noun a file; service/cli.py gathers them."""
