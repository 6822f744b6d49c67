import itertools
import random

import pytest

from service.domain.changes import Stamp
from service.domain.errors import Fault, NotFound, TooLarge
from service.intake import imports
from service.intake.lines import Line, fault_line, record_line
from service.intake.reports import Remark
from service.storage import journal, records
from service.storage.engine import reading
from tests.storage.stored import event, found, keep, link, put

NOW = Stamp("importer", 2_000_000)


def ev(record_id, **fields):
    return {"id": record_id, "title": f"Event {record_id}", "start": "2024"} | fields


def rel(cause, response, **fields):
    return {"record": "relation", "type": "responds_to", "cause": cause, "response": response} | fields


def lines(*bodies):
    return [record_line(number, body) for number, body in enumerate(bodies, start=1)]


def run(*bodies, **options):
    return imports.run(lines(*bodies), NOW, **options)


def counts(report):
    return report.created, report.updated, report.unchanged, report.rejected


def rejected(report):
    return [(error.line, error.pointer) for error in report.errors]


def head():
    with reading():
        return journal.head().seq


def find(record_type, record_id):
    try:
        return records.find(record_type, record_id).body
    except NotFound:
        return None


WORLD = (
    {"record": "timeline", "id": "all", "title": "All", "query": {"kind": "parley"}} | {"id": "every"},
    rel("a", "b", asserted_by="us", sources=[{"source": "news"}]),
    ev("b", kind="parley", actors=[{"actor": "army"}]),
    ev("a", sources=[{"source": "news", "claimed_by": "army"}]),
    {"record": "actor", "id": "army", "name": "Army", "part_of": "us"},
    {"record": "actor", "id": "us", "name": "US"},
    {"record": "source", "id": "news", "title": "News"},
    {"record": "kind", "id": "parley", "label": "Parley"},
)


@pytest.mark.parametrize("seed", range(4))
def test_lines_come_in_any_order(database, seed):
    shuffled = random.Random(seed).sample(WORLD, len(WORLD))
    assert counts(run(*shuffled)) == (len(WORLD), 0, 0, 0)


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_a_repeat_changes_nothing(database, mode):
    run(*WORLD)
    before = head()
    assert counts(run(*reversed(WORLD), mode=mode)) == (0, 0, len(WORLD), 0)
    assert head() == before


def test_a_record_that_is_there_is_updated(database):
    run(ev("a"), ev("b"))
    assert counts(run(ev("a", title="New"), ev("b"), ev("c"))) == (1, 1, 1, 0)


def test_a_deleted_record_comes_back_with_the_next_version(database):
    run(ev("a"))
    records.remove("event", "a", NOW)
    assert counts(run(ev("a"))) == (1, 0, 0, 0)
    assert records.find("event", "a").version == 2


def test_an_atomic_import_with_a_bad_line_stores_nothing(database):
    before = head()
    assert counts(run(ev("a"), ev("b", start="soon"))) == (0, 0, 0, 1)
    assert (found(), head()) == ([], before)


def test_an_atomic_import_with_a_line_that_storage_refuses_stores_nothing(database):
    before = head()
    assert counts(run(ev("a"), ev("b", kind="nothing"))) == (0, 0, 0, 1)
    assert (found(), head()) == ([], before)


def test_a_partial_import_stores_what_is_good(database):
    report = run(ev("a"), ev("b", start="soon"), ev("c", kind="nothing"), ev("d"), mode="partial")
    assert (counts(report), found()) == ((2, 0, 0, 2), ["a", "d"])


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_a_dry_run_judges_everything_and_stores_nothing(database, mode):
    run(ev("a"))
    before = head()
    assert counts(run(ev("a", title="New"), ev("b"), rel("a", "b"), mode=mode, dry_run=True)) == (2, 1, 0, 0)
    assert head() == before


def test_a_dry_run_of_a_partial_import_tells_what_it_would_store(database):
    report = run(ev("a"), rel("a", "none-such"), rel("a", "b"), ev("b"), mode="partial", dry_run=True)
    assert (counts(report), rejected(report)) == ((3, 0, 0, 1), [(2, "/response")])
    assert found() == []


def test_errors_carry_line_and_pointer(database):
    bad = (ev("a", figures=[{"metric": "m", "value": "many"}]), {"record": "event", "id": "b"}, {"record": "monster"})
    report = run(ev("good"), *bad)
    assert rejected(report) == [(2, "/figures/0/value"), (3, "/title"), (3, "/start"), (4, "/record")]


def test_a_line_that_could_not_be_read_is_rejected_with_its_reason(database):
    report = imports.run([fault_line(7, "is not JSON")], NOW)
    assert report.errors == [Remark(7, None, "is not JSON")]


