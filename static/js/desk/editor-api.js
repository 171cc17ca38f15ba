// What other scripts may do with an editor. All of it is one history: undo goes back over it like over what was typed.
import { EditorView, isolateHistory } from "../../vendor/codemirror/codemirror.js";
import { putBlock } from "./editor-blocks.js";

/**
 * `text`; `selection` {from, to}; `insert(text)` at the cursor; `insertBlock(text)` there, on lines of its own;
 * `replace(from, to, text)`; `select(from, to)`; `goToLine(number, counted from 1)`; `focus()`; `onChange(call)` when the text
 * or the selection changes; `view`, CodeMirror's own.
 */
export function apiOf(view, listeners) {
  const alone = isolateHistory.of("full");
  return {
    view,
    get text() {
      return view.state.doc.toString();
    },
    get selection() {
      const { from, to } = view.state.selection.main;
      return { from, to };
    },
    insert: (text) => view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true, annotations: alone }),
    insertBlock: (text) => putBlock(view, text),
    replace(from, to, text) {
      const changes = smallest(view.state.sliceDoc(from, to), text, from);
      if (changes) view.dispatch({ changes, annotations: alone, userEvent: "input.replace" });
    },
    select(from, to = from) {
      const most = view.state.doc.length;
      view.dispatch({ selection: { anchor: Math.min(from, most), head: Math.min(to, most) }, scrollIntoView: true });
    },
    goToLine(number) {
      const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
      const effects = EditorView.scrollIntoView(line.from, { y: "center" });
      view.dispatch({ selection: { anchor: line.from, head: line.to }, effects });
      view.focus();
    },
    focus: () => view.focus(),
    onChange: (listen) => listeners.push(listen),
  };
}

// Only what differs is replaced, so that the cursor stays where it is.
function smallest(old, text, at) {
  if (old === text) return null;
  const most = Math.min(old.length, text.length);
  let start = 0;
  let end = 0;
  while (start < most && old[start] === text[start]) start += 1;
  while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
  return { from: at + start, to: at + old.length - end, insert: text.slice(start, text.length - end) };
}
