// <button data-picture-insert="#id_body">: puts a picture of the library into a Markdown text, at the cursor.
// An editor in the textarea's place may listen for "picture:insert" on it ({picture, text}) and call preventDefault().
import { openPicturePicker } from "./picture-dialog.js";

function insert(area, picture) {
  const text = `/// figure | ${picture.id}\n///`;
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
    openPicturePicker({ onChoose: (picture) => insert(area, picture) }).catch((error) => {
      button.setCustomValidity(error.message);
      button.reportValidity();
      button.setCustomValidity("");
    });
  });
}
