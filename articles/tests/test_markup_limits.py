"""Text that would keep the parser busy for minutes is refused; a long article is not."""

import contextlib
import time

import pytest

from articles import markup
from articles.markup import code, limits

FULL = 100 * 1024
PIECES = [
    *("[", "<![", "![[", "<div>", "\"'", "&", "a@", "*a ", "_", "`", ">", "- ", "///\n", "| ", "(", "[^1]", "#", "\\"),
    *(
        "[a](",
        "[a][",
        "[](",
        "![](",
        "](",
        '[a](b "',
        "**a",
        "*_",
        "``a ",
        "<a ",
        '<a "',
        "<!--",
        "<p>\n",
        "<script>\n",
    ),
    *(
        "> ```\n",
        "```a\n",
        "/// quote | a\n",
        "/// related | 34\n///\n",
        "/// embed | https://x.com/a\n",
        "=\n",
        "# a\n",
    ),
    *(
        "a\n\n",
        "    a\n",
        "- a\n",
        "1. a\n",
        "[x]: y\n",
        "[^a]: b\n",
        "http://a.b ",
        "<a@b.c> ",
        "<http://a.b> ",
        "&amp;",
    ),
    *("*a* " + "x" * 14, "[a](b) " + "x" * 24, "\\* " + "x" * 16, "<b>a</b> " + "x" * 20, "`a` " + "x" * 12, "x  \n"),
    *("\t", " ", "é", "|a\n|-\n", "a|b\n-|-\n\n", "- a\n    - b\n        - c\n\n", "\n> a\n\n", "## a\n\n", "---\n\n"),
]


def render(text):
    return markup.render(text, images=lambda pk: None, stories=lambda pk: None)


@pytest.mark.parametrize("piece", PIECES)
def test_the_worst_text_is_refused_or_rendered_within_a_second(piece):
    began = time.process_time()
    try:
        render((piece * (FULL // len(piece.encode())))[:FULL])
    except markup.TooComplex as refused:
        assert len(refused.messages[0]) > 20
    # The slowest takes 0.6 s; five times that is left for a busy machine.
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    "text",
    [
        "[x " * 9 + "a" * 90_000,
        "[^1]\n\n" + "\n\n".join(f"[^{n}]: [^{n + 1}] [^{n + 1}]" for n in range(2_000)),
        "[^1] " * 6_000 + "\n\n[^1]: x",
        "|".join("a" * 3_000) + "\n" + "|".join("-" * 3_000) + "\n" + "a|b\n" * 900,
        "|".join("a" * 300) + "\n" + "|".join("-" * 300) + "\n" + "a|b\n" * 900,
        "\n".join(">" * depth + " a" for depth in range(100)),
        "\n".join("    " * depth + "- a" for depth in range(100)),
        "- " * 100 + "a",
        "a\n" * 1_100,
        "=\n" * 1_100,
        "a\n\n" * 5_100,
        "*a* " * 11_000,
        "x" * 120_001,
        "日" * 40_001,
    ],
    ids=range(14),
)
def test_what_would_take_minutes_is_refused_before_it_is_tried(text):
    began = time.process_time()
    with pytest.raises(markup.TooComplex):
        render(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 120_001, "The text is longer than 120 KB."),
        ("[" * 9, "The text has too many [ without ] in a paragraph: 9, where 8 are allowed."),
        ("- " * 21 + "x", "The text has too many levels of lists and quotes: 21, where 20 are allowed."),
    ],
)
def test_the_refusal_says_what_is_too_much(text, said):
    with pytest.raises(markup.TooComplex) as refused:
        render(text)
    assert refused.value.messages[0].startswith(said)


def test_code_may_hold_what_prose_may_not():
    assert render("```\n" + "[[[[((((****\n" * 3_000 + "```").errors == []


def test_long_or_odd_code_is_shown_without_colours():
    quick = "x = f(1)\n"
    assert code.is_cheap(quick * 300)
    assert not code.is_cheap(quick * 500)
    assert not code.is_cheap("(" * 201)
    assert not code.is_cheap("word\n" * 200)
    html = render("\n\n".join(["```python\n" + quick * 400 + "```"] * 6)).html
    assert html.count('<div class="highlight">') == 6
    assert html.count('<span class="n">x</span>') == 400 * (code.LONGEST_IN_ALL // len(quick * 400))


def test_a_long_article_passes():
    part = (
        "## Part {n}: what the board decided\n\n"
        + ("The maker said on Tuesday that its [new chip](https://a.example/{n}) would **ship** in March. " * 9)
        + "[^{n}]\n\n- One thing (of two)\n- Another\n\nModel | Price\n---|--:\nPhone {n} | ${n}99\nTablet | *1*\n\n"
        + '```python\nprint("{n}")\n```\n\n[^{n}]: [Source](https://b.example/{n} "The source")\n\n'
    )
    text = "".join(part.replace("{n}", str(n)) for n in range(1, 101))
    assert 100_000 < len(text) < limits.MOST_BYTES
    began = time.process_time()
    rendered = render(text)
    assert time.process_time() - began < 3
    assert rendered.errors == []
    assert rendered.words > 10_000


@pytest.mark.parametrize("sign", ["~", "`", "/", " "])
def test_a_long_line_of_the_same_sign_is_read_once(sign):
    began = time.process_time()
    with contextlib.suppress(limits.TooComplex):
        markup.render(sign * 50_000 + "`x`", images=lambda pk: None, stories=lambda pk: None)
    assert time.process_time() - began < 2  # it took ten seconds and more
