// What the toolbar does within lines: emphasis, code, headings, lists, quotes. Each is a command of CodeMirror's.
import { EditorSelection } from "../../vendor/codemirror/codemirror.js";

/**
 * Put `mark` around what is selected, or take it away again. Without a selection it is the word at the cursor; before a
 * closing mark the cursor steps past it, so that the key that began the bold ends it too.
 */
export const around = (mark) => (view) => {
  const { state } = view;
  const n = mark.length;
  if (closes(state, mark)) {
    view.dispatch({ selection: { anchor: state.selection.main.head + n }, scrollIntoView: true });
    return true;
  }
  const change = state.changeByRange((range) => {
    const word = range.empty ? (state.wordAt(range.head) ?? range) : range;
    const { from, to } = trimmed(state, word);
    const inside = state.sliceDoc(from, to);
    const outside = state.sliceDoc(Math.max(0, from - n), from) === mark && state.sliceDoc(to, to + n) === mark;
    if (outside && !doubled(state, from, to, mark)) {
      const changes = [{ from: from - n, to: from }, { from: to, to: to + n }];
      return { changes, range: EditorSelection.range(range.anchor - n, range.head - n) };
    }
    if (inside.length > 2 * n && inside.startsWith(mark) && inside.endsWith(mark) && !inside.startsWith(mark + mark[0])) {
      const changes = [{ from, to: from + n }, { from: to - n, to }];
      return { changes, range: EditorSelection.range(from, to - 2 * n) };
    }
    const changes = [{ from, insert: mark }, { from: to, insert: mark }];
    const kept = range.empty ? EditorSelection.cursor(range.head + n) : EditorSelection.range(from + n, to + n);
    return { changes, range: kept };
  });
  view.dispatch(state.update(change, { scrollIntoView: true, userEvent: "input.format" }));
  return true;
};

// Whether the cursor stands behind words and before the mark that ends their emphasis.
function closes(state, mark) {
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  const [before, after] = [line.text.slice(0, head - line.from), line.text.slice(head - line.from)];
  const run = /^(\*+|`+|~+|)/.exec(after)[0];
  if (!empty || !/\S$/.test(before) || before.endsWith(mark[0]) || !run.startsWith(mark)) return false;
  if (mark === "*" && run.length === 2) return false; // the end of **strong**
  const marks = before.match(mark[0] === "*" ? /\*+/g : /`+|~+/g) ?? [];
  const open = marks.filter((other) => other === mark || (other[0] === mark[0] && other.length === 3));
  return open.length % 2 === 1;
}

// A single * beside a second one belongs to **strong**.
function doubled(state, from, to, mark) {
  if (mark.length > 1) return false;
  let count = 0;
  while (state.sliceDoc(from - count - 1, from - count) === mark && from - count > 0) count += 1;
  return count === 2;
}

function trimmed(state, { from, to }) {
  const text = state.sliceDoc(from, to);
  if (!text.trim()) return { from, to };
  return { from: from + text.length - text.trimStart().length, to: to - (text.length - text.trimEnd().length) };
}

// The lines that a selection touches, each as {from, to, text}.
function touched(state) {
  const { from, to } = state.selection.main;
  const lines = [];
  for (let at = from; at <= to; ) {
    const line = state.doc.lineAt(at);
    if (lines.length === 0 || line.from < to || from === to) lines.push(line);
    at = line.to + 1;
  }
  return lines;
}

const LEAD = /^(?:#{1,6} +|> ?|[-*+] +|\d+[.)] +)/;

/** Make the lines begin with what `prefix(number)` gives in place of another sign; or end that if `is` fits them all. `apart`: an empty line goes before. */
const begin = (is, prefix, apart = false) => (view) => {
  const { state } = view;
  const all = touched(state);
  const lines = all.length > 1 ? all.filter((line) => line.text.trim()) : all;
  const off = lines.every((line) => is.test(line.text));
  const changes = lines.map((line, index) => {
    const lead = LEAD.exec(line.text)?.[0].length ?? 0;
    const gap = apart && !off && index === 0 && line.number > 1 && state.doc.line(line.number - 1).text.trim() ? "\n" : "";
    return { from: line.from, to: line.from + lead, insert: off ? "" : gap + prefix(index + 1) };
  });
  const set = state.changes(changes);
  const { anchor, head } = state.selection.main;
  const selection = EditorSelection.single(set.mapPos(anchor, 1), set.mapPos(head, 1));
  view.dispatch({ changes: set, selection, scrollIntoView: true, userEvent: "input.format" });
  return true;
};

export const heading = (level) => begin(new RegExp(`^#{${level}} `), () => `${"#".repeat(level)} `, true);
export const bullets = begin(/^[-*+] +/, () => "- ");
export const numbers = begin(/^\d+[.)] +/, (number) => `${number}. `);
export const quotation = begin(/^> ?/, () => "> ");

/** Enter goes on with a list or a quote; on an item without words it ends it. */
export function goOn(view) {
  const { state } = view;
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  const found = /^(\s*)([-*+]|\d+[.)]|>)( +)(?=(\S?))/.exec(line.text);
  if (!empty || !found || head < line.from + found[0].length) return false;
  if (!found[4]) {
    view.dispatch({ changes: { from: line.from, to: line.to }, userEvent: "input" });
    return true;
  }
  const sign = /\d/.test(found[2]) ? `${parseInt(found[2], 10) + 1}${found[2].at(-1)}` : found[2];
  view.dispatch({
    ...state.replaceSelection(`\n${found[1]}${sign}${found[3]}`),
    scrollIntoView: true,
    userEvent: "input",
  });
  return true;
}
