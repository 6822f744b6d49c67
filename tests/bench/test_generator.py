"""The chronicle that the benchmarks ask."""

from itertools import chain, pairwise

import pytest

from bench.generator import LINE, STORY, people, stories
from bench.vocabulary import WORDS
from service.intake.records import imported


@pytest.fixture(scope="module")
def told():
    return list(stories(1_000))


def records(told):
    return [*people(), *(event.body for story in told for event in story.events), *relations(told)]


def relations(told):
    return list(chain.from_iterable(story.relations for story in told))


def sent(record):
    return {name: value for name, value in record.items() if name != "record"}


def test_every_run_makes_the_same(told):
    assert list(stories(1_000)) == told


def test_more_events_begin_with_the_same(told):
    assert [story for story, _ in zip(stories(1_100), told, strict=False)] == told


def test_a_number_that_is_no_multiple_of_a_story_is_kept():
    assert sum(len(story.events) for story in stories(STORY + 3)) == STORY + 3


def test_an_event_has_one_relation_and_a_fifth(told):
    assert len(relations(told)) == 1_200


def test_no_response_lies_before_its_cause(told):
    bounds = {event.body["id"]: (event.earliest, event.latest) for story in told for event in story.events}
    assert all(bounds[link["cause"]][0] <= bounds[link["response"]][1] for link in relations(told))


def test_from_every_storys_first_event_leads_a_line_of_ten_steps(told):
    links = {(link["cause"], link["response"]) for link in relations(told)}
    lines = [[event.body["id"] for event in story.events[:LINE]] for story in told]
    assert all(links.issuperset(pairwise(line)) for line in lines)


def test_the_importer_takes_every_record(told):
    drafts = [imported(record["record"], sent(record)) for record in records(told)]
    assert len({(draft.type, draft.id) for draft in drafts}) == len(records(told))


def test_bounds_are_those_that_the_service_finds(told):
    events = [event for story in told[:10] for event in story.events]
    drafts = [imported("event", sent(event.body)) for event in events]
    found = [(draft.derived["earliest"], draft.derived["latest"]) for draft in drafts]
    assert found == [(event.earliest, event.latest) for event in events]


def test_who_seeks_a_part_of_a_text_finds_what_who_seeks_a_word_finds():
    assert len({len(word) for word in WORDS.values}) == 1
