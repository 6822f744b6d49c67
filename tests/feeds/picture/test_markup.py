from service.feeds.picture.markup import empty, escape, number, text_element


def test_markup_in_text_is_text() -> None:
    assert escape("<b> & \"c\" 'd'") == "&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"


def test_what_xml_forbids_is_dropped() -> None:
    assert escape("a\x00b\x0bc\ufffe\ud800d") == "abcd"


def test_an_attribute_is_escaped_and_its_name_gets_hyphens() -> None:
    assert empty("path", data_id='"x', class_="a", d=None) == '<path data-id="&quot;x" class="a"/>'


def test_an_element_holds_its_text() -> None:
    assert text_element("text", "a<b", x=1.26) == '<text x="1.3">a&lt;b</text>'


def test_coordinates_are_short() -> None:
    assert [number(value) for value in (1.0, -0.01, 2.25, -3.04)] == ["1", "0", "2.2", "-3"]
