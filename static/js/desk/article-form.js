// The form in which an article is written. All of it works without these scripts; each adds one comfort.
import { startBylines } from "./article-bylines.js";
import { startKeeping } from "./article-keeping.js";
import { startPanel } from "./article-panel.js";
import { startPicture } from "./article-picture.js";
import { startPreview } from "./article-preview.js";
import { startProblems } from "./article-problems.js";
import { startSnippets } from "./article-snippets.js";
import { startStories } from "./article-stories.js";
import { startTags } from "./article-tags.js";
import { startCount } from "./editor-count.js";
import { startEditor } from "./editor.js";

const form = document.getElementById("article-form");
const panel = startPanel(form);
if (!("readOnly" in form.dataset)) startCount(form, startEditor(form.elements.body), form.querySelector("[data-counts]"));
startProblems(form);
startPreview(form, panel);
if (!("readOnly" in form.dataset)) {
  for (const rows of form.querySelectorAll("[data-bylines]")) startBylines(rows);
  startPicture(form);
  startSnippets(form);
  startTags(form.elements.tags, form.dataset.tagsUrl);
  startStories(form.elements.related_pins, form.dataset.storiesUrl);
  startKeeping(form);
}
