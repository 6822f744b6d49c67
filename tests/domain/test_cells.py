import itertools
import random

import pytest

from service.domain.cells import LEVELS, MOST, cells, cover

EDGES = (-180, -90, -22.5, -11.25, 0, 11.25, 22.5, 90, 180)


def holds(box, lat, lon):
    west, south, east, north = box
    return south <= lat <= north and (west <= lon <= east if west <= east else lon >= west or lon <= east)


def test_a_point_has_a_cell_of_each_size_one_within_the_other():
    found = cells(50.45, 30.52)
    assert [len(cell) for cell in found] == list(LEVELS)
    assert all(small.startswith(large) for large, small in itertools.pairwise(found))


@pytest.mark.parametrize("level", LEVELS)
def test_every_point_in_a_box_lies_in_one_of_its_cells(level):
    dice = random.Random(level)
    for _ in range(400):
        width = 360 / 2**level * dice.random() * 4
        west, south = dice.uniform(-180, 180), dice.uniform(-90, 90 - width / 2)
        box = (west, south, (west + width + 180) % 360 - 180, south + width / 2)
        chosen = cover(box)
        lat, lon = dice.uniform(box[1], box[3]), (west + dice.random() * width + 180) % 360 - 180
        assert not holds(box, lat, lon) or not chosen or len({*chosen} & {*cells(lat, lon)}) == 1, box


def test_the_edges_of_the_map_and_of_cells_are_in_their_cells():
    for west, east in itertools.product(EDGES, repeat=2):
        for lat in (-90, -11.25, 0, 90):
            chosen = cover((west, lat, east, lat))
            for lon in (west, east):
                assert not chosen or {*chosen} & {*cells(lat, lon)}, (west, east, lat)


def test_a_box_has_a_few_cells_hardly_larger_than_itself():
    assert 0 < len(cover((30.2, 50.2, 30.9, 50.6))) <= MOST
    assert {len(cell) for cell in cover((30.2, 50.2, 30.9, 50.6))} == {10}
    assert {len(cell) for cell in cover((30.5, 50.4, 30.5, 50.4))} == {LEVELS[-1]}


def test_a_box_around_much_of_the_earth_has_none():
    assert cover((-180, -90, 180, 90)) == ()
    assert cover((-100, -40, 100, 40)) == ()


def test_a_box_across_the_antimeridian_has_cells_on_both_sides():
    assert {len(cell) for cell in cover((179, 0, -179, 1))} == {8}
    assert {cells(0.5, 179.5)[2], cells(0.5, -179.5)[2]} <= {*cover((179, 0, -179, 1))}
