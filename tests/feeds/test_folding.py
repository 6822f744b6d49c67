from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event, vText

from service.feeds.folding import folded

TEXTS = st.text(st.sampled_from("ab\\^,;é“😀 \n"), max_size=400)


@given(TEXTS)
def test_lines_are_folded_as_icalendar_folds_them(text: str) -> None:
    event = Event()
    event |= {"SUMMARY": vText(text), "COMMENT": vText(text[::-1], params={"LABEL": text[:40].replace("\n", "")})}
    assert folded(event.content_lines()) == event.to_ical().decode()
