"""The small Markdown of bios and standing pages, and the rule for addresses that all Markdown here shares."""

import time
from html import unescape

import pytest
from django.core.exceptions import ValidationError

from newsroom.markup import plain, render, render_page, safe_url
from newsroom.tests.payloads import FORMS, SCHEMES, SCRIPTS, Parsed, assert_harmless

PLACES = ["{}", "text {} text", "- {}", "[{}](https://a.example)", "```{}\n{}\n```", "> {}", "# {}", "a|b\n-|-\n{}|x"]


def test_a_bio_has_paragraphs_emphasis_links_lists_and_code():
    html = render("Covers *chips* & **phones** for [us](https://a.example/).\n\n- one\n- `two`\n\n<https://b.example>")
    assert html.startswith('<p>Covers <em>chips</em> &amp; <strong>phones</strong> for <a href="https://a.example/"')
    assert {tag for tag, _ in Parsed(html).elements} == {"p", "em", "strong", "a", "ul", "li", "code"}
    assert all(link["rel"] == "noopener" for link in Parsed(html).of("a"))


def test_a_bio_has_no_headings_pictures_or_html():
    html = render("# One\n\n![Alt & text](/media/x.webp)\n\n<b>two</b>")
    assert html == "<p># One</p>\n<p>Alt &amp; text</p>\n<p>&lt;b&gt;two&lt;/b&gt;</p>\n"


def test_a_page_has_headings_quotes_and_tables_too():
    html = render_page("# One\n\n> two\n\na|b\n-|-\n1|2")
    assert html.startswith("<h2>One</h2>\n<blockquote>")
    assert "<td>1</td>" in html


@pytest.mark.parametrize("renderer", [render, render_page])
@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_script_survives(renderer, payload):
    for place in PLACES:
        assert_harmless(renderer(place.replace("{}", payload)))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_address_leads_to_a_script_or_hides_where_it_leads(scheme):
    for form in FORMS:
        assert_harmless(render(form.replace("{}", scheme)))
        assert_harmless(render_page(form.replace("{}", scheme)))
    assert safe_url(unescape(scheme)) is None


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://a.example",
            "HTTP://a.example/b?c=d:e#f",
            "mailto:a@b.example",
            "/2026/11/story/",
            "#h-x",
            "?page=2",
        ),
        *("story/", "/a:b", "https://fa.example/می\u200cخواهم", "https://[::1]/", ""),
    ],
)
def test_addresses_of_the_web_and_of_this_site_are_safe(url):
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *("https://a\u00ad.example/", "https://a\u200b.example", "https:a.example", "https:///a.example", "http:/a"),
        *("a:b", "tel:1", "ftp://a.example", "//a.example", " //a.example", "/\\a", "\\\\a", "/\n/a", "java\tscript:x"),
    ],
)
def test_addresses_that_a_browser_would_repair_or_ask_another_program_for_are_not(url):
    assert safe_url(url) is None


@pytest.mark.parametrize(
    "piece", ["[", "<![", "![[", "<div>", "\"'", "&", "a@", "*a ", "_", "`", "> ", "- ", "a|b\n", "](", "1. "]
)
@pytest.mark.parametrize("renderer", [render, render_page])
def test_the_worst_text_is_refused_or_rendered_within_a_second(renderer, piece):
    began = time.process_time()
    try:
        renderer((piece * 50_000)[:50_000])
    except ValidationError as refused:
        assert refused.code == "too_complex"
    assert time.process_time() - began < 3


def test_plain_text_has_a_space_between_paragraphs_and_leaves_out_what_it_is_told():
    html = "<h2>A &amp; B</h2><p>One<br>two</p><ul><li>three<b>!</b></li></ul><pre>x</pre>"
    assert plain(html) == "A & B One two three! x"
    assert plain(html, skip=lambda tag, attributes: tag in {"pre", "h2"}) == "One two three!"
