import pytest

from service.domain.errors import PreconditionFailed
from service.domain.preconditions import ANY, Precondition, etag

GOOD = [
    (ANY, None),
    (ANY, 3),
    (Precondition(if_match=frozenset({"3"})), 3),
    (Precondition(if_match=frozenset({"1", "3"})), 3),
    (Precondition(if_match=frozenset({"*"})), 3),
    (Precondition(if_none_match=frozenset({"*"})), None),
    (Precondition(if_none_match=frozenset({"2"})), 3),
    (Precondition(if_none_match=frozenset({"2"})), None),
]
BAD = [
    (Precondition(if_match=frozenset({"2"})), 3),
    (Precondition(if_match=frozenset({"33"})), 3),
    (Precondition(if_match=frozenset()), 3),
    (Precondition(if_match=frozenset({"*"})), None),
    (Precondition(if_match=frozenset({"3"})), None),
    (Precondition(if_none_match=frozenset({"*"})), 3),
    (Precondition(if_none_match=frozenset({"3"})), 3),
    (Precondition(if_match=frozenset({"3"}), if_none_match=frozenset({"3"})), 3),
]


@pytest.mark.parametrize(("when", "version"), GOOD)
def test_a_version_that_fits_passes(when, version):
    when.judge(version)


@pytest.mark.parametrize(("when", "version"), BAD)
def test_a_version_that_does_not_fit_is_refused(when, version):
    with pytest.raises(PreconditionFailed):
        when.judge(version)


def test_a_refusal_tells_the_stored_tag():
    with pytest.raises(PreconditionFailed, match='"7"'):
        Precondition(if_match=frozenset({"6"})).judge(7)


def test_each_version_has_a_tag_of_its_own():
    assert len({etag(version) for version in range(1, 200)}) == 199
