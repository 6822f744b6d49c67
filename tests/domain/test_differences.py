import pytest

from service.domain.differences import differences

PLACE = {"name": "Dnipro", "country": "UA"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"title": "A"}, {"title": "A"}, []),
        ({"title": "A", "start": "1"}, {"title": "B", "start": "1"}, ["/title"]),
        ({"b": 1, "a": 1}, {"b": 2, "a": 2}, ["/b", "/a"]),
        ({"place": PLACE}, {"place": PLACE | {"country": None}}, ["/place/country"]),
        ({"place": None}, {"place": PLACE}, ["/place"]),
        ({"place": PLACE}, {"place": None}, ["/place"]),
        ({"tags": ["a", "b"]}, {"tags": ["b"]}, ["/tags"]),
        ({"query": {"tag": "a"}}, {"query": {"kind": "a"}}, ["/query/tag", "/query/kind"]),
        ({"a/b": {"~": 1}}, {"a/b": {"~": 2}}, ["/a~1b/~0"]),
        ({}, {"new": None}, ["/new"]),
    ],
    ids=str,
)
def test_each_field_that_differs_is_pointed_to(before, after, told):
    assert differences(before, after) == told
