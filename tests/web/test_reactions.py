def test_reactions_are_told_by_pair_with_their_lags(client, make):
    actors = [make.actor(), make.actor()]
    events = [
        make.event(start=f"2024-11-0{day}", actors=[{"actor": who["id"], "role": "speaker"}])
        for day, who in enumerate(actors, 1)
    ]
    make.relation(*events)
    answer = client.get("/v1/reactions").get_json()
    assert answer["items"] == [
        {
            "cause": actors[0]["id"],
            "response": actors[1]["id"],
            "count": 1,
            "shortest": 1,
            "longest": 172_799,
            "median_shortest": 1,
            "median_longest": 172_799,
        }
    ]
    assert (answer["by"], answer["total"], answer["truncated"]) == ("dyad", 1, False)


def test_an_unknown_way_to_count_is_refused_by_its_word(client):
    answer = client.get("/v1/reactions?by=mood")
    assert (answer.status_code, answer.get_json()["errors"][0]["parameter"]) == (422, "by")
