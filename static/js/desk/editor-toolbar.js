// The toolbar: each button's data-act names what it does, its aria-keyshortcuts the key that does the same. A toolbar
// without a button is an editor without that: standing pages have no embeds.
import { keymap, Prec, redo, undo } from "../../vendor/codemirror/codemirror.js";
import { block, codeBlock, footnote, ruler, table } from "./editor-blocks.js";
import { embed } from "./editor-embed.js";
import { toggleFocus } from "./editor-focus.js";
import { link, related } from "./editor-links.js";
import { picture } from "./editor-pictures.js";
import { find } from "./editor-search.js";
import { around, bullets, heading, numbers, quotation } from "./editor-text.js";

const ACTS = {
  bold: () => around("**"),
  italic: () => around("*"),
  code: () => around("`"),
  link,
  heading: () => heading(2),
  smaller: () => heading(3),
  bullets: () => bullets,
  numbers: () => numbers,
  quotation: () => quotation,
  block: (desk, words) => block(words),
  embed: (desk, words) => embed(words),
  related,
  picture,
  table: (desk, words) => table(words.filler),
  footnote: () => footnote,
  codeblock: () => codeBlock,
  ruler: () => ruler,
  undo: () => undo,
  redo: () => redo,
  find: () => find,
  focus: () => toggleFocus,
  help: (desk) => () => help(desk),
};
const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

const commandOf = (desk, button) => ACTS[button.dataset.act.split(":")[0]](desk, button.dataset);

/** The keys of all buttons, before CodeMirror's own. Ctrl with a digit is Ctrl on a Mac too, where ⌘ takes screenshots. */
export function keysOf(desk) {
  const keys = desk.buttons().map((button) => {
    const parts = button.getAttribute("aria-keyshortcuts")?.split("+") ?? [];
    const key = parts.map((part) => ({ Control: /^\d$/.test(parts.at(-1)) ? "Ctrl" : "Mod" })[part] ?? part).join("-");
    return key && { key: key.replace(/[A-Z]$/, (letter) => letter.toLowerCase()), run: commandOf(desk, button), preventDefault: true };
  });
  return Prec.high(keymap.of(keys.filter(Boolean)));
}

export function startToolbar(desk, view) {
  const { bar } = desk;
  const shown = () => desk.buttons().filter((button) => !button.closest("[popover]:not(:popover-open)"));
  bar.hidden = false;
  if (MAC) for (const button of desk.buttons()) button.title = button.title.replace(/Ctrl\+(?!Shift\+\d)/, "⌘");

  bar.addEventListener("pointerdown", (event) => event.target.closest("[data-act]") && event.preventDefault()); // the selection stays
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    button.closest("[popover]")?.hidePopover();
    view.focus();
    commandOf(desk, button)(view);
  });

  // One stop of the Tab key; the arrows move inside.
  const stops = () => [...bar.querySelectorAll("[data-stop], [data-act]")].filter((stop) => !stop.closest("[popover]"));
  stops().forEach((stop, index) => {
    stop.tabIndex = index ? -1 : 0;
  });
  bar.addEventListener("keydown", (event) => {
    const menu = event.target.closest("[popover]");
    const all = menu ? shown().filter((button) => menu.contains(button)) : stops();
    const step = (menu ? { ArrowDown: 1, ArrowUp: -1 } : { ArrowRight: 1, ArrowLeft: -1 })[event.key];
    const ends = { Home: 0, End: all.length - 1 }[event.key];
    const index = all.indexOf(document.activeElement);
    if (index < 0 || (!step && ends === undefined)) return;
    event.preventDefault();
    const next = all[ends ?? (index + step + all.length) % all.length];
    if (!menu) for (const stop of all) stop.tabIndex = stop === next ? 0 : -1;
    next.focus();
  });
  for (const menu of bar.querySelectorAll("[popover]")) {
    menu.addEventListener("toggle", (event) => {
      if (event.newState !== "open") return;
      const box = bar.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
      menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - menu.offsetWidth - 8))}px`;
      menu.style.top = `${Math.max(8, Math.min(box.bottom, innerHeight - menu.offsetHeight - 8))}px`;
      menu.querySelector("[data-act]").focus();
    });
  }
}

// The dialog that lists what there is, with its keys: the toolbar's buttons, and what the template adds.
function help(desk) {
  const dialog = desk.dialog("help");
  const list = dialog.querySelector("dl");
  for (const button of desk.buttons().toReversed()) {
    const [, words, keys] = /^(.*?)(?: \((.*)\))?$/.exec(button.title);
    const row = document.createElement("div");
    const [term, key] = [document.createElement("dt"), document.createElement("dd")];
    term.textContent = words;
    const kbd = document.createElement("kbd");
    kbd.textContent = keys ?? "";
    if (keys) key.append(kbd);
    row.append(term, key);
    list.prepend(row);
  }
  dialog.showModal();
  return true;
}
