// Focus mode: the text alone on the page, the paragraph one writes in bright. Esc leaves; the choice is remembered.
import { Decoration, EditorView, ViewPlugin } from "../../vendor/codemirror/codemirror.js";

const REMEMBERED = "desk-focus";
const bright = Decoration.line({ class: "cm-bright" });

function paragraph(view) {
  const { doc, selection } = view.state;
  const here = doc.lineAt(selection.main.head).number;
  const filled = (number) => number >= 1 && number <= doc.lines && doc.line(number).text.trim();
  let first = here;
  let last = here;
  while (filled(first) && filled(first - 1)) first -= 1;
  while (filled(last) && filled(last + 1)) last += 1;
  const places = [];
  for (let number = first; number <= last; number += 1) places.push(bright.range(doc.line(number).from));
  return Decoration.set(places);
}

export const brightParagraph = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = paragraph(view);
    }
    update(update) {
      if (update.docChanged || update.selectionSet) this.decorations = paragraph(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const isOn = () => document.documentElement.classList.contains("focus-mode");

/** The command of the button. */
export function toggleFocus(view) {
  set(view, !isOn());
  return true;
}

function set(view, on) {
  document.documentElement.classList.toggle("focus-mode", on);
  document.querySelector('[data-act="focus"]').setAttribute("aria-pressed", String(on));
  localStorage.setItem(REMEMBERED, on ? "1" : "");
  view.requestMeasure();
  view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main, { y: "nearest", yMargin: 120 }) });
}

export function startFocus(view) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || !isOn()) return;
    if (!document.querySelector("dialog[open], :popover-open")) set(view, false);
  });
  if (localStorage.getItem(REMEMBERED)) set(view, true);
}
