"""Everything is killed in the middle of its work: what was acknowledged is not lost, what was half done is not left."""

import pytest

from tests.support.crashes import LINES, Crashes

ROUNDS = 20


@pytest.fixture(scope="module", params=["sqlite", "postgres"], ids=["sqlite", "postgresql"])
def rounds(request, tmp_path_factory):
    """What was found after each round: the service killed, with an import under way in most of them."""
    with request.getfixturevalue(f"{request.param}_databases").blank() as url:
        crashes = Crashes(url, tmp_path_factory.mktemp("crash"))
        crashes.begin()
        try:
            yield [crashes.round(number) for number in range(ROUNDS)]
        finally:
            crashes.service.kill()


def test_every_acknowledged_write_is_there_as_it_was_shown(rounds):
    assert all(done.log.acknowledged for done in rounds)
    assert [done.lost for done in rounds] == [[]] * ROUNDS


def test_an_import_is_there_as_a_whole_or_not_at_all(rounds):
    assert {"staging", "storing"} <= {done.moment for done in rounds if done.import_was_under_way}
    assert [done.moment for done in rounds if done.import_left not in (0, LINES)] == []


def test_an_import_that_was_said_to_be_stored_is_there(rounds):
    assert {done.import_left for done in rounds if done.import_was_stored} == {LINES}


def test_an_import_that_was_not_sent_to_its_end_left_nothing(rounds):
    assert {done.import_left for done in rounds if done.moment == "staging"} == {0}


def test_what_is_sent_again_under_its_key_is_there_once(rounds):
    assert any(done.log.keyed for done in rounds)
    assert [done.twice for done in rounds] == [[]] * ROUNDS


def test_callers_see_no_other_failure_than_the_end_of_the_service(rounds):
    assert [done.log.refused for done in rounds] == [[]] * ROUNDS


def test_the_chain_verifies_without_a_gap_from_round_to_round(rounds):
    assert [done.broken for done in rounds] == [[]] * ROUNDS


def test_the_database_finds_itself_sound_and_its_tables_agree(rounds):
    assert [done.unsound for done in rounds] == [[]] * ROUNDS