def test_errors_stand_in_the_order_of_the_lines(database):
    report = run(rel("x", "y"), ev("a", kind="nothing"), ev("b", start="soon"), mode="partial")
    assert [line for line, _ in rejected(report)] == [1, 1, 2, 3]


def test_errors_name_the_file(database):
    line = Line(3, faults=(Fault("is not JSON"),), source="events.ndjson")
    assert imports.run([line], NOW).errors[0].source == "events.ndjson"


def noted(number, **more):
    """A line of which something is not carried over."""
    return Line(number, notes=(Fault("is not carried over", "/background"),), source="a.json", **more)


def test_what_is_not_carried_over_is_told_though_nothing_is_refused(database):
    report = imports.run([noted(3, type="event", body=ev("a")), noted(2)], NOW)
    assert counts(report) == (1, 0, 0, 0)
    assert report.notes == [Remark(line, "/background", "is not carried over", "a.json") for line in (2, 3)]


def test_of_a_line_that_is_rejected_the_reason_alone_is_told(database):
    report = imports.run([noted(1, type="event", body={"id": "a"})], NOW)
    assert (report.rejected, report.notes) == (1, [])


def test_an_id_is_needed_so_that_a_repeat_changes_nothing(database):
    assert rejected(run({"title": "T", "start": "2024"})) == [(1, "/id")]


def test_a_relation_has_an_id_that_follows_from_what_it_links(database):
    run(ev("a"), ev("b"), rel("a", "b"))
    assert counts(run(rel("a", "b"))) == (0, 0, 1, 0)
    assert counts(run(rel("a", "b", asserted_by=None, note="more"))) == (0, 1, 0, 0)


def test_a_derived_id_stands_beside_one_that_the_caller_chose(database):
    keep(event("a"), event("b"), link("a", "b", id="own"))
    assert rejected(run(rel("a", "b"))) == [(1, None)]


# --- what rests on what -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", [{"start": "soon"}, {"kind": "nothing"}], ids=str)
def test_a_line_that_rests_on_a_rejected_one_is_rejected(database, broken):
    report = run(ev("a"), ev("b", **broken), rel("a", "b"), mode="partial")
    assert counts(report) == (1, 0, 0, 2)
    assert (3, "/response") in rejected(report)


def test_it_is_rejected_even_where_an_older_record_stands(database):
    keep(event("a"), event("b"))
    report = run(ev("b", start="soon"), rel("a", "b"), mode="partial")
    assert rejected(report) == [(1, "/start"), (2, "/response")]


def test_rejection_goes_on_from_line_to_line(database):
    world = [{"record": "actor", "id": "us", "name": ""}, ev("a", actors=[{"actor": "us"}]), ev("b"), rel("a", "b")]
    assert counts(run(*world, mode="partial")) == (1, 0, 0, 3)


def test_actors_are_part_of_each_other_in_any_order(database):
    actors = [
        {"record": "actor", "id": "unit", "name": "Unit", "part_of": "army"},
        {"record": "actor", "id": "army", "name": "Army", "part_of": "state"},
        {"record": "actor", "id": "state", "name": "State"},
    ]
    for order in itertools.permutations(actors):
        assert run(*order, dry_run=True).created == 3
        assert run(*order, dry_run=True, mode="partial").created == 3


def test_an_actor_that_rests_on_a_rejected_one_is_rejected(database):
    actors = [
        {"record": "actor", "id": "unit", "name": "Unit", "part_of": "army"},
        {"record": "actor", "id": "army", "name": "Army", "part_of": "nobody"},
        {"record": "actor", "id": "state", "name": "State"},
    ]
    assert counts(run(*actors, mode="partial")) == (1, 0, 0, 2)


def test_the_last_line_with_an_id_stands(database):
    assert counts(run(ev("a", title="First"), ev("a", title="Last"))) == (1, 1, 0, 0)
    assert '"title":"Last"' in records.find("event", "a").body


def test_the_same_line_twice_is_unchanged_the_second_time(database):
    assert counts(run(ev("a"), ev("a"))) == (1, 0, 1, 0)


def test_a_good_line_of_the_same_id_holds_up_what_rests_on_it(database):
    report = run(ev("a", start="soon"), ev("a"), ev("b"), rel("a", "b"), mode="partial")
    assert (counts(report), rejected(report)) == ((3, 0, 0, 1), [(1, "/start")])


# --- judged on the final state ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_an_import_may_turn_a_chain_round(database, mode):
    keep(*map(event, "abc"), link("a", "b", id="one"), link("b", "c", id="two"))
    assert counts(run(rel("b", "a", id="one"), rel("c", "b", id="two"), mode=mode)) == (0, 2, 0, 0)


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_an_import_may_let_links_change_places(database, mode):
    keep(*map(event, "abcd"), link("a", "b", id="one"), link("c", "d", id="two"))
    assert counts(run(rel("c", "d", id="one"), rel("a", "b", id="two"), mode=mode)) == (0, 2, 0, 0)


