import pytest

from service.feeds.picture.years import astronomical, named, short, year_label


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2024, "2024"),
        (800, "800 CE"),
        (0, "1 BCE"),
        (-43, "44 BCE"),
        (-11_999, "12,000 BCE"),
        (-65_999_999, "66 M BCE"),
        (-4_499_999_999, "4.5 bn BCE"),
        (170_000_002, "170 M"),
    ],
)
def test_years_are_named_as_people_name_them(year: int, label: str) -> None:
    assert year_label(named(year)) == label


@pytest.mark.parametrize("year", [-43, -1, 0, 1, 2024])
def test_a_name_is_of_one_year(year: int) -> None:
    assert astronomical(named(year)) == year


def test_large_numbers_are_short() -> None:
    assert [short(value) for value in (999, 12_345, 1_234_567, 4_474_000_000)] == ["999", "12,345", "1.23 M", "4.47 bn"]
