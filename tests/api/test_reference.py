"""docs/reference/api.md names every operation and every parameter, and no other."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"
ROW = re.compile(r"^\| `(GET|POST) (/[^`]*)` \|", re.MULTILINE)


@pytest.fixture
def paths(client):
    return client.get("/api/v1/openapi.json").json()["paths"]


def test_every_operation_is_described(paths):
    served = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in paths.items()
        for method in methods
    }
    assert set(ROW.findall(PAGE.read_text("utf-8"))) == served


def test_every_parameter_is_named(paths):
    lines = PAGE.read_text("utf-8").splitlines()
    for path, methods in paths.items():
        for method, operation in methods.items():
            start = f"| `{method.upper()} {path.removeprefix('/api/v1')}` |"
            line = next(line for line in lines if line.startswith(start))
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query" and not path.endswith(".csv"):
                    assert re.search(rf"\b{parameter['name']}\b", line)
