from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as some

from service.domain.patches import merge_patch

RFC_7396_APPENDIX_A = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]
objects = some.recursive(
    some.none() | some.integers() | some.text(max_size=3),
    lambda inner: some.dictionaries(some.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(("target", "patch", "result"), RFC_7396_APPENDIX_A)
def test_a_patch_does_what_the_table_of_the_rfc_says(target, patch, result):
    assert merge_patch(target, patch) == result


@given(target=objects, patch=objects)
def test_a_patch_leaves_its_arguments_as_they_were(target, patch):
    before = deepcopy((target, patch))
    merge_patch(target, patch)
    assert (target, patch) == before


@given(target=objects, patch=objects)
def test_a_patch_applied_twice_is_a_patch_applied_once(target, patch):
    once = merge_patch(target, patch)
    assert merge_patch(once, patch) == once


def test_a_patch_may_be_nested_deeper_than_the_stack():
    patch: dict = {}
    for _ in range(100_000):
        patch = {"a": patch}
    assert list(merge_patch({}, patch)) == ["a"]
