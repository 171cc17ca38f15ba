// The picture picker: one dialog a page, fetched when it is first opened, with the library and an upload form.
import { startUpload } from "./picture-upload.js";

let loading;

/**
 * Let the user choose a picture of the library or add one.
 * `onChoose` gets the picture ({id, name, alt, missing_alt, caption, credit, thumb, width, height, change_url}; with
 * `is_new` if it came by upload, and `typed`: words for it that the library, which had the file, did not take). `file`,
 * if given, is put into the upload form at once. Closing without a choice calls `onClose` alone; either way the focus
 * returns to where it was. With `onProgress` (called with 0 to 1) the dialog steps aside while the file is sent, and comes
 * back with what is wrong if it is refused.
 */
export async function openPicturePicker(asked) {
  const opener = document.activeElement;
  loading ??= load();
  let picker;
  try {
    picker = await loading;
  } catch (error) {
    loading = undefined; // so that the next try asks again
    throw error;
  }
  opener?.focus({ preventScroll: true });
  picker.open(asked);
}

async function load() {
  const place = document.querySelector("[data-picture-dialog]");
  const answer = await fetch(place?.dataset.pictureDialog ?? "/admin/images/image/picker/dialog/");
  if (!answer.ok) throw new Error((await answer.json()).errors.__all__.join(" "));
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const dialog = holder.content.querySelector("dialog");
  document.body.append(dialog);
  return startPicker(dialog);
}

function startPicker(dialog) {
  const panels = dialog.querySelectorAll("[data-picture-panel]");
  const tabs = dialog.querySelectorAll("[data-picture-tab]");
  let asked = {};
  let aside = false; // while a file is sent

  function chosen(picture) {
    const { onChoose } = asked;
    asked = {};
    aside = false;
    dialog.close();
    onChoose(picture);
  }

  function show(name) {
    for (const panel of panels) panel.hidden = panel.dataset.picturePanel !== name;
    for (const tab of tabs) tab.setAttribute("aria-pressed", tab.dataset.pictureTab === name);
  }

  const library = startLibrary(dialog, chosen);
  const form = dialog.querySelector(".picture-upload");
  const upload =
    form &&
    startUpload(form, {
      onDone: chosen,
      onSend() {
        aside = Boolean(asked.onProgress);
        if (aside) dialog.close();
      },
      onProgress: (sent) => asked.onProgress?.(sent),
      onRefused() {
        if (aside) dialog.showModal();
        aside = false;
      },
    });

  function take(file) {
    if (!upload || !file) return;
    show("upload");
    upload.take(file);
  }

  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.pictureTab));
  dialog.querySelector("[data-picture-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    if (aside) return;
    const { onClose } = asked;
    asked = {};
    upload?.stop();
    onClose?.();
  });
  dialog.addEventListener("dragover", (event) => event.preventDefault());
  dialog.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  dialog.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      take(event.clipboardData.files[0]);
    }
  });

  return {
    open(wanted) {
      const { file } = wanted;
      if (aside) upload.stop(); // another one is wanted before the last is there
      aside = false;
      asked.onClose?.();
      asked = wanted;
      show("library");
      dialog.showModal();
      library.refresh();
      if (file) take(file);
      else dialog.querySelector("input[type=search]").focus();
    },
  };
}

function startLibrary(dialog, chosen) {
  const search = dialog.querySelector("input[type=search]");
  const status = dialog.querySelector("[data-picture-panel=library] .picture-status");
  const grid = dialog.querySelector(".picture-grid");
  const more = dialog.querySelector(".picture-more");
  let asked = new AbortController();
  let next = 1;
  let timer;

  async function ask(page) {
    asked.abort();
    asked = new AbortController();
    const address = `${dialog.dataset.list}?${new URLSearchParams({ q: search.value, page })}`;
    const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.errors.__all__.join(" "));
    return found;
  }

  async function load(page) {
    try {
      const found = await ask(page);
      const choices = found.results.map((picture) => choiceOf(picture, dialog, chosen));
      if (page === 1) grid.replaceChildren(...choices);
      else grid.append(...choices);
      if (page > 1) choices[0]?.querySelector("button").focus();
      next = found.next;
      more.hidden = !next;
      status.textContent = grid.children.length ? "" : search.value ? dialog.dataset.none : dialog.dataset.empty;
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = error instanceof TypeError || error instanceof SyntaxError ? dialog.dataset.failed : error.message;
    }
  }

  more.querySelector("button").addEventListener("click", () => load(next));
  search.form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(1);
  });
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => load(1), 250);
  });
  return { refresh: () => load(1) };
}

function choiceOf(picture, dialog, chosen) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const thumb = document.createElement("img");
  const name = document.createElement("span");
  button.type = "button";
  button.className = "picture-choice";
  thumb.src = picture.thumb;
  thumb.alt = "";
  thumb.loading = "lazy";
  name.className = "picture-choice-name";
  name.textContent = picture.name;
  button.append(thumb, name);
  if (picture.missing_alt) {
    const flag = document.createElement("span");
    flag.className = "picture-missing";
    flag.textContent = dialog.dataset.noAlt;
    button.append(flag);
  }
  button.addEventListener("click", () => chosen(picture));
  item.append(button);
  return item;
}
