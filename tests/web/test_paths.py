def test_a_path_is_told_from_cause_to_response(client, make):
    events = make.chain(3, confidence=70)
    ends = {"from": events[0]["id"], "to": events[2]["id"]}
    answer = client.get("/v1/paths", query_string=ends).get_json()
    relations = [relation["id"] for relation in answer["relations"]]
    assert {name: answer[name] for name in ("from", "to", "length", "truncated")} == ends | {
        "length": 2,
        "truncated": False,
    }
    assert sorted(answer["paths"][0]) == sorted(relations)
    assert answer["strongest"] == {"relations": answer["paths"][0], "weakest": 70}


def test_where_no_chain_is_the_length_is_null(client, make):
    first, second = make.event(), make.event()
    answer = client.get("/v1/paths", query_string={"from": first["id"], "to": second["id"]}).get_json()
    assert (answer["length"], answer["paths"], answer["strongest"]) == (None, [], None)


def test_both_ends_are_needed(client):
    answer = client.get("/v1/paths")
    assert answer.status_code == 422
    assert [fault["parameter"] for fault in answer.get_json()["errors"]] == ["from", "to"]


def test_an_unknown_end_is_refused_by_its_word(client, make):
    answer = client.get("/v1/paths", query_string={"from": make.event()["id"], "to": "nowhere"})
    assert [fault["parameter"] for fault in answer.get_json()["errors"]] == ["to"]
