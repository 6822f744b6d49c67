import pytest
from hypothesis import given
from hypothesis import strategies as some
from marshmallow import ValidationError

from service.domain.records import TYPES
from service.intake.quick import quick
from service.intake.records import LOADERS
from tests.intake.judged import LEAST
from tests.intake.test_records import bodies

FULL = LEAST["event"] | {
    "end": "..",
    "actors": [{"actor": "us"}, {"actor": "us", "role": "speaker"}],
    "place": {"name": "Kyiv", "lat": 50, "lon": 30.5},
    "figures": [{"metric": "losses", "value": 3, "low": 1, "period": "2024-11"}],
    "sources": [{"source": "news", "credibility": 2}],
    "tags": ["war"],
    "version": 7,
}


def same(record_type, body):
    """Whether the quick way takes what marshmallow takes, and makes the same of it, in the same order."""
    try:
        loaded = LOADERS[record_type].load(body)
    except ValidationError:
        with pytest.raises(ValidationError):
            quick(LOADERS[record_type])(body)
        return True
    return repr(quick(LOADERS[record_type])(body)) == repr(loaded)


@given(data=some.data(), record_type=some.sampled_from(TYPES))
def test_the_quick_way_is_marshmallows_for_whatever_comes(data, record_type):
    assert same(record_type, data.draw(bodies(record_type)))


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize(
    "value", [None, "", "2024", 5, [], {}, [{}], [None], ["a", "a"], {"lat": 1}, {"x": 1}], ids=repr
)
def test_it_is_for_every_field_of_an_event(name, value):
    assert same("event", FULL)
    assert same("event", FULL | {name: value})


@pytest.mark.parametrize("body", [None, [], "text", {}, {"publisher": None}], ids=repr)
@pytest.mark.parametrize("record_type", TYPES)
def test_it_is_for_what_is_no_record(record_type, body):
    assert same(record_type, body)


@pytest.mark.parametrize(
    "more", [{"response": "a"}, {"stance": "deter", "type": "reports"}, {"stance": "deter"}, {"family": "x"}], ids=repr
)
def test_it_keeps_the_rules_between_fields(more):
    assert same("relation", LEAST["relation"] | more)


def test_no_list_that_stands_in_for_one_left_out_is_shared():
    one, other = (quick(LOADERS["event"])(LEAST["event"]) for _ in range(2))
    assert one["tags"] is not other["tags"]
