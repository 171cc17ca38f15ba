// The link picker (Ctrl+K): searches live stories, or takes an address. On a link it changes that one. It also finds the
// story for a related line.
import { syntaxTree } from "../../vendor/codemirror/codemirror.js";
import { results, suggest } from "./article-suggest.js";
import { putBlock } from "./editor-blocks.js";
import { cleanAddress } from "./paste-clean.js";

const ADDRESS = /^(?:https?:\/\/|mailto:|\/(?!\/)|#)\S+$/;

/** The command of the link's button. */
export const link = (desk) => (view) => {
  const { from, to, words, address } = target(view);
  open(desk, view, {
    title: desk.words.linkTitle,
    typed: address,
    pick: (chosen, headline) => put(view, { from, to }, words || headline || "", chosen),
  });
  return true;
};

/** The command of the related story's button. */
export const related = (desk) => (view) => {
  const pick = (address, headline, id) => putBlock(view, `/// related | ${id}\n///`);
  open(desk, view, { title: desk.words.relatedTitle, typed: "", pick, storiesOnly: true });
  return true;
};

// What the link goes around: the link at the cursor, or what is selected.
function target(view) {
  const { state } = view;
  const { from, to, empty } = state.selection.main;
  for (let node = syntaxTree(state).resolveInner(from, empty ? 0 : 1); node; node = node.parent) {
    const found = node.name === "Link" && /^\[([^]*)\]\(\s*<?([^\s>)]*)[^]*\)$/.exec(state.sliceDoc(node.from, node.to));
    if (found) return { from: node.from, to: node.to, words: found[1], address: found[2] };
  }
  const words = state.sliceDoc(from, to);
  return ADDRESS.test(words) ? { from, to, words: "", address: words } : { from, to, words, address: "" };
}

function put(view, { from, to }, words, address) {
  const inside = words.replaceAll("\n", " ");
  const insert = inside || !/^https?:/.test(address) ? `[${inside}](${address})` : address;
  // Without words the cursor stands where they belong.
  const anchor = inside || insert === address ? from + insert.length : from + 1;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor }, scrollIntoView: true, userEvent: "input.link" });
}

/** The address that was typed, made whole; "" if it is none. */
function whole(typed) {
  const text = typed.trim();
  if (ADDRESS.test(text)) return cleanAddress(text) ?? text;
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text)) return `mailto:${text}`;
  return /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(text) ? `https://${text}` : "";
}

function open(desk, view, { title, typed, pick, storiesOnly }) {
  const dialog = desk.dialog("link");
  const form = dialog.querySelector("form");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  form.dataset.suggestions = desk.form.dataset.suggestions ?? title;
  dialog.querySelector("h2").textContent = title;
  input.value = typed;
  dialog.querySelector("[data-hint]").hidden = Boolean(storiesOnly);
  const take = (...chosen) => {
    dialog.close();
    pick(...chosen);
    view.focus();
  };
  const stories = desk.form.dataset.storiesUrl;
  if (stories) {
    const list = suggest(input, {
      find: async (words) => (ADDRESS.test(words) && !words.includes(location.host) && !words.startsWith("/") ? [] : results(stories, words)),
      label({ headline, at }) {
        const line = document.createElement("span");
        const when = document.createElement("small");
        when.textContent = at;
        line.append(headline, when);
        return line;
      },
      pick: ({ id, headline, address }) => take(address, headline, id),
    });
    if (!typed) list.ask();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = storiesOnly ? "" : whole(input.value);
    if (address) take(address);
    else status.textContent = storiesOnly ? desk.words.chooseStory : desk.words.noAddress;
  });
  dialog.showModal();
  input.select();
}
