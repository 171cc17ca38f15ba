// Our Markdown for CodeMirror: blocks between lines of ///, footnotes, tables, bare addresses. See docs/markdown.md.
import {
  Autolink, Decoration, defineLanguageFacet, Language, languageDataProp, parser, syntaxHighlighting, syntaxTree, Table, Tag,
  tagHighlighter, tags, ViewPlugin,
} from "../../vendor/codemirror/codemirror.js";

const SIGN = /^ {0,3}\/{3,} *(.*)$/;
const OPTION = /^ {4,}([\w-]+):/;
const signTag = Tag.define();
const nameTag = Tag.define();
const optionTag = Tag.define();
const noteTag = Tag.define();

// A block's lines with /// and its options. What stands between is Markdown again, save in an embed.
function readBlock(cx, line) {
  const head = SIGN.exec(line.text);
  if (!head || line.baseIndent > 0) return false;
  const from = cx.lineStart;
  const parts = [];
  const name = /^[\w-]*/.exec(head[1])[0];
  const start = from + line.text.length - head[1].length;
  parts.push(cx.elt("BlockSign", from, start));
  if (name) parts.push(cx.elt("BlockName", start, start + name.length));
  let more = cx.nextLine();
  if (!name) return add(cx, "BlockEnd", from, parts);
  for (let option; more && (option = OPTION.exec(line.text)); more = cx.nextLine()) {
    parts.push(cx.elt("BlockOption", cx.lineStart, cx.lineStart + option[0].length));
  }
  if (name !== "embed") return add(cx, "BlockStart", from, parts);
  while (more && !SIGN.test(line.text)) more = cx.nextLine();
  return add(cx, "Embed", from, parts);
}

function add(cx, name, from, parts) {
  cx.addElement(cx.elt(name, from, Math.max(cx.prevLineEnd(), parts.at(-1).to), parts));
  return true;
}

const BLOCKS = {
  defineNodes: [
    ...["BlockStart", "BlockEnd", "Embed"].map((name) => ({ name, block: true })),
    { name: "BlockSign", style: signTag },
    { name: "BlockName", style: nameTag },
    { name: "BlockOption", style: optionTag },
  ],
  parseBlock: [{ name: "NewsBlock", before: "HorizontalRule", parse: readBlock, endLeaf: (cx, line) => SIGN.test(line.text) }],
};

const FOOTNOTES = {
  defineNodes: [{ name: "Footnote", style: noteTag }],
  parseInline: [
    {
      name: "Footnote",
      before: "Link",
      parse(cx, next, pos) {
        const found = next === 91 && /^\[\^[^\]\s]+\]:?/.exec(cx.slice(pos, Math.min(cx.end, pos + 80)));
        return found ? cx.addElement(cx.elt("Footnote", pos, pos + found[0].length)) : -1;
      },
    },
  ],
};

const CLASSES = tagHighlighter([
  { tag: [tags.heading1, tags.heading2], class: "md-h2" },
  { tag: [tags.heading3, tags.heading4, tags.heading5, tags.heading6], class: "md-h3" },
  { tag: tags.emphasis, class: "md-em" },
  { tag: tags.strong, class: "md-strong" },
  { tag: tags.monospace, class: "md-code" },
  { tag: tags.link, class: "md-link" },
  { tag: [tags.url, tags.labelName, tags.string], class: "md-url" },
  { tag: tags.quote, class: "md-quote" },
  { tag: [tags.processingInstruction, tags.contentSeparator, signTag], class: "md-mark" },
  { tag: [nameTag, noteTag], class: "md-name" },
  { tag: optionTag, class: "md-option" },
  { tag: [tags.tagName, tags.angleBracket, tags.attributeName, tags.attributeValue, tags.comment], class: "md-html" },
]);

const LINES = { Embed: "md-block", BlockStart: "md-block", BlockEnd: "md-block", FencedCode: "md-fence", Table: "md-table" };

// Whole lines of blocks, code and tables are marked, as far as they are in sight.
const lines = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = marked(view);
    }
    update(update) {
      const parsed = syntaxTree(update.state) !== syntaxTree(update.startState);
      if (update.docChanged || update.viewportChanged || parsed) this.decorations = marked(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function marked(view) {
  const found = new Map();
  const mark = (from, to, name) => {
    for (let at = from; at <= Math.min(to, view.viewport.to); ) {
      const line = view.state.doc.lineAt(at);
      if (line.to >= view.viewport.from) found.set(line.from, name);
      at = line.to + 1;
    }
  };
  syntaxTree(view.state).iterate({
    from: view.viewport.from,
    to: view.viewport.to,
    enter({ name, from, to }) {
      if (!(name in LINES)) return true;
      mark(from, to, LINES[name]);
      return false;
    },
  });
  const places = [...found].sort(([one], [other]) => one - other);
  return Decoration.set(places.map(([at, name]) => Decoration.line({ class: name }).range(at)));
}

const data = defineLanguageFacet({});
const dialect = parser.configure([BLOCKS, FOOTNOTES, Table, Autolink, { props: [languageDataProp.add({ Document: data })] }]);

export const language = [new Language(data, dialect, [], "news-markdown"), syntaxHighlighting(CLASSES), lines];

const VERBATIM = new Set(["FencedCode", "CodeBlock", "CodeText", "InlineCode", "URL", "HTMLTag", "HTMLBlock", "Embed", "Autolink"]);

/** Whether what is typed at a place stays as it is: code, addresses, HTML, a post's words, a block's options. */
export function isVerbatim(state, at) {
  for (let node = syntaxTree(state).resolveInner(at, -1); node; node = node.parent) if (VERBATIM.has(node.name)) return true;
  return false;
}
