"""The description and the page that shows it."""

import re

import pytest
import yaml


def test_the_description_is_served(anonymous):
    answer = anonymous.get("/openapi.yaml")
    assert (answer.status_code, answer.mimetype) == (200, "application/yaml")
    assert yaml.safe_load(answer.text)["openapi"].startswith("3.1")


def test_the_page_loads_nothing_from_another_host(anonymous):
    page = anonymous.get("/docs")
    used = re.findall(r'(?:src|href|data-description)="([^"]+)"', page.text)
    for address in used:
        with anonymous.get(address) as part:
            assert part.status_code == 200
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["index.html", "../__init__.py", "swagger-ui.js.map"])
def test_only_what_the_page_needs_is_served(anonymous, name):
    assert anonymous.get(f"/docs/{name}").status_code == 404
