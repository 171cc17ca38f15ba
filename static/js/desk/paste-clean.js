// What a clipboard's HTML says in the ways of Google Docs, Word and web pages, said in plain HTML. Nothing here is shown:
// the document comes from a DOMParser, so that no script in it runs and no picture is fetched.
const DROPPED = "script, style, meta, link, title, template, svg, math, iframe, object, embed, video, audio, canvas, form, input, select, textarea, button, noscript, xml, [aria-hidden=true]";
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|_hs\w+|mkt_tok|ref_src|ref_url|cmpid|si)$/i;
const REDIRECTS = [
  [/(^|\.)google\.[a-z.]+$/, "/url", ["q", "url"]],
  [/^l[mi]?\.(facebook|instagram)\.com$/, "/", ["u"]],
  [/(^|\.)youtube\.com$/, "/redirect", ["q"]],
  [/^slack-redir\.net$/, "/link", ["url"]],
  [/safelinks\.protection\.outlook\.com$/, "/", ["url"]],
];

/** An address without what only counts readers; null for one that no link may lead to. */
export function cleanAddress(href) {
  let url;
  try {
    url = new URL(href.trim());
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") return url.href;
  if (!/^https?:$/.test(url.protocol)) return null;
  for (const [host, path, names] of REDIRECTS) {
    const inside = host.test(url.hostname) && url.pathname.startsWith(path) && names.map((name) => url.searchParams.get(name)).find(Boolean);
    if (inside && /^https?:/.test(inside)) return cleanAddress(inside);
  }
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKING.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  const clean = url.hash.startsWith("#:~:") ? url.href.slice(0, -url.hash.length) : url.href;
  // As it was written, where nothing had to go: URL puts a slash behind a bare host.
  return tracking.length || clean !== url.href ? clean : href.trim().replace(/[()\s]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));
}

const style = (element) => (element.dataset.style ?? "").toLowerCase();

// The content policy would complain of each style and each handler in it, so they go by another name. Word's style sheet isn't needed.
const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const unstyled = (html) => html.replace(/<style[^]*?<\/style>/gi, "").replace(TAG, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1="));

/** The body of a document made from `html`, cleaned: only elements that Markdown has words for mean anything in it. */
export function cleanBody(html) {
  const { body } = new DOMParser().parseFromString(unstyled(html), "text/html");
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  for (const element of [...body.querySelectorAll("[data-style]")]) {
    if (/display:\s*none|visibility:\s*hidden|mso-hide:\s*all/.test(style(element))) element.remove();
  }
  wordNotes(body);
  wordLists(body);
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) list.previousElementSibling?.append(list);
  return body;
}

/** What a piece of text is set in: {strong, em, code}, on top of what it is in already. */
export function setIn(element, given) {
  const css = style(element);
  const weight = /font-weight:\s*(\w+)/.exec(css)?.[1];
  const bold = weight ? weight === "bold" || Number(weight) >= 600 : null;
  const italic = /font-style:\s*(\w+)/.exec(css)?.[1];
  const set = { ...given };
  if (element.matches("b, strong")) set.strong = bold ?? true;
  else if (bold !== null) set.strong = bold;
  if (element.matches("i, em, cite")) set.em = italic !== "normal";
  else if (italic) set.em = italic === "italic" || italic === "oblique";
  const mono = /font-family:[^;]*(monospace|courier|consolas|menlo|monaco|roboto mono|source code)/.test(css);
  if (element.matches("code, kbd, samp, tt") || mono) set.code = true;
  return set;
}

// Word sets lists as paragraphs that name their level, with the sign itself in a span to be ignored.
function wordLists(body) {
  let open = []; // a list for each level
  for (const item of [...body.querySelectorAll("[data-style*=mso-list]")]) {
    const level = Number(/mso-list:[^;]*level(\d+)/.exec(style(item))?.[1]);
    if (!level) continue;
    const sign = [...item.querySelectorAll("[data-style*=mso-list]")].find((span) => /mso-list:\s*ignore/.test(style(span)));
    const kind = /^\s*(\d+|[a-z]{1,4})[.)]/i.test(sign?.textContent ?? "") ? "ol" : "ul";
    sign?.remove();
    const last = open[0]?.parentElement && open[0];
    if (!last || last.nextElementSibling !== item) open = [];
    open.length = Math.min(open.length, level);
    if (open.length === level && level === 1 && open[0].localName !== kind) open = [];
    while (open.length < level) {
      const list = body.ownerDocument.createElement(kind);
      if (open.length) (open.at(-1).lastElementChild ?? open.at(-1)).append(list);
      else item.before(list);
      open.push(list);
    }
    const entry = body.ownerDocument.createElement("li");
    entry.append(...item.childNodes);
    open.at(-1).append(entry);
    item.remove();
  }
}

// Word's footnotes: the sign in the text and the note at the end name each other. Ours stand as <data value="number">.
function wordNotes(body) {
  for (const sign of [...body.querySelectorAll("a[data-style*=mso-footnote-id], a[data-style*=mso-endnote-id]")]) {
    const number = /(\d+)$/.exec(/mso-(?:foot|end)note-id:\s*(\w+)/.exec(style(sign))?.[1] ?? "")?.[1];
    const note = sign.closest("[data-style*='mso-element:footnote'], [data-style*='mso-element:endnote']");
    const ours = body.ownerDocument.createElement("data");
    ours.value = number ?? "";
    if (note) {
      ours.className = "note";
      sign.remove();
      ours.append(...note.childNodes);
      note.replaceWith(ours);
    } else {
      sign.replaceWith(ours);
    }
  }
  for (const rule of body.querySelectorAll("[data-style*='mso-element:footnote-list'] > hr, [data-style*='mso-element:endnote-list'] > hr")) rule.remove();
}
