"""What an article's Markdown can do apart from blocks."""

import pytest

from articles import markup
from newsroom.tests.payloads import Parsed


def render(text):
    return markup.render(text, images=lambda pk: None, stories=lambda pk: None)


def html(text):
    """The HTML of a text in which there is no mistake."""
    rendered = render(text)
    assert rendered.errors == []
    return rendered.html


def ids(text):
    return [attributes["id"] for _tag, attributes in Parsed(html(text)).elements if "id" in attributes]


def test_headings_start_below_the_headline_and_leave_out_no_level():
    tags = [tag for tag, _ in Parsed(html("# One\n\n#### Two\n\n## Three\n\nFour\n====")).elements if tag[0] == "h"]
    assert tags == ["h2", "h3", "h2", "h2"]


def test_headings_have_anchors_of_their_own():
    assert ids("## The A & B\n\n## The A & B\n\n## Über uns\n\n## !!") == [
        *("h-the-a-b", "h-the-a-b-2"),
        *("h-über-uns", "h-section"),
    ]
    (link,) = Parsed(html("## The *end*")).of("a")
    assert link == {"class": "anchor", "href": "#h-the-end", "aria-label": "Link to “The end”", "rel": "noopener"}


def test_a_hashtag_at_the_start_of_a_line_is_no_heading():
    assert html("#apple is trending") == "<p>#apple is trending</p>"


def test_footnotes_are_numbered_as_the_text_refers_to_them():
    rendered = html('One[^b] two[^"a"] three[^b].\n\n[^"a"]: Note A\n[^b]: Note B')
    assert ids('One[^b] two[^"a"] three[^b].\n\n[^"a"]: Note A\n[^b]: Note B') == [
        *("fnref-1", "fnref-2", "fnref2-1"),
        *("fn-1", "fn-2"),
    ]
    assert rendered.index("Note B") < rendered.index("Note A")
    back = [link for link in Parsed(rendered).of("a") if link["class"] == "footnote-backref"]
    assert [link["href"] for link in back] == ["#fnref-1", "#fnref2-1", "#fnref-2"]
    assert all(link["aria-label"] for link in back)


def test_a_footnote_without_its_other_half_is_told():
    rendered = render("One[^1] two[^2]\n\n[^2]: Note\n[^3]: Lost")
    assert rendered.errors == [
        "Line 1: there is no footnote [^1]: add a line “[^1]: …” at the end.",
        "Line 4: the footnote [^3] is never referred to in the text.",
    ]
    assert "[^1]" not in rendered.html
    assert "[^1]" in html("`[^1]` is code")


def test_tables_scroll_and_are_aligned_without_styles():
    rendered = html("A | B\n---|--:\n1 | *2*")
    assert rendered.startswith('<div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table>')
    assert '<td align="right"><em>2</em></td>' in rendered
    assert "style" not in rendered
    assert html("<table><tr><td>1</td></tr></table>").startswith('<div class="table-scroll"')


def test_an_empty_header_cell_heads_nothing():
    tags = [tag for tag, _ in Parsed(html("| | *Old* | New |\n|-|-|-|\n| Price | | 2 |")).elements]
    assert [tag for tag in tags if tag in {"th", "td"}] == ["td", "th", "th", "td", "td", "td"]


def test_code_is_highlighted_by_classes_and_shown_as_typed():
    rendered = html("```python\nif x < 1:\n\treturn '<b>'  # \"a\"\n```")
    assert rendered.startswith('<div class="highlight"><pre tabindex="0"><code><span class="k">if</span>')
    assert "\t" in rendered
    assert "&lt;b&gt;" in rendered
    assert "style" not in rendered
    assert "Use <code>--flag</code>" in html("Use `--flag`")


@pytest.mark.parametrize("info", ["", "nosuch", "csharp", "<script>"])
def test_code_in_an_unknown_language_is_plain(info):
    assert "<code>if &lt;b&gt;\n</code>" in html(f"```{info}\nif <b>\n```")


def test_code_stands_in_lists_and_quotes():
    assert html("- one\n\n    ```\n    a\n      b\n    ```\n\n- two").count("<li>") == 2
    assert "<code>a\n  b\n</code>" in html("- one\n\n    ```\n    a\n      b\n    ```\n")
    assert "<code>a\n\n  b\n</code>" in html("> one\n>\n> ```\n> a\n>\n>   b\n> ```\n")


def test_code_left_open_is_told_and_ends_at_an_empty_line():
    rendered = render("One\n\n```python\nx = 1\n\n## Two")
    assert rendered.errors == ["Line 3: this code is not closed: end it with a line ```."]
    assert '<h2 id="h-two">' in rendered.html


def test_bare_addresses_become_links_without_the_punctuation_behind_them():
    assert html("See (https://a.example/b_(c)_d).") == (
        '<p>See (<a href="https://a.example/b_(c)_d" rel="noopener">https://a.example/b_(c)_d</a>).</p>'
    )
    assert "<a" not in html("`https://a.example`")
    assert html("[https://a.example](https://b.example)").count("<a") == 1


@pytest.mark.parametrize(
    ("target", "href", "title"),
    [
        ("https://a.example/Moore's_law_(old)", "https://a.example/Moore's_law_(old)", None),
        ('/a "It\'s (b)"', "/a", "It's (b)"),
        ("/a 'b'", "/a", "b"),
        ("</a b>", "/a b", None),
        ("mailto:a@b.example", "mailto:a@b.example", None),
        ("#h-x", "#h-x", None),
    ],
)
def test_links_lead_where_they_say(target, href, title):
    (link,) = Parsed(html(f"[x]({target}) and **more**")).of("a")
    assert (link["href"], link.get("title"), link["rel"]) == (href, title, "noopener")
    assert "<strong>more</strong>" in html(f"[x]({target}) and **more**")


def test_a_list_needs_no_empty_line_before_it():
    assert html("Buy:\n- one\n- two") == "<p>Buy:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"
    assert "<table>" in html("a | b\n- | -\n1 | 2")


def test_quotation_marks_and_dashes_stay_as_typed():
    assert html("A 6.1\" screen -- it's big...") == "<p>A 6.1\" screen -- it's big...</p>"


def test_words_are_counted_without_code_and_the_excerpt_is_prose():
    text = "## A title\n\nOne *two* three[^1].\n\n```\nno words here\n```\n\na | b\n---|---\nc | d\n\n[^1]: A note."
    rendered = render(text)
    assert rendered.words == 2 + 3 + 4 + 2
    assert rendered.excerpt == "One two three."
    long = render("Wörter, die sich reihen; " * 20).excerpt
    assert len(long) <= 201
    assert long.endswith(("Wörter…", "die…", "sich…", "reihen…"))


def test_no_text_is_no_html():
    assert render("") == markup.Rendered("", [], 0, "")
    assert render(" \n\n").html == ""


def test_old_html_stays_readable():
    text = (
        "<h1>Old</h1>\n<p class=lead style='color:red'>An <b>old</b>\narticle.</p>\n\n<p>Unclosed\n\n"
        "And *Markdown* after.\n\n<ul>\n<li>one\n\n<li>two</ul>\n\n<!-- more\n\nhidden -->\n\n<font size=2>Big</font>"
    )
    rendered = render(text)
    assert "<h2>Old</h2>\n<p>An <b>old</b>\narticle.</p>" in rendered.html
    assert "<p>And <em>Markdown</em> after.</p>" in rendered.html
    assert rendered.html.count("<li>") == 2
    assert "hidden" not in rendered.html
    assert "Big" in rendered.html
    assert rendered.errors == ["Line 18: the HTML tag <font> is not allowed and was left out."]
