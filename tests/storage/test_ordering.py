from service.storage.ordering import spread


def test_owners_and_keys_are_spread_in_the_order_of_rows():
    owners = [((2, "b"), {("tag", "x"), ("kind", "k")}), ((1, "c"), {("kind", "k")}), ((2, "a"), {("tag", "w")})]
    rows = spread(owners)
    assert rows == sorted(key + owner for owner, keys in owners for key in keys)
    assert rows[0] == ("kind", "k", 1, "c")
