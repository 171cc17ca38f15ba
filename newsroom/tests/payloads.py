"""What attackers write, and a look at HTML as a browser's parser sees it. For the tests of all three Markdowns."""

import re
from html.parser import HTMLParser

from newsroom.markup import INVISIBLE

SCRIPTS = [
    "<script>alert(1)</script>",
    "<ScRiPt >alert(1)</sCrIpT >",
    "</script><script>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '<img src="x` `<script>alert(1)</script>"` `>',
    "<img\nsrc=x\nonerror\n=\nalert(1)>",
    "<img/src='x'/onerror='alert(1)'>",
    "<<img src=x onerror=alert(1)>",
    "<b onmouseover=alert(1)>x</b>",
    "<b style=animation-name:x onanimationstart=alert(1)>x</b>",
    "<p style='background:url(//evil.example/x)'>x</p>",
    "<style>@import '//evil.example/x';</style>",
    '<img alt="<" src="https://evil.example/p.gif" srcset="https://evil.example/p.gif 2x">',
    "<link rel=stylesheet href=//evil.example/x>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><input type=submit autofocus onfocus=alert(1)></form>",
    "<input onfocus=alert(1) autofocus><textarea onfocus=alert(1) autofocus>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video src=x onerror=alert(1)></video><audio src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><maction actiontype=statusline xlink:href=javascript:alert(1)>x</maction></math>",
    # Harmless at first sight, and something else once a browser has parsed what a sanitiser wrote.
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<textarea><p title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    "<template><script>alert(1)</script></template><xmp><img src=x onerror=alert(1)></xmp>",
    "<title><img src=x onerror=alert(1)></title><plaintext>",
    "<select><template><style></select><img src=x onerror=alert(1)></style></template>",
    "<table><td background=//evil.example/x><script>alert(1)</script></table>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><?php <img src=x onerror=alert(1)> ?>",
    "<!DOCTYPE x [<!ENTITY y '<img src=x onerror=alert(1)>'>]>&y;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "`<img src=x onerror=alert(1)>`",
    "```\n</code></pre><img src=x onerror=alert(1)>\n```",
    '```x"><img/src=x/onerror=alert(1)>\n```',
    "<blockquote cite='x\n' onmouseover='alert(1)'>x</blockquote>",
    '<a href="https://a.example/"onmouseover="alert(1)">x</a>',
    "<a href='https://a.example/\n'onclick='alert(1)'>x</a>",
    '<a href=x><a href="javascript:alert(1)">x</a></a>',
    '[x](https://a.example/ "\\" onmouseover=alert(1) x=\\"")',
    "[x](https://x/'onmouseover='alert(1))",
    '[x](https://x/"onmouseover="alert(1))',
    '![x" onerror="alert(1)](/media/x.webp)',
    '![x](/media/x.webp" onerror="alert(1))',
    "[<img src=x onerror=alert(1)>](https://a.example)",
    "[![x](x 'onerror=alert(1)')](javascript:alert(1))",
    '<https://a.example/"onmouseover="alert(1)>',
    "https://a.example/<img/src=x/onerror=alert(1)>",
    '<x@y.example"onmouseover="alert(1)>',
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02block:0\x03",
]
SCHEMES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "%6Aavascript:alert(1)",
    "javas\u00adcript:alert(1)",
    "java\u200bscript:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "javascript://a.example/%0aalert(1)",
    "view-source:javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://a.example/x",
    "feed:javascript:alert(1)",
    "//evil.example/x.png",
    "/\\evil.example/x.png",
    "\\\\evil.example\\x.png",
    "/\t/evil.example/x.png",
    "&#47;&#47;evil.example/x.png",
    "https:evil.example/x.png",
    "https:///evil.example/x.png",
    "https:\\\\evil.example",
    "\u00ad//evil.example/x.png",
]
FORMS = ["[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[x][1]\n\n[1]: {}", '<a href="{}">x</a>', "<img src='{}' alt=x>"]
FORMS += ["<a href={}>x</a>", "<blockquote cite='{}'>x</blockquote>", "<img srcset='{} 2x' src='{}'>", "{}"]

HARMLESS = re.compile(r"(?:https?://[^/\\]|mailto:|/(?![/\\])|\?|#|[^:/\\]*(?:[/?#]|$))", re.IGNORECASE)
ADDRESSES = {"href", "src", "srcset", "cite", "action", "formaction", "data", "poster", "background", "xlink:href"}
NEVER = {"script", "style", "svg", "math", "iframe", "object", "embed", "form", "input", "textarea", "select", "button"}
NEVER |= {"base", "link", "meta", "template", "noscript", "title", "xmp", "plaintext", "video", "audio", "body", "html"}


class Parsed(HTMLParser):
    """Every element of `html` as (tag, {attribute: value}), in `elements`."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def of(self, wanted):
        return [attributes for tag, attributes in self.elements if tag == wanted]

    def classes(self):
        return {name for _tag, attributes in self.elements for name in attributes.get("class", "").split()}


def assert_harmless(html):
    """No element, attribute or address by which a page could run a script or ask another host for anything."""
    for tag, attributes in Parsed(html).elements:
        assert tag not in NEVER, html
        for name, value in attributes.items():
            assert not name.startswith("on"), html
            assert name not in {"style", "target", "ping", "formaction", "xlink:href", "background"}, html
            if name in ADDRESSES:
                seen = INVISIBLE.sub("", value or "")
                assert HARMLESS.match(seen), html
                assert seen == (value or "") or "/" in value.split("\u00ad")[0], html
    for picture in Parsed(html).of("img"):
        for address in [picture.get("src", "/media/"), *picture.get("srcset", "/media/ 1x").split(", ")]:
            assert address.startswith("/media/"), html
