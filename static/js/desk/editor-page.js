// Pages with one text in Markdown and nothing else for it: the hot fix, standing pages.
import { startEditor } from "./editor.js";

for (const bar of document.querySelectorAll("[data-toolbar]")) startEditor(document.querySelector(bar.dataset.toolbar));
