"""The rules: standard library only, no web and no database."""
