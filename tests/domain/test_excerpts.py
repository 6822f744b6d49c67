import pytest

from service.domain.excerpts import named
from service.domain.records import ACTOR, EVENT, KIND, SERVER_FIELDS, SOURCE, Draft, encode
from service.intake.records import read
from tests.feeds.every_field import TEXTS, whole_event
from tests.feeds.selection import event, relation

KEYS = 'a "quote", "kind":"x", "source":"y","actor":"z"'
"""Text that looks like what is looked for."""


def test_names_are_found_under_their_keys_alone():
    text = encode([event(title=KEYS, kind="strike", actors=[{"actor": "us", "role": "speaker"}]), relation("a", "b")])
    assert named(text) == {KIND: {"strike"}, SOURCE: set(), ACTOR: {"us"}}


def drafts() -> list[Draft]:
    """Every field of an event and of a relation, as a caller sends it."""
    cited = [{"source": "paper", "claimed_by": "them"}]
    link = relation("a", "b", asserted_by="loud", sources=cited)
    sent = [("event", whole_event(f"e{place}", text)) for place, text in enumerate(TEXTS.values())] + [
        ("relation", link)
    ]
    return [read(name, {key: value for key, value in one.items() if key not in SERVER_FIELDS}) for name, one in sent]


@pytest.mark.parametrize("draft", drafts(), ids=lambda draft: draft.id)
def test_a_document_names_what_its_draft_refers_to(draft):
    found = named(encode(draft.fields))
    ids = {(record_type, record_id) for record_type, ids in found.items() for record_id in ids}
    assert ids == {(reference.type, reference.id) for reference in draft.references if reference.type != EVENT}
