// What the toolbar sets on lines of its own: the dialect's blocks, tables, code, footnotes, breaks.
import { isolateHistory } from "../../vendor/codemirror/codemirror.js";

/**
 * Put `text` between empty lines in place of [from, to), or of the selection. `select` is [from, to] or [at] in it: what is
 * selected then, its end without it. `quiet`: the cursor stays where somebody writes.
 */
export function putBlock(view, text, { from, to, select, quiet } = {}) {
  const { doc, selection } = view.state;
  const below = from === undefined ? endOfBlock(view.state, selection.main.head) : null;
  const start = below ?? from ?? selection.main.from;
  const end = below ?? to ?? selection.main.to;
  const before = doc.sliceString(Math.max(0, start - 2), start);
  const after = doc.sliceString(end, end + 2);
  const lead = start === 0 || before.endsWith("\n\n") || before === "\n" ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = end === doc.length ? "\n" : after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  const at = start + lead.length;
  const [anchor, head] = select ?? [text.length + Math.min(tail.length, 1)];
  view.dispatch({
    changes: { from: start, to: end, insert: lead + text + tail },
    selection: quiet ? undefined : { anchor: at + anchor, head: at + (head ?? anchor) },
    scrollIntoView: !quiet,
    annotations: isolateHistory.of("full"),
    userEvent: "input.insert",
  });
  if (!quiet) view.focus();
  return true;
}

// Where the block ends in which `at` stands: /// … ///, or a table. None between blocks: no block goes into another.
function endOfBlock({ doc }, at) {
  const own = doc.lineAt(at).number;
  let [opened, end] = [0, 0];
  for (let number = 1; number <= doc.lines; number += 1) {
    const { text, to } = doc.line(number);
    if (/^\/{3,} *\S/.test(text)) opened ||= number;
    else if (/^\/{3,} *$/.test(text) && opened) {
      if (opened <= own && own <= number) return to;
      opened = 0;
    }
    if (number > own && !opened) break;
  }
  const isRow = (number) => number <= doc.lines && doc.line(number).text.includes("|");
  for (let number = own; isRow(number); number += 1) end = number;
  let first = own;
  while (first > 1 && isRow(first - 1)) first -= 1;
  const isTable = end > first && /^[ |:-]*-[ |:-]*$/.test(doc.line(first + 1).text);
  return isTable ? doc.line(end).to : null;
}

const selected = (view) => view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to).trim();

/** A block named in `head`, with the lines of options, around what is selected or else `filler`. */
export const block = ({ block: head, options = "", filler }) => (view) => {
  const settings = options ? options.split("|").map((line) => `    ${line}\n`).join("") + "\n" : "";
  const inside = endOfBlock(view.state, view.state.selection.main.head) !== null;
  const words = (!inside && selected(view)) || filler;
  const opening = `/// ${head}\n${settings}`;
  // What is still to be written is selected: the source behind the |, or else the words.
  const bar = head.indexOf("| ") + 2;
  const source = bar > 1 && words !== filler ? [4 + bar, 4 + head.length] : null;
  return putBlock(view, `${opening}${words}\n///`, { select: source ?? [opening.length, opening.length + words.length] });
};

export function codeBlock(view) {
  const { from, to } = view.state.selection.main;
  const code = view.state.sliceDoc(from, to).replace(/^\n+|\s+$/g, "");
  return putBlock(view, `\`\`\`\n${code}\n\`\`\``, { select: code ? [3] : [4] });
}

export const table = (words) => (view) => {
  const [one, two] = [`${words} 1`, `${words} 2`];
  const row = (cell, other) => `${cell.padEnd(one.length)} | ${other.padEnd(two.length)}`.trimEnd();
  const text = [row(one, two), `${"-".repeat(one.length)}-|-${"-".repeat(two.length)}`, row("…", "…"), row("…", "…")].join("\n");
  return putBlock(view, text, { select: [0, one.length] });
};

export const ruler = (view) => putBlock(view, "---");

/** A reference at the cursor and its note at the end, where one writes on; from a note back to its reference. */
export function footnote(view) {
  const { state } = view;
  const { doc, selection } = state;
  const text = doc.toString();
  const own = /^\[\^([^\]\s]+)\]:/.exec(doc.lineAt(selection.main.head).text);
  const referred = own ? new RegExp(`\\[\\^${own[1].replace(/\W/g, "\\$&")}\\](?!:)`).exec(text) : null;
  if (referred) {
    view.dispatch({ selection: { anchor: referred.index + referred[0].length }, scrollIntoView: true });
    return true;
  }
  let number = 1;
  while (text.includes(`[^${number}]`)) number += 1;
  const body = text.trimEnd();
  const at = Math.min(selection.main.to, body.length);
  const gap = /(?:^|\n)\[\^[^\]\s]+\]:[^\n]*$/.test(body) ? "\n" : "\n\n";
  const reference = `[^${number}]`;
  const note = `${gap}${reference}: `;
  view.dispatch({
    changes: [{ from: at, insert: reference }, { from: body.length, to: doc.length, insert: `${note}\n` }],
    selection: { anchor: body.length + reference.length + note.length },
    scrollIntoView: true,
    userEvent: "input.insert",
  });
  return true;
}
