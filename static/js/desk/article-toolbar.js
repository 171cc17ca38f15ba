// Buttons and keys that put Markdown into a textarea. They go through the browser's own editing, so that undo works.
export function startToolbar(bar, area) {
  const buttons = () => [...bar.querySelectorAll("button:not([hidden])")];
  bar.hidden = false;

  bar.addEventListener("click", (event) => {
    const { dataset } = event.target.closest("button") ?? { dataset: {} };
    if (dataset.around) around(area, dataset.around);
    else if ("link" in dataset) link(area);
    else if (dataset.line) lines(area, dataset.line);
    else if (dataset.block) block(area, dataset);
  });

  // One stop of the Tab key; the arrows move inside.
  buttons().forEach((button, index) => {
    button.tabIndex = index ? -1 : 0;
  });
  bar.addEventListener("keydown", (event) => {
    const all = buttons();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const index = all.indexOf(document.activeElement);
    if (!step || index < 0) return;
    event.preventDefault();
    all[index].tabIndex = -1;
    const next = all[(index + step + all.length) % all.length];
    next.tabIndex = 0;
    next.focus();
  });

  area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const act = { b: () => around(area, "**"), i: () => around(area, "*"), k: () => link(area) }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

// Replace [start, end) by `text` and select [from, to) of it.
function put(area, start, end, text, from = text.length, to = from) {
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start + from, start + to);
}

function around(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const inside = value.slice(start, end);
  const n = mark.length;
  if (value.slice(start - n, start) === mark && value.slice(end, end + n) === mark) {
    put(area, start - n, end + n, inside, 0, inside.length);
  } else {
    put(area, start, end, mark + inside + mark, n, n + inside.length);
  }
}

function link(area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const inside = value.slice(start, end);
  const address = /^https?:\/\/\S+$/.test(inside);
  const text = address ? `[](${inside})` : `[${inside}](https://)`;
  const from = address ? 1 : inside.length + 3;
  put(area, start, end, text, from, address ? 1 : text.length - 1);
}

function lines(area, mark) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  const found = value.indexOf("\n", end);
  const last = found < 0 ? value.length : found;
  const marked = value.slice(first, last).split("\n");
  const off = marked.every((line) => line.startsWith(mark));
  put(area, first, last, marked.map((line) => (off ? line.slice(mark.length) : mark + line)).join("\n"));
}

function block(area, { block: head, options = "", filler }) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const inside = value.slice(start, end).trim() || filler;
  const gap = (text) => (!text || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n");
  const settings = options ? options.split("|").map((line) => `    ${line}\n`).join("") + "\n" : "";
  const opening = `${gap(value.slice(0, start))}/// ${head}\n${settings}`;
  const text = `${opening}${inside}\n///\n${/^(\n|$)/.test(value.slice(end)) ? "" : "\n"}`;
  put(area, start, end, text, opening.length, opening.length + inside.length);
}
