"""The only room that knows peewee; one module a noun."""
