import re
from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

# By Pygments' first alias. Not all it knows: some lexers take minutes for a page (C#, assemblers), and with these the
# time grows with the square of the length, hence the limits. Other code is shown plain.
_NAMES = """
    bash c console cpp css dart diff docker elixir go graphql haskell html http ini java javascript json jsx kotlin
    lua make markdown nginx objective-c perl php powershell python ruby rust scala scss splus sql swift toml tsx
    typescript xml yaml
"""
LANGUAGES = frozenset(_NAMES.split())
LONGEST = 4_000
LONGEST_IN_ALL = 16_000
LONGEST_LINE = 200
MOST_BARE = 800  # characters of words and spaces only: lexers read on and on for the sign that ends a name


def is_cheap(code):
    """Whether the lexers are quick with it, whatever it is."""
    lines, bare = code.split("\n"), 0
    if len(code) > LONGEST or max(map(len, lines)) > LONGEST_LINE:
        return False
    for line in lines:
        words = "".join(line.split())
        bare = bare + len(line) + 1 if not words or words.isalnum() else 0
        if bare > MOST_BARE:
            return False
    return True


class Highlighter:
    """Turns the code of one article into HTML, in Pygments' classes (each behind `mark`) as long as it stays short."""

    def __init__(self, mark):
        self.mark, self.left = mark, LONGEST_IN_ALL

    def html(self, code, info):
        """`info` is what stands behind the opening fence: “python”, “{.python}”, “” for plain text."""
        lexer = self._lexer(code, info)
        if lexer:
            self.left -= len(code)
            html = pygments.highlight(code, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
            html = html.replace(' class="', f' class="{self.mark}')  # the code's own quotation marks are escaped
        else:
            html = escape(code)
        return f'<div class="{self.mark}highlight"><pre tabindex="{self.mark}0"><code>{html}\n</code></pre></div>'

    def _lexer(self, code, info):
        if not is_cheap(code) or len(code) > self.left:
            return None
        try:
            lexer = get_lexer_by_name(re.match(r"\W*([\w+#-]*)", info)[1], stripnl=False)
        except ClassNotFound:
            return None
        return lexer if lexer.aliases[0] in LANGUAGES else None
