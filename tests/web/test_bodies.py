"""What comes with a request: whatever it is, the answer is clear and nothing is changed by what is refused."""

import pytest

PATH = "/v1/events/one"
DEEP = '{"title":"A","start":"2024","place":' + "[" * 100_000 + "]" * 100_000 + "}"
TITLED = '{{"title":{},"start":"2024"}}'


def pointer(answer):
    return answer.get_json()["errors"][0]["pointer"]


@pytest.fixture
def refused(client):
    """Sends a body that must be refused, and sees that nothing came of it."""

    def send(body, content_type="application/json"):
        answer = client.put(PATH, data=body, content_type=content_type)
        assert client.get(PATH).status_code == 404
        return answer

    return send


NO_JSON = [
    "", " ", "{", "nonsense", "{'title': 1}", '{"title":"A",}', TITLED.format("NaN"), TITLED.format("-Infinity"),
    TITLED.format("1e999"), TITLED.format(r'"\ud800"'), TITLED.format('"\\x"'), TITLED.format('"a\nb"'), DEEP,
    '{"title":"A","title":"B","start":"2024"}', '{"title":"A","start":"2024","place":{"name":"a","name":"b"}}',
    b'{"title":"\xff","start":"2024"}', '{"title":"A","start":"2024"}'.encode("utf-16"), "\ufeff{}",
    TITLED.format("1" * 5000),
]  # fmt: skip
NO_TITLES = ["1", "null", "true", "[]", "{}", '""', '" "', r'"a\u0000b"', f'"{"a" * 301}"', "18446744073709551616"]
NO_VALUES = ["18446744073709551616", "-9223372036854775809", "1" + "0" * 300, "9007199254740993", "null", '"1"', "true"]


def test_what_is_no_json_is_malformed(refused):
    assert {body: refused(body).status_code for body in NO_JSON} == dict.fromkeys(NO_JSON, 400)


def test_a_value_that_breaks_a_rule_is_named(refused):
    answers = {title: refused(TITLED.format(title)) for title in NO_TITLES}
    found = {title: (answer.status_code, pointer(answer)) for title, answer in answers.items()}
    assert found == dict.fromkeys(NO_TITLES, (422, "/title"))


def test_a_number_beyond_what_readers_keep_is_named(refused):
    body = '{"title":"A","start":"2024","figures":[{"metric":"m","value":%s}]}'
    answers = {value: refused(body % value) for value in NO_VALUES}
    found = {value: (answer.status_code, pointer(answer)) for value, answer in answers.items()}
    assert found == dict.fromkeys(NO_VALUES, (422, "/figures/0/value"))


def test_a_record_is_an_object(refused):
    assert {refused(body).status_code for body in ("null", "[]", "1", '"text"', "true", "[{}]")} == {422}


def test_another_media_type_is_told_which_is_read(refused):
    others = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonp", "", "a"]
    for answer in [refused('{"title":"A","start":"2024"}', media_type) for media_type in others]:
        assert (answer.status_code, "application/json" in answer.get_json()["detail"]) == (415, True)


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "APPLICATION/JSON"])
def test_a_media_type_is_read_as_the_standard_says(client, media_type):
    assert client.put(PATH, data='{"title":"A","start":"2024"}', content_type=media_type).status_code == 201


@pytest.mark.parametrize("media_type", ["application/merge-patch+json", "application/json"])
def test_a_patch_has_either_media_type(client, make, media_type):
    make.event(id="one")
    assert client.patch(PATH, data='{"title":"B"}', content_type=media_type).get_json()["title"] == "B"


def test_a_merge_patch_type_is_for_patches(refused):
    assert refused("{}", "application/merge-patch+json").status_code == 415


@pytest.mark.parametrize("patch", ["null", "[]", "1", '"a"'])
def test_a_patch_is_an_object(client, make, patch):
    made = make.event(id="one")
    assert client.patch(PATH, data=patch, content_type="application/json").status_code == 422
    assert client.get(PATH).get_json() == made


def test_a_body_beyond_the_limit_is_too_large(refused):
    assert refused('{"title":"' + "a" * (1 << 20) + '"}').status_code == 413


BROKEN_WORDS = [
    "limit=٣", "limit=1e2", "limit=" + "9" * 30, "limit=1&limit=2", "kind=%00", "bbox=nan,0,0,0", "cursor=%00",
    "since=yesterday", "cursor=WyJhIl0", "%00=1", "updated_since=2024", "kind=", "count=TRUE", "timeline=nobody",
]  # fmt: skip


def test_a_query_that_is_not_utf_8_is_malformed(client):
    words = ["kind=%ff", "%c3=a", "q=%ed%a0%80"]
    assert {client.get(f"/v1/events?{one}").status_code for one in words} == {400}


def test_a_query_that_breaks_a_rule_is_refused_by_its_word(client):
    answers = {words: client.get(f"/v1/events?{words}") for words in BROKEN_WORDS}
    found = {words: (answer.status_code, "parameter" in answer.text) for words, answer in answers.items()}
    assert found == dict.fromkeys(BROKEN_WORDS, (422, True))


@pytest.mark.parametrize("words", ["id=" + ",".join(f"e{n}" for n in range(5000)), "&".join(["tag=a"] * 3000)])
def test_a_very_long_query_is_answered(client, words):
    assert client.get(f"/v1/events?{words}").status_code == 200


def test_a_write_goes_through_while_the_version_is_as_read(client, make):
    make.event(id="one")
    for number, tags in enumerate(['"%s"', 'W/"%s"', "*", '"7", "%s"', '"7",W/"%s"', ' "%s" '], start=1):
        answer = client.patch(PATH, json={"title": str(number)}, headers={"If-Match": tags.replace("%s", str(number))})
        assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{number + 1}"')


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_write_on_another_version_is_refused(client, make, method):
    made = make.event(id="one")
    body = None if method == "DELETE" else {"title": "B", "start": "2024"}
    for tags in ('"2"', 'W/"2"', "nonsense", '"11"', ""):
        answer = client.open(PATH, method=method, json=body, headers={"If-Match": tags})
        assert (answer.status_code, '"1"' in answer.get_json()["detail"]) == (412, True)
    assert client.get(PATH).get_json() == made


def test_if_match_does_not_create(client):
    answer = client.put(PATH, json={"title": "A", "start": "2024"}, headers={"If-Match": "*"})
    assert (answer.status_code, client.get(PATH).status_code) == (412, 404)


def test_if_none_match_of_anything_only_creates(client):
    only_new = {"If-None-Match": "*"}
    body = {"title": "A", "start": "2024"}
    assert [client.put(PATH, json=body, headers=only_new).status_code for _ in range(2)] == [201, 412]
