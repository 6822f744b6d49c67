"""Test support: what can be read."""

import re
from typing import Final

from flask import Flask

WAITING: Final = {"/v1/changes"}
"""What answers when something happens: there nothing can be had already."""
SINGLE: Final = re.compile(r"/v1/\w+/<record:record_id>")
WORDS: Final = {"/v1/paths": "?from=one&to=two"}
"""What an address cannot be asked without."""


def asked(app: Flask) -> list[str]:
    """Every address of the API that answers a list, a walk, a count or a feed."""
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/v1/") and "GET" in rule.methods]
    found = [rule for rule in rules if not SINGLE.fullmatch(rule) and rule not in WAITING]
    return [rule.replace("<record:record_id>", "one") + WORDS.get(rule, "") for rule in found]
