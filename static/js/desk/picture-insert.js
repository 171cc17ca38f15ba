// <button data-picture-insert="#id_body">: puts a picture of the library into a Markdown text, at the cursor.
// An editor in the textarea's place may listen for "picture:insert" on it ({picture, text}) and call preventDefault().
import { openPicturePicker } from "./picture-dialog.js";

// What is said of a file that the library had already; the words typed for it are the options of the figure.
function known({ is_new, typed }, { known: own, typed: both }) {
  if (is_new !== false) return "";
  return Object.keys(typed).length ? both : own;
}

function insert(area, picture) {
  const words = Object.entries(picture.typed ?? {});
  const options = words.map(([name, typed]) => `    ${name}: ${typed}\n`).join("");
  const text = `/// figure | ${picture.id}\n${options}///`;
  const detail = { picture, text };
  if (!area.dispatchEvent(new CustomEvent("picture:insert", { bubbles: true, cancelable: true, detail }))) return;
  const { selectionStart: start, selectionEnd: end, value } = area;
  const before = value.slice(0, start).trimEnd();
  const after = value.slice(end).trimStart();
  const block = `${before && "\n\n"}${text}\n${after && "\n"}`;
  area.setRangeText(block, before.length, value.length - after.length, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

for (const button of document.querySelectorAll("[data-picture-insert]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const area = document.querySelector(button.dataset.pictureInsert);
    const status = document.querySelector("[data-picture-inserted]");
    const place = (picture) => {
      insert(area, picture);
      if (status) status.textContent = known(picture, status.dataset);
    };
    openPicturePicker({ onChoose: place }).catch((error) => {
      button.setCustomValidity(error.message);
      button.reportValidity();
      button.setCustomValidity("");
    });
  });
}
