import pytest

from service.domain.errors import Conflict
from tests.storage.stored import actor, keep, put


def test_an_actor_is_not_part_of_itself(database):
    keep(actor("ring"))
    with pytest.raises(Conflict, match="ring → ring"):
        put(actor("ring", part_of="ring"))


def test_however_many_lie_between(database):
    keep(actor("army"), actor("corps", part_of="army"), actor("brigade", part_of="corps"))
    with pytest.raises(Conflict, match="army → brigade → corps → army"):
        put(actor("army", part_of="brigade"))


def test_two_of_one_batch_are_not_part_of_each_other(database):
    with pytest.raises(Conflict):
        keep(actor("one", part_of="two"), actor("two", part_of="one"))


def test_parts_of_parts_stand(database):
    keep(actor("battery", part_of="brigade"), actor("brigade", part_of="army"), actor("army"))
    put(actor("battery", part_of="army"))
