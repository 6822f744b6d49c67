from service.domain.kinds import QUADS, built_in

PLOVER = {
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
BEYOND = {"statement", "report", "measurement", "election", "event"}
KINDS = {draft.id: draft.fields for draft in built_in()}


def test_plovers_sixteen_types_are_kinds_of_their_own():
    assert {KINDS[name.lower()]["plover"] for name in PLOVER} == PLOVER


def test_everyday_kinds_are_mapped():
    assert [KINDS[name]["plover"] for name in ("strike", "talks", "permission", "denial")] == [
        *("ASSAULT", "CONSULT", "AGREE", "REJECT"),
    ]


def test_what_plover_lacks_is_mapped_to_nothing():
    assert {name for name, fields in KINDS.items() if fields["plover"] is None} == BEYOND
    assert {KINDS[name]["quad"] for name in BEYOND} == {None}


def test_a_plover_type_lies_in_one_quad():
    pairs = {(fields["plover"], fields["quad"]) for fields in KINDS.values() if fields["plover"]}
    assert len(pairs) == len(PLOVER)
    assert {quad for _, quad in pairs} == set(QUADS)
