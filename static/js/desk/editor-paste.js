// What is pasted or dropped: text from Docs, Word and web pages as Markdown, addresses as links, pictures to the library.
// Ctrl+Shift+V puts in the plain text.
import { EditorView } from "../../vendor/codemirror/codemirror.js";
import { offerMore } from "./editor-embed.js";
import { isVerbatim } from "./editor-language.js";
import { takePictures } from "./editor-pictures.js";
import { cleanAddress } from "./paste-clean.js";
import { markdownOf } from "./paste-markdown.js";

const ADDRESS = /^https?:\/\/\S+$/;

export function paste(desk) {
  let plain = false;
  return EditorView.domEventHandlers({
    keydown(event) {
      if (event.key.toLowerCase() === "v") plain = event.shiftKey;
      return false;
    },
    paste(event, view) {
      const asPlain = plain;
      plain = false;
      const data = event.clipboardData;
      const html = data.getData("text/html");
      const text = data.getData("text/plain");
      if (data.files.length && !text.trim()) return takePictures(view, desk, [...data.files]);
      if (asPlain || isVerbatim(view.state, view.state.selection.main.from)) return false;
      if (ADDRESS.test(text.trim())) return putAddress(view, desk, text.trim());
      if (!html || data.types.includes("vscode-editor-data")) return false;
      return putHtml(view, desk, html, text);
    },
    drop(event, view) {
      const files = [...event.dataTransfer.files];
      if (!files.length) return false;
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
      return takePictures(view, desk, files, at);
    },
  });
}

function put(view, text) {
  view.dispatch({ ...view.state.replaceSelection(text), scrollIntoView: true, userEvent: "input.paste" });
  return true;
}

// Over words an address makes a link of them; on a line of its own it may become an embed.
function putAddress(view, desk, typed) {
  const { state } = view;
  const { from, to, empty } = state.selection.main;
  const address = cleanAddress(typed) ?? typed;
  const words = state.sliceDoc(from, to);
  if (!empty && !words.includes("\n") && !ADDRESS.test(words)) return put(view, `[${words.trim()}](${address})`);
  const before = state.sliceDoc(Math.max(0, from - 2), from);
  const inLink = before === "](" || before.endsWith("<");
  const alone = state.doc.lineAt(from).from === from && state.doc.lineAt(to).to === to && !inLink;
  put(view, address);
  if (alone) offerMore(view, desk, from, address);
  return true;
}

function putHtml(view, desk, html, text) {
  const doc = view.state.doc.toString();
  const { text: markdown, pictures } = markdownOf(html, {
    picture: desk.words.picture,
    taken: (label) => doc.includes(`[^${label}]`),
  });
  if (!markdown.trim()) return false;
  const { from } = view.state.selection.main;
  const begun = from > view.state.doc.lineAt(from).from;
  // A block can't begin in the middle of a line.
  const apart = begun && /^(#|- |\d+\. |> |\||```)/.test(markdown) && /\n|^#/.test(markdown);
  const edges = /^\s|\s$/.test(text) && !markdown.includes("\n") ? [/^\s*/.exec(text)[0], /\s*$/.exec(text)[0]] : ["", ""];
  const { to } = view.state.selection.main;
  // Whoever writes on after a table or a block writes below it.
  const closing = to === view.state.doc.lineAt(to).to && /\n(\|.*\||\/{3,}|```)$/.test(markdown) ? "\n\n" : "";
  put(view, (apart ? "\n\n" : edges[0].replace(/\n/g, "")) + markdown + edges[1].replace(/\n/g, "") + closing);
  desk.say(pictures ? desk.words.picturesLeft.replace("{number}", pictures) : "");
  return true;
}
