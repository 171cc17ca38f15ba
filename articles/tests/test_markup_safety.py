"""Whatever is written into an article, its HTML runs nothing and asks no other host for anything."""

import pytest

from articles import markup
from newsroom.tests.payloads import FORMS, SCHEMES, SCRIPTS, Parsed, assert_harmless

PLACES = [
    "{}",
    "text {} text",
    "- {}",
    "> {}",
    "# {}",
    "a | b\n--|--\n{} | x",
    "x[^1]\n\n[^1]: {}",
    "<div>\n{}\n</div>",
    '<p title="{}">{}</p>',
    "*{}*",
    "[{}](https://a.example)",
    "![{}](/media/x.webp '{}')",
    "```{}\n{}\n```",
    "/// quote | {}\n    url: https://a.example/{}\n{}\n///",
    "/// pullquote\n{}\n///",
    "/// figure | 1\n    alt: {}\n    caption: {}\n    credit: {}\n///",
    '![{}](image:1 "{}")',
    "/// embed | https://x.com/{}\n    author: {}\n\n{}\n///",
    "/// related | 1\n///\n\n{}",
    "/// {} | {}\n{}\n///",
]


class Words:
    """A picture and a story whose every word is `payload`: what the library and the desk hold is not trusted either."""

    decorative, width, height, url, srcset = False, 960, 640, "/media/o.webp", "/media/a.webp 480w, /media/b.webp 960w"

    def __init__(self, payload):
        self.alt = self.caption = self.credit = self.headline = payload

    def rendition(self, name):
        return {"url": "/media/b.webp", "width": 960, "height": 640}

    def get_absolute_url(self):
        return "/2026/11/story/"


def render(text, payload=""):
    return markup.render(text, images=lambda pk: Words(payload), stories=lambda pk: Words(payload))


@pytest.mark.parametrize("payload", SCRIPTS)
def test_no_script_survives_anywhere(payload):
    for place in PLACES:
        assert_harmless(render(place.replace("{}", payload), payload).html)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_address_leads_to_a_script_or_hides_where_it_leads(scheme):
    for form in FORMS:
        for place in PLACES[:9]:
            assert_harmless(render(place.replace("{}", form.replace("{}", scheme))).html)


def test_the_look_at_harm_sees_harm():
    for payload in ("<script>", "<b onclick=x>", "<b style=x>", "<a href=javascript:x>", "<img src=https://a.example>"):
        with pytest.raises(AssertionError):
            assert_harmless(payload)


def test_a_refused_address_is_told_and_its_words_stay():
    rendered = render("One\n\n[two](javascript:alert(1))")
    assert rendered.errors == [
        "Line 3: the address “javascript:alert(1)” can't be linked: use https://, mailto: or a path of this site."
    ]
    assert "two" in rendered.html
    assert "javascript" not in rendered.html


@pytest.mark.parametrize(
    "text", ["![Alt](https://evil.example/p.gif)", "<img src='https://evil.example/p.gif' alt=Alt>"]
)
def test_a_picture_from_elsewhere_becomes_a_link(text):
    rendered = render(text)
    assert '<a href="https://evil.example/p.gif" rel="noopener">Alt</a>' in rendered.html
    assert "is not in the library" in rendered.errors[0]
    assert render("[![Alt](https://evil.example/p.gif)](https://a.example)").html == (
        '<p><a href="https://a.example" rel="noopener">Alt</a></p>'
    )


def test_pictures_of_ours_stay_and_need_alt_text():
    rendered = render("![Alt](/media/a.webp)")
    assert (rendered.html, rendered.errors) == ('<p><img alt="Alt" src="/media/a.webp"></p>', [])
    assert "has no alt text" in render("![](/media/a.webp)").errors[0]
    for path in ("/media/../admin/logout/", "/media/%2e%2e/x", "/other/a.webp", "//media/a.webp", "media/a.webp"):
        assert "<img" not in render(f"![Alt]({path})").html


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "svg", "math", "object", "textarea", "title", "template"])
def test_a_forbidden_tag_goes_with_its_content_and_is_named(tag):
    rendered = render(f"One\n\nTwo <{tag}>gone</{tag}> three\n\n<{tag}>gone</{tag}>\n\nFour")
    assert "gone" not in rendered.html
    assert "Two  three" in rendered.html
    assert "<p>Four</p>" in rendered.html
    assert rendered.errors == [f"Line 3: the HTML tag <{tag}> is not allowed and was left out."]


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "plaintext", "textarea", "title", "noscript", "select"])
def test_a_forbidden_tag_left_open_swallows_nothing(tag):
    for text in (f"Say <{tag}> here.\n\n*After*", f"<{tag}>\nhere\n\n*After*"):
        rendered = render(text)
        assert "here" in rendered.html
        assert "<p><em>After</em></p>" in rendered.html
        assert f"<{tag}>" in rendered.errors[0]


def test_raw_html_can_not_dress_up_as_ours():
    text = (
        '<div class="embed" id="h-x" role="alert" tabindex="9" aria-label="x"><p class=pullquote>Raw</p></div>\n\n## X'
    )
    html = render(text).html
    assert "<div><p>Raw</p></div>" in html
    assert Parsed(html).classes() == {"anchor"}
    assert html.count('id="h-x"') == 1
    mark = markup.job.Job("", None, None).mark
    assert mark != markup.job.Job("", None, None).mark
    assert render(f'<b class="{mark}embed">x</b>').html == "<p><b>x</b></p>"


def test_signs_that_the_parser_uses_itself_are_taken_out():
    html = render("a\x02wzxhzdk:0\x03b \x02klzzwxh:0000\x03 \ufdd0 <b>c</b> \x00 \ud800").html
    assert not {"\x00", "\x02", "\x03", "\ufdd0", "\ud800"} & set(html)
    assert "wzxhzdk:0" in html  # now plain words
