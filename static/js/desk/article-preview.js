// The preview beside the text: the server renders the form as it stands, a moment after the last key.
import { startScroll } from "./preview-scroll.js";

const PAUSE = 600;

export function startPreview(form, panel) {
  const frame = form.querySelector("[data-preview]");
  const status = form.querySelector(".preview-status");
  const counts = form.querySelector("[data-counts]");
  let timer;
  let running = false;
  let again = false;
  const scroll = form.editor && startScroll(form.editor, frame);

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.documentElement.dataset.theme = document.documentElement.dataset.theme ?? "";
    const inside = frame.contentDocument;
    const main = inside?.querySelector("main");
    if (main) {
      inside.documentElement.dataset.theme = page.documentElement.dataset.theme;
      inside.body.className = page.body.className;
      scroll?.hold();
      main.replaceChildren(...inside.importNode(page.querySelector("main"), true).childNodes);
      scroll?.settle();
    } else {
      for (const other of page.querySelectorAll("script, body > :not(main)")) other.remove();
      frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
    }
  }

  async function fetchPreview() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      const typed = "readOnly" in form.dataset ? {} : { method: "POST", body: new FormData(form) };
      const response = await fetch(form.dataset.previewUrl, { ...typed, headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      const { html, errors, words, minutes, pace, parts } = await response.json();
      if (panel.isShown(frame.parentElement)) show(html);
      showMistakes(form, errors);
      form.dispatchEvent(new CustomEvent("preview:parts", { detail: parts }));
      if (form.editor) form.dispatchEvent(new CustomEvent("preview:counted", { detail: { words, pace, body: typed.body.get("body") } }));
      else counts.textContent = !words ? counts.dataset.empty : counts.dataset.template.replace("{words}", words).replace("{minutes}", minutes);
      status.textContent = "";
    } catch {
      status.textContent = status.dataset.failed;
    } finally {
      running = false;
      if (again) {
        again = false;
        fetchPreview();
      }
    }
  }

  for (const event of ["input", "change"]) {
    form.addEventListener(event, () => {
      clearTimeout(timer);
      timer = setTimeout(fetchPreview, PAUSE);
    });
  }
  frame.addEventListener("load", () => scroll?.begin());
  panel.onChange(() => {
    if (panel.isShown(frame.parentElement)) fetchPreview();
  });
  new MutationObserver(() => {
    const root = frame.contentDocument?.documentElement;
    if (root) root.dataset.theme = document.documentElement.dataset.theme ?? "";
  }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  fetchPreview();
}

// Each mistake in the text that names its line becomes a button that goes there.
function showMistakes(form, sentences) {
  const list = form.querySelector("[data-mistakes] ul");
  const items = sentences.map((sentence) => {
    const item = document.createElement("li");
    const line = /\d+/.exec(sentence);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sentence;
    button.addEventListener("click", () => form.editor.goToLine(Number(line[0])));
    item.append(line && form.editor ? button : sentence);
    return item;
  });
  if (list.textContent !== items.map((item) => item.textContent).join("")) list.replaceChildren(...items);
}
