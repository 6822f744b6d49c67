import pytest

from service.domain.errors import Invalid
from service.domain.idempotency import Reply, attempt

ASKED = {"token": "desk", "target": "/v1/events?", "key": "one", "body": "digest", "time": 1}


def scope(**other):
    return attempt(**ASKED | other).scope


@pytest.mark.parametrize("other", [{"token": "press"}, {"target": "/v1/actors?"}, {"key": "two"}])
def test_the_holder_the_address_and_the_key_tell_one_thing_from_another(other):
    assert scope(**other) != scope()


@pytest.mark.parametrize("other", [{"body": "another"}, {"time": 2}])
def test_the_body_and_the_time_make_no_other_thing_of_it(other):
    assert scope(**other) == scope()


def test_parts_are_not_taken_for_each_other():
    assert scope(token="a", key="b,c") != scope(token="a,b", key="c")


@pytest.mark.parametrize("key", ["", " ", "a b", "a\n", "é", "~" * 256])
def test_what_is_no_key_is_refused(key):
    with pytest.raises(Invalid, match="visible ASCII"):
        scope(key=key)


def test_another_body_is_refused():
    attempt(**ASKED).check("digest")
    with pytest.raises(Invalid, match="another body"):
        attempt(**ASKED).check("another")


@pytest.mark.parametrize(("status", "is_kept"), [(199, False), (200, True), (201, True), (409, False), (503, False)])
def test_only_what_was_done_is_kept(status, is_kept):
    assert Reply(status, {}, "").is_kept == is_kept