def test_an_import_may_move_an_event_and_the_link_that_held_it(database):
    keep(event("a"), event("b"), link("a", "b", id="one"))
    moved = [ev("a", start="2030"), rel("b", "a", id="one")]
    for order in itertools.permutations(moved):
        assert counts(run(*order, dry_run=True)) == (0, 2, 0, 0)


def test_an_import_may_move_both_ends(database):
    keep(event("a"), event("b"), link("a", "b"))
    assert counts(run(ev("b", start="2031"), ev("a", start="2030"))) == (0, 2, 0, 0)


def test_a_link_that_the_moved_dates_make_impossible_is_refused(database):
    keep(event("a"), event("b"))
    assert rejected(run(rel("a", "b"), ev("a", start="2030"))) == [(1, "/response")]


@pytest.mark.parametrize(
    "kept",
    [rel("b", "a", id="one", asserted_by="nobody"), rel("b", "bad", id="one"), rel("c", "d", id="one")],
    ids=["unknown actor", "rests on a rejected line", "twin"],
)
def test_a_partial_import_never_moves_an_event_away_from_a_link_that_stays(database, kept):
    """The link `one` would be replaced after its event has moved; it is refused then, and what it said stays."""
    keep(*map(event, "abcd"), link("a", "b", id="one"), link("c", "d", id="taken"))
    run(ev("a", start="2030"), ev("bad", start="soon"), kept, mode="partial")
    stands = '"cause":"a","response":"b"' in find("relation", "one")
    assert not (stands and '"start":"2030"' in find("event", "a"))


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_a_link_that_stays_as_it_is_holds_its_event_where_it_was(database, mode):
    """An export whose dates were edited: the relation's line changes nothing, and yet it is in the way."""
    run(ev("a"), ev("b"), rel("a", "b"))
    report = run(ev("a", start="2030"), ev("b"), rel("a", "b"), mode=mode)
    assert report.rejected
    assert '"start":"2024"' in find("event", "a")


def test_a_cycle_within_the_import_is_refused(database):
    report = run(ev("a"), ev("b"), rel("a", "b"), rel("b", "a"), mode="partial")
    assert (counts(report), rejected(report)) == ((3, 0, 0, 1), [(4, None)])


def test_a_cycle_with_what_is_stored_is_refused(database):
    keep(event("a"), event("b"), link("a", "b"))
    assert rejected(run(rel("b", "a"))) == [(1, None)]


# --- size -------------------------------------------------------------------------------------------------------------


def test_too_many_lines_are_refused_before_anything_is_stored(database):
    with pytest.raises(TooLarge):
        run(ev("a"), ev("b"), ev("c"), most=2, mode="partial")
    assert found() == []


def test_as_many_lines_as_are_allowed_are_taken(database):
    assert run(ev("a"), ev("b"), most=2).created == 2


def test_batches_are_judged_as_one_import(database, monkeypatch):
    monkeypatch.setattr(imports, "COMMIT", 2)
    bodies = [ev(f"e{number}") for number in range(5)]
    assert counts(run(*bodies, ev("last", kind="nothing"))) == (0, 0, 0, 1)
    assert found() == []


def test_a_partial_import_commits_as_it_goes(database, monkeypatch):
    monkeypatch.setattr(imports, "COMMIT", 2)
    seen = []
    bodies = [ev(f"e{number}") for number in range(5)]
    run(*bodies, mode="partial", progress=lambda what, *_: seen.append(len(found())) if what == "storing" else None)
    assert seen == [2, 4, 5]


def test_progress_is_told(database):
    told = []
    run(ev("a"), ev("b"), progress=lambda *said: told.append(said))
    assert told == [("reading", 1, None), ("reading", 2, None), ("storing", 2, 2)]


def test_a_batch_costs_few_queries(database, count_queries):
    with count_queries() as statements:
        run(*(ev(f"e{number}") for number in range(100)), *(rel("e0", f"e{number}") for number in range(1, 100)))
    assert len(statements) < 40


def test_what_an_import_stored_is_what_the_api_would_have_stored(database):
    run(ev("imported", tags=["x"]))
    one, other = records.find("event", "imported").body, put(event("posted", tags=["x"], title="Event imported")).body
    cut = one.index('"version"')
    assert one[:cut].replace("imported", "posted", 1) == other[: other.index('"version"')]


def test_events_that_move_together_may_stand_in_different_batches(database, monkeypatch):
    monkeypatch.setattr(imports, "COMMIT", 3)
    keep(event("a", start="2024-01-10"), event("b", start="2024-02-10"), link("a", "b"))
    others = [ev(f"e{number}") for number in range(3)]
    report = run(ev("a", start="2025-01-10"), *others, ev("b", start="2025-02-10"), dry_run=True)
    assert counts(report) == (3, 2, 0, 0)
