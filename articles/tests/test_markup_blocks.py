"""The blocks between /// lines: what readers get, and what the writer is told."""

import pytest

from articles import markup
from articles.rendering import render
from articles.tests.factories import make_image, make_live_story
from newsroom.markup import plain
from newsroom.tests.payloads import Parsed

pytestmark = pytest.mark.django_db

EMBED = """/// embed | https://x.com/Xiaomi/status/1397
    author: @Xiaomi_Global
    date: 2021-05-26

#Xiaomi is *grateful*.
For the trust.

Thank you.
///"""


def only_error(text):
    """The one line that the writer gets, having seen that no mark of a block reaches the reader."""
    rendered = render(text)
    assert "///" not in plain(rendered.html)
    (error,) = rendered.errors
    return error


def test_a_pull_quote_that_repeats_the_text_is_hidden_from_screen_readers():
    block = "/// pullquote\nThe case was *weak*.\n///"
    assert Parsed(render(block).html).of("aside") == [{"class": "pullquote"}]
    repeated = Parsed(render(f"“The case was weak.”\n\n{block}").html)
    assert repeated.of("aside") == [{"class": "pullquote", "aria-hidden": "true"}]


def test_a_quote_names_its_source_and_links_to_it():
    html = render("/// quote | Jane Doe, **BBC**\n    url: https://bbc.example/x\nFirst.\n\nSecond.\n///").html
    assert '<figure class="quote">\n<blockquote cite="https://bbc.example/x">\n<p>First.</p>\n<p>Second.</p>' in html
    assert '<figcaption><a href="https://bbc.example/x" rel="noopener">Jane Doe, <strong>BBC</strong></a>' in html


def test_a_figure_takes_its_words_from_the_library_unless_it_has_its_own():
    image = make_image(width=1200, height=800, caption="A *phone*", credit="Ana")
    html = render(f"/// figure | {image.pk}\n    credit: [Bo](https://bo.example)\n///").html
    (picture,) = Parsed(html).of("img")
    assert (picture["src"], picture["width"], picture["height"]) == (image.url, "1200", "800")
    assert (picture["loading"], picture["alt"]) == ("lazy", image.alt)
    assert '<span class="caption">A *phone*</span>' in html
    assert '<span class="credit"><a href="https://bo.example" rel="noopener">Bo</a></span>' in html


def test_a_picture_alone_on_its_line_is_a_figure():
    image = make_image()
    html = render(f'Text.\n![Two phones](image:{image.pk} "On sale")\nMore text.').html
    assert Parsed(html).of("img")[0]["alt"] == "Two phones"
    assert '<figure class="figure">' in html
    assert '<span class="caption">On sale</span>' in html
    assert "<p>More text.</p>" in html


def test_a_decorative_picture_needs_no_alt_text():
    image = make_image(alt="", decorative=True)
    rendered = render(f"/// figure | {image.pk}\n///")
    assert Parsed(rendered.html).of("img")[0]["alt"] == ""
    assert rendered.errors == []


def test_a_picture_without_alt_text_is_left_out_until_it_has_one():
    image = make_image(alt="")
    assert "Line 3: the picture has no alt text" in only_error(f"Text\n\n/// figure | {image.pk}\n///")
    assert not Parsed(render(f"/// figure | {image.pk}\n///").html).of("img")
    assert render(f"/// figure | {image.pk}\n    alt: A phone\n///").errors == []


def test_an_embed_is_a_card_with_the_post_as_it_was_written():
    html = render(EMBED).html
    assert Parsed(html).classes() == {"embed", "embed-head", "embed-author", "embed-site", "embed-text", "embed-link"}
    assert '<span class="embed-author">@Xiaomi_Global</span><span class="embed-site">X</span>' in html
    assert "<p>#Xiaomi is *grateful*.<br>\nFor the trust.</p>\n<p>Thank you.</p>" in html
    assert '<a class="embed-link" href="https://x.com/Xiaomi/status/1397" rel="noopener">' in html
    assert '<time datetime="2021-05-26">' in html
    assert not {"img", "iframe", "script"} & {tag for tag, _ in Parsed(html).elements}


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("https://bsky.app/profile/a.example/post/3k", "Bluesky"),
        ("https://www.youtube.com/watch?v=1", "YouTube"),
        ("https://youtu.be/1", "YouTube"),
        ("https://mobile.twitter.com/a/status/1", "X"),
        ("https://www.threads.net/@a/post/1", "Threads"),
        ("https://mastodon.social/@a/1", "mastodon.social"),
    ],
)
def test_an_embed_says_what_site_it_is_from(address, site):
    html = render(f"/// embed | {address}\n    author: A\nText.\n///").html
    assert f'<span class="embed-site">{site}</span>' in html


