"""Flask doing what the limit does: a view that returns finished bytes."""

import os
from pathlib import Path

from flask import Flask, Response, request

ANSWERS = {path.name: path.read_bytes() for path in Path(os.environ["BENCH_ANSWERS"]).iterdir()}

app = Flask(__name__)


@app.get("/<workload>/<path:_rest>")
def read(workload: str, _rest: str) -> Response:
    """The workload's bytes; 304 to who has them."""
    if request.if_none_match:
        return Response(status=304)
    return Response(ANSWERS[workload], mimetype="application/json")


@app.post("/<workload>/<path:_rest>")
def create(workload: str, _rest: str) -> Response:
    """201, the body being read."""
    request.get_data()
    return Response(ANSWERS[workload], 201, mimetype="application/json")
