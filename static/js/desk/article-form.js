// The form in which an article is written. All of it works without these scripts; each adds one comfort.
import { startBylines } from "./article-bylines.js";
import { startKeeping } from "./article-keeping.js";
import { startPanel } from "./article-panel.js";
import { startPicture } from "./article-picture.js";
import { startPreview } from "./article-preview.js";
import { startProblems } from "./article-problems.js";
import { startStories } from "./article-stories.js";
import { startTags } from "./article-tags.js";
import { startToolbar } from "./article-toolbar.js";

const form = document.getElementById("article-form");
const panel = startPanel(form);
startPreview(form, panel);
if (!("readOnly" in form.dataset)) {
  for (const rows of form.querySelectorAll("[data-bylines]")) startBylines(rows);
  for (const bar of form.querySelectorAll("[data-toolbar]")) startToolbar(bar, form.querySelector(bar.dataset.toolbar));
  startPicture(form);
  for (const list of form.querySelectorAll("[data-problems]")) startProblems(form, list);
  startTags(form.elements.tags, form.dataset.tagsUrl);
  startStories(form.elements.related_pins, form.dataset.storiesUrl);
  startKeeping(form);
}
