// The notes beside the text of an article: fetched, shown, sent, without leaving the page. Without this script the
// button leads to a page of their own.
import { markPassages, nearest, offerNote } from "./notes-marks.js";
import { startMentions } from "./notes-mentions.js";

const drawer = document.getElementById("notes");
const list = drawer.querySelector("[data-notes-body]");
const status = drawer.querySelector("[data-notes-status]");
const form = document.getElementById("article-form");
const editor = form.editor;
const area = form.elements.body;
const buttons = () => document.querySelectorAll("[data-notes-button]");
let used = ""; // the selection that the last note was about, until another one is made
let marks = editor && markPassages(editor, (id) => show(id));

const text = () => editor?.text ?? area.value;
const selection = () => editor?.selection ?? { from: area.selectionStart, to: area.selectionEnd };

function open() {
  drawer.hidden = false;
  for (const button of buttons()) button.setAttribute("aria-expanded", "true");
}
function close() {
  drawer.hidden = true;
  for (const button of buttons()) button.setAttribute("aria-expanded", "false");
}

// What was typed in the fields that are replaced is typed in the new ones, but for the form that was sent.
function fill(html, sent) {
  const typed = [...list.querySelectorAll("textarea")].filter((field) => field.form !== sent && field.value !== field.defaultValue);
  const details = [...list.querySelectorAll("details[open]")].map((part) => part.querySelector("textarea")?.id);
  list.innerHTML = html;
  for (const field of typed) {
    const now = document.getElementById(field.id);
    if (now) now.value = field.value;
  }
  for (const id of details) if (id) document.getElementById(id)?.closest("details")?.setAttribute("open", "");
  for (const field of list.querySelectorAll("[data-mentions]")) startMentions(field, people(), drawer.dataset.mentioned);
  for (const button of list.querySelectorAll("[data-note-show]")) button.hidden = false;
  const threads = [...list.querySelectorAll(".thread:not(.thread-resolved)")];
  marks?.(threads.filter((thread) => thread.dataset.passage).map(({ id, dataset }) => ({ id, passage: dataset.passage, start: Number(dataset.start || 0) })));
  for (const button of buttons()) button.querySelector("[data-notes-count]").textContent = threads.length || "";
  place();
}
const people = () => list.querySelector("[data-people]")?.dataset.people.split("\n").filter(Boolean) ?? [];

async function load() {
  try {
    const response = await fetch(drawer.dataset.url);
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    fill(await response.text());
  } catch {
    status.textContent = drawer.dataset.unread;
  }
}

async function send(sent, button) {
  status.textContent = "";
  button.disabled = true;
  try {
    const response = await fetch(button.getAttribute("formaction") ?? sent.getAttribute("action"), { method: "POST", body: new FormData(sent) });
    if ((!response.ok && response.status !== 422) || response.redirected) throw new Error(String(response.status));
    if (response.ok && "noteNew" in sent.dataset) used = JSON.stringify(selection());
    fill(await response.text(), sent);
    const latest = document.getElementById(`n${list.querySelector("[data-latest]")?.dataset.latest}`);
    (list.querySelector('[role="alert"]') ?? latest)?.scrollIntoView({ block: "nearest" });
    latest?.closest(".thread").focus({ preventScroll: true });
  } catch {
    status.textContent = drawer.dataset.unsent;
    button.disabled = false;
  }
}

// The new note's passage is what is selected in the text.
function place() {
  const note = list.querySelector("[data-note-new]");
  if (!note || drawer.hidden || note.contains(document.activeElement)) return;
  const { from, to } = selection();
  const whole = text();
  const quote = used === JSON.stringify({ from, to }) ? "" : whole.slice(from, to).trim();
  if (!quote && note.elements.text.value) return;
  const start = quote ? whole.indexOf(quote, from) : -1;
  note.elements.quote.value = quote;
  note.elements.start.value = quote ? start : "";
  note.elements.before.value = quote ? whole.slice(Math.max(0, start - 80), start) : "";
  note.elements.after.value = quote ? whole.slice(start + quote.length, start + quote.length + 80) : "";
}

function write() {
  used = "";
  open();
  place();
  list.querySelector("[data-note-new]")?.elements.text.focus();
}

function show(id) {
  open();
  const thread = document.getElementById(id);
  thread?.closest("details")?.setAttribute("open", "");
  thread?.scrollIntoView({ block: "nearest" });
  thread?.focus({ preventScroll: true });
}

function select(thread) {
  const found = nearest(text(), thread.dataset.passage, Number(thread.dataset.start || 0));
  if (found < 0) return (status.textContent = drawer.dataset.elsewhere);
  const end = found + thread.dataset.passage.length;
  if (editor) {
    editor.select(found, end);
    editor.focus();
  } else {
    area.focus();
    area.setSelectionRange(found, end);
  }
  if (matchMedia("(max-width: 60rem)").matches) close();
}

drawer.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
});
drawer.addEventListener("click", (event) => {
  if (event.target.closest("[data-notes-close]")) close();
  const shown = event.target.closest("[data-note-show]");
  if (shown) select(shown.closest(".thread"));
});
// The quoted passage is changed by hand: then it is looked for in the saved text.
drawer.addEventListener("input", (event) => {
  if (event.target.name === "quote") event.target.form.elements.start.value = "";
});
drawer.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit(event.target.form.querySelector("button:not([type='button'])"));
  }
  if (event.key !== "Escape" || event.defaultPrevented) return;
  close();
  editor ? editor.focus() : area.focus();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-notes-button]");
  if (!button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (drawer.hidden) {
    open();
    place();
    drawer.querySelector("[data-notes-close]").focus();
  } else close();
});
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyM") return;
  event.preventDefault();
  write();
});
if (editor) {
  editor.onChange(place);
  offerNote(editor, form.querySelector(".counts"), drawer.dataset.offer, write);
} else area.addEventListener("select", place);

const hash = () => /^#note-\d+$/.test(location.hash) && show(location.hash.slice(1));
window.addEventListener("hashchange", hash);
load().then(hash);
