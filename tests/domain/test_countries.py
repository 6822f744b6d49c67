from service.domain.countries import COUNTRIES


def test_iso_3166_has_249_countries():
    assert len(COUNTRIES) == 249
