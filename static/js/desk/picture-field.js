// images.picker.PictureInput: shows the chosen picture and opens the picker. Every choice sends a "picture:chosen"
// event, with the picture as its detail, from the input.
import { openPicturePicker } from "./picture-dialog.js";

function start(field) {
  const input = field.querySelector("input");
  const chosen = field.querySelector(".picture-chosen");
  const status = field.querySelector(".picture-status");
  const choose = field.querySelector("[data-picture-choose]");
  const clear = field.querySelector("[data-picture-clear]");

  const plain = field.querySelector(".picture-plain");
  if (input.disabled) {
    plain.hidden = !chosen.hidden;
    return;
  }
  plain.hidden = true;
  field.querySelector(".picture-buttons").hidden = false;
  clear.hidden = chosen.hidden;
  for (const label of input.labels) label.addEventListener("click", () => choose.focus());
  const label = input.labels[0];
  if (label) {
    label.id ||= `${input.id}_label`;
    choose.id = `${input.id}_choose`;
    choose.setAttribute("aria-labelledby", `${label.id} ${choose.id}`);
  }

  function put(picture) {
    input.value = picture ? picture.id : "";
    chosen.hidden = clear.hidden = !picture;
    status.textContent = picture?.is_new === false ? status.dataset.known : "";
    if (picture) {
      chosen.querySelector("a").href = picture.change_url;
      chosen.querySelector("img").src = picture.thumb;
      chosen.querySelector("[data-picture-name]").textContent = picture.name;
      chosen.querySelector("[data-picture-no-alt]").hidden = !picture.missing_alt;
    }
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (picture) input.dispatchEvent(new CustomEvent("picture:chosen", { bubbles: true, detail: picture }));
  }

  async function open(file) {
    try {
      await openPicturePicker({ onChoose: put, file });
    } catch (error) {
      status.textContent = error.message;
    }
  }

  choose.addEventListener("click", () => open());
  clear.addEventListener("click", () => {
    put(null);
    choose.focus();
  });
  field.addEventListener("dragover", (event) => event.preventDefault());
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) open(event.dataTransfer.files[0]);
  });
}

for (const field of document.querySelectorAll("[data-picture-input]")) start(field);
