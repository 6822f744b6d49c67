"""The only room that knows flask; one route file a noun."""
