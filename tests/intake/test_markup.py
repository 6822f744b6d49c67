import pytest

from service.intake.markup import plain_text


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
