"""What becomes of a reader's Markdown."""

import time

import pytest
from django.core.exceptions import ValidationError

from comments.markup import render
from newsroom.tests.payloads import FORMS, SCHEMES, SCRIPTS, Parsed, assert_harmless

PLACES = ["{}", "text {} text", "- {}", "> {}", "[{}](https://a.example)", "`{}`", "**{}**"]
KNOWN = {"p", "br", "em", "strong", "blockquote", "code", "a", "ul", "ol", "li"}


def test_a_comment_has_paragraphs_emphasis_quotes_code_links_and_lists():
    html = render("One *two*\n**three** `four`\n\n> five\n\n- six\n\n3. seven\n\n[eight](https://a.example)")
    assert {tag for tag, _ in Parsed(html).elements} == KNOWN
    assert "</em><br>\n<strong>" in html
    assert '<ol start="3">' in html


def test_links_lend_no_standing():
    for text in ("[bank](https://our.example@evil.example)", "<https://evil.example>", "[mail](mailto:a@b.example)"):
        (link,) = Parsed(render(text)).of("a")
        assert link["rel"] == "nofollow ugc noopener"
        assert set(link) == {"href", "rel"}


def test_pictures_headings_tables_and_html_stay_words():
    html = render("# One\n\n![two](https://evil.example/p.gif)\n\na|b\n-|-\n1|2\n\n<b>three</b>\n\n---")
    assert {tag for tag, _ in Parsed(html).elements} == {"p", "br"}
    assert "evil.example" not in html
    assert "<p>two</p>" in html


@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_script_survives(payload):
    for place in PLACES:
        html = render(place.replace("{}", payload))
        assert_harmless(html)
        assert {tag for tag, _ in Parsed(html).elements} <= KNOWN


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_address_leads_to_a_script_or_hides_where_it_leads(scheme):
    for form in FORMS:
        assert_harmless(render(form.replace("{}", scheme)))


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u3164", "\u061c", "\u200f", "\x08"],
)
def test_what_plays_tricks_on_the_eye_is_taken_out(hidden):
    assert render(f"ca{hidden}sino [a{hidden}b](https://a.example)").count(hidden) == 0
    assert hidden not in render(f"&#{ord(hidden)}; x")


def test_joiners_stay_where_they_are_spelling():
    for text in ("می\u200cخواهم", "क\u094d\u200dष", "👩\u200d🚀", "❤\ufe0f\u200d🔥"):
        assert text in render(text)
    assert render("م\u200c\u200cخ\u200c x") == "<p>مخ x</p>\n"


def test_letters_keep_their_marks_but_no_towers():
    assert "Z\u0335\u0336\u0337o" in render("Z" + "\u0335\u0336\u0337\u0338" * 500 + "o")
    assert render("é" + "\u0335" * 9) == "<p>é\u0335\u0335</p>\n"
    assert "Việt" in render("Vie\u0323\u0302t")


def test_more_than_five_kilobytes_are_refused():
    assert render("x" * 5_000)
    for text in ("x" * 5_001, "é" * 2_501):
        with pytest.raises(ValidationError) as refused:
            render(text)
        assert refused.value.code == "too_long"


def test_deep_nesting_is_refused():
    for text in ("> " * 30 + "x", "- " * 30 + "x", "".join("  " * n + "- x\n" for n in range(30))):
        with pytest.raises(ValidationError) as refused:
            render(text)
        assert refused.value.code == "too_complex"


@pytest.mark.parametrize(
    "piece", ["[", "<![", "![[", "<div>", "\"'", "&", "a@", "*_", "> ", "`", "- ", "](", "1. ", "\\", "e\u0301"]
)
def test_the_worst_comment_is_refused_or_rendered_within_a_second(piece):
    began = time.process_time()
    try:
        render((piece * 5_000)[: 5_000 // len(piece.encode()) * len(piece)])
    except ValidationError as refused:
        assert refused.code == "too_complex"
    assert time.process_time() - began < 1
