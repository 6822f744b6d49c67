import pytest

from service.intake.markup import label_text, lost_tags, plain_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain", "plain"),
        ("a &lt; b &amp; c&nbsp;d", "a < b & c d"),
        ("<b>bold</b> and <a href='x'>link</a>", "bold and link"),
        ("<p>One</p>\n<p>Two</p>", "One\n\nTwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
        ("1 < 2", "1 < 2"),
        ("<p", "<p"),
        ("", ""),
    ],
)
def test_what_a_reader_sees_is_kept(html, text):
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("War & peace", "War & peace"),
        ("A &amp;amp; B", "A & B"),
        ("&amp;lt;b&amp;gt;", "<b>"),
        (" <b>one</b>\ntwo ", "one two"),
    ],
)
def test_a_label_is_read_as_timelinejs_shows_it(html, text):
    assert label_text(html) == text


def test_tags_whose_meaning_is_lost_are_named_once_each():
    assert lost_tags("<p>a <B>b</B> <b>c</b><br><span>d</span><ul><li><img src='x'></li></ul>") == ["b", "img"]
