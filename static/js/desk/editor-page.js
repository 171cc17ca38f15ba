// Pages with one text in Markdown and nothing else for it: the hot fix, standing pages.
import { startEditor } from "./editor.js";

for (const bar of document.querySelectorAll("[data-toolbar]")) {
  const area = document.querySelector(bar.dataset.toolbar);
  if (!area) continue; // somebody who may only look
  area.before(bar.parentElement);
  startEditor(area);
}
