import pytest

from service.domain.retractions import carriers, cited, days, footing

WIRE, PAPER = {"source": "wire"}, {"source": "paper"}


@pytest.mark.parametrize(
    ("sources", "left"),
    [([], "none"), (["paper"], "standing"), (["paper", "wire"], "partly"), (["wire", "agency"], "retracted")],
)
def test_a_record_falls_when_all_its_sources_are_withdrawn(sources: list[str], left: str) -> None:
    assert footing(sources, {"wire", "agency", "another"}) == left


def test_a_source_that_is_cited_twice_carries_once() -> None:
    assert cited({"sources": [WIRE, WIRE, PAPER]}) == {"wire", "paper"}


def test_a_figure_rests_on_its_own_source() -> None:
    assert carriers({"source": "ministry"}, {"sources": [WIRE]}) == {"ministry"}


def test_a_figure_that_names_no_source_rests_on_those_of_its_event() -> None:
    assert carriers({"source": None}, {"sources": [WIRE, PAPER]}) == {"wire", "paper"}


def test_the_day_of_a_withdrawal_is_the_day_that_was_stated() -> None:
    sources = [{"id": "wire", "retracted_at": "2024-12-01T23:30:00-05:00"}, {"id": "paper", "retracted_at": None}]
    assert days(sources) == {"wire": "2024-12-01"}