def test_a_related_line_leads_to_a_live_story():
    story = make_live_story(headline="A & B <b>")
    html = render(f"/// related | {story.article_id}\n///").html
    assert f'<a href="{story.get_absolute_url()}" rel="noopener">A &amp; B &lt;b&gt;</a></p>' in html
    assert Parsed(html).classes() == {"related-line", "related-label"}
    assert "no live story" in only_error("/// related | 999999\n///")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("One\n\n/// note | x\nKept.\n///", "Line 3: there is no block “note”"),
        ("/// figure 12\n///", "Line 1: there is no block"),
        ("/// figure\n///", "Line 1: give the number of the picture: /// figure | 12"),
        ("/// figure | twelve\n///", "Line 1: give the number"),
        ("/// figure | 999999\n///", "Line 1: there is no picture with the number 999999"),
        ("/// quote | A\n    link: https://a.example\nKept.\n///", "Line 1: the block “quote” has no option “link”"),
        ("/// quote | A\n    no colon\nKept.\n///", "Line 1: write each option as “name: value”"),
        ("/// quote | A\n    url: javascript:alert(1)\nKept.\n///", "Line 1: “url” must be a whole address"),
        ("/// quote\nKept.\n///", "Line 1: say whose words these are"),
        ("/// quote | A\n\n///", "Line 1: the block “quote” has no text"),
        ("/// pullquote\n///", "Line 1: the block “pullquote” has no text"),
        (EMBED.replace("    author: @Xiaomi_Global\n", ""), "Line 1: an embed needs the option “author"),
        (EMBED.replace("2021-05-26", "26 May"), "Line 1: “26 May” is no date"),
        (EMBED.replace("2021-05-26", "2021-13-40"), "is no date"),
        (EMBED.replace("https://x.com", "http://x.com"), "Line 1: an embed needs the post’s address"),
        (EMBED.replace("https://x.com", "https://x"), "an embed needs the post’s address"),
        ("/// embed | https://x.com/1\n    author: A\n///", "Line 1: the block “embed” has no text"),
        ("One\n\n///", "Line 3: no block is open here"),
        ("One\n\n/// pullquote\nKept.", "Line 3: the block “pullquote” is not closed"),
        ("/// pullquote\nKept.\n\n/// quote | B\nKept.\n///", "Line 1: the block “pullquote” is not closed"),
        ("- item\n\n    /// pullquote\n", "Line 3: a line with /// starts at the left margin"),
        ("> /// pullquote\n", "Line 1: a line with /// starts at the left margin"),
    ],
)
def test_a_mistake_in_a_block_is_told_with_its_line(text, error):
    assert error in only_error(text)
    assert ("Kept." in text) == ("Kept." in render(text).html)


def test_the_words_of_others_stay_a_quote_when_their_block_has_a_mistake():
    html = render(EMBED.replace("    date: 2021-05-26", "    day: 1")).html
    assert html.startswith("<blockquote>\n<p>#Xiaomi is *grateful*.<br>")
    assert "embed" not in html


def test_a_block_left_open_swallows_nothing():
    text = EMBED.removesuffix("///") + "\n## After\n\n```\ncode\n```\n\n" + EMBED
    rendered = render(text)
    assert [error[:7] for error in rendered.errors] == ["Line 1:"]
    assert '<h2 id="h-after">' in rendered.html
    assert '<div class="highlight">' in rendered.html
    assert Parsed(rendered.html).classes() > {"embed"}


def test_blocks_in_code_are_code():
    assert "///" in render("```\n/// nothing\n```").html
    assert "/// a Rust comment" in render("Text:\n\n    /// a Rust comment\n").html
    assert render("```\n/// nothing\n```\n\n    /// a Rust comment\n").errors == []


def test_footnotes_and_code_work_inside_a_block():
    html = render("/// quote | A\nWords.[^1]\n\n```\nx\n```\n///\n\n[^1]: Note").html
    quote = html[: html.index("</blockquote>")]
    assert 'href="#fn-1"' in quote
    assert "highlight" in quote


def test_a_block_costs_one_look_in_the_library_and_many_are_refused():
    asked = []
    text = "/// figure | 7\n    alt: x\n///\n\n"
    markup.render(text * 3, images=asked.append, stories=asked.append)
    assert asked == [7, 7, 7]
    with pytest.raises(markup.TooComplex, match="too many blocks"):
        markup.render(text * 301, images=asked.append, stories=asked.append)
    assert len(asked) < 400
