def test_findings_are_listed_with_a_link_to_the_next_page(client, make):
    events = [make.event()["id"] for _ in range(3)]
    answer = client.get("/v1/findings?finding=no_source&limit=2")
    assert [one["events"] for one in answer.get_json()["items"]] == [[name] for name in sorted(events)[:2]]
    rest = client.get(answer.get_json()["next"])
    assert [one["id"] for one in rest.get_json()["items"]] == [f"no_source:{max(events)}"]
    assert 'rel="next"' in answer.headers["Link"]
    assert rest.get_json()["next"] is None


def test_a_finding_is_told_as_a_sentence(client, make):
    name = make.event()["id"]
    (one,) = client.get("/v1/findings?finding=no_source").get_json()["items"]
    assert one["detail"] == f"{name} cites no source"


def test_an_unknown_kind_of_finding_is_refused_by_its_word(client):
    answer = client.get("/v1/findings?finding=mood")
    assert (answer.status_code, answer.get_json()["errors"][0]["parameter"]) == (422, "finding")
