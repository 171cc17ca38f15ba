// Typed quotation marks become “curly” ones, save in code, addresses and behind a number (6.1"). Undo gives the plain one.
import { EditorView, isolateHistory } from "../../vendor/codemirror/codemirror.js";
import { isVerbatim } from "./editor-language.js";

const OPENS = /^$|[\s([{<–—/*_>“‘]$/;

/** The sign that `typed` becomes behind the words `before`. `signs` are “ ” ‘ ’, in the site's language. */
export function curly(typed, before, signs) {
  if (/\d$/.test(before)) return typed === '"' ? typed : signs[3];
  const [open, close] = typed === '"' ? signs.slice(0, 2) : signs.slice(2);
  return OPENS.test(before) ? open : close;
}

export function smartQuotes(signs) {
  return EditorView.inputHandler.of((view, from, to, text) => {
    if ((text !== '"' && text !== "'") || view.composing || isVerbatim(view.state, from)) return false;
    const line = view.state.doc.lineAt(from);
    const before = line.text.slice(0, from - line.from);
    const better = curly(text, before, signs);
    // Code and addresses that are not closed yet, and Markdown's "title" behind an address, keep the plain sign.
    if (better === text || before.split("`").length % 2 === 0 || /(?:\]\([^)]*|\bhttps?:\/\/\S*|^ {4,}url:.*|<\w[^>]*)$/.test(before)) return false;
    view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + 1 }, userEvent: "input.type" });
    view.dispatch({
      changes: { from, to: from + 1, insert: better },
      annotations: isolateHistory.of("full"),
      userEvent: "input.quote",
    });
    return true;
  });
}
