import pytest

from service.domain.spans import span
from service.storage.engine import fetch, reading
from service.storage.spans import span_columns, span_from
from service.storage.tables import Event
from tests.storage.stored import event, keep

DATES = [
    ("2024", None), ("2024-11-24", None), ("2024-11~", None), ("2024?-11", None), ("199X", None), ("-0044-03", None),
    ("2024-11-24T10:00:00Z", None), ("2024-11-24T10:00", None), ("2024-11-24T10:00:00-05:00", None),
    ("2024-11-24T10:00:00+0530", None), ("2024-11-01/2024-11-05", None), ("2024-11-01/..", None), ("/2024", None),
    ("[..2024-11-25]", None), ("[2024-11-01,2024-11-03]", None), ("{2024-11-01,2024-12}", None),
    ("2024-11-01", "2024-12"), ("2024-11-01T00:00:00Z", ".."), ("2024-21", None), ("Y170000002", None),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end"), DATES)
def test_index_columns_tell_the_span_that_the_texts_tell(database, start, end):
    keep(event("a", start=start, end=end))
    with reading():
        (row,) = fetch(Event.select(*span_columns(Event)))
    assert span_from(*row) == span(start, end)
