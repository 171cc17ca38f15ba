"""How long a key takes in a story of 10,000 words, and that nothing slow runs while somebody types."""

import pytest

from articles.tests.test_desk_editor import SELECT, text, write  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARAGRAPH = "The company said that its *new phone* would ship in **May**, [a week](https://example.org/) late. "
KEYS = "the quick brown fox jumps over the lazy dog and then rests, "
# From each keydown to the end of the next frame, in ms.
MEASURE = """() => {
    window.times = [];
    const frame = new MessageChannel();
    addEventListener("keydown", () => {
        const start = performance.now();
        requestAnimationFrame(() => {
            frame.port1.onmessage = () => times.push(performance.now() - start);
            frame.port2.postMessage(0);
        });
    }, true);
}"""


def test_a_key_in_ten_thousand_words_waits_for_nothing(write, capsys):  # noqa: F811
    body = "\n\n".join([f"## Part {part}\n\n" + PARAGRAPH * 7 for part in range(100)])
    assert len(body.split()) > 10_000
    page = write(body, [len(body) // 2] * 2)
    page.wait_for_timeout(1_500)  # the first preview and count
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(MEASURE)
    page.keyboard.type(KEYS, delay=50)
    assert [url for url in asked if "preview" in url] == []
    times = sorted(page.evaluate("times"))
    assert KEYS in text(page)
    assert len(times) >= len(KEYS) * 0.9
    with capsys.disabled():
        middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(f"\na key in 10,000 words: {middle:.1f} ms to the next frame, 95 % within {most:.1f} ms")
