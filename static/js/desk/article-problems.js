// What the checks say comes anew with each answer of the preview. A finding in the text leads to its line.
export function startProblems(form) {
  form.addEventListener("preview:parts", ({ detail: parts }) => {
    for (const [name, html] of Object.entries(parts)) {
      const place = form.querySelector(`[data-part="${name}"]`);
      if (place && !place.contains(document.activeElement) && shown.get(name) !== html) place.innerHTML = html;
      shown.set(name, html);
    }
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link || !form.editor) return;
    event.preventDefault();
    form.editor.goToLine(Number(link.dataset.line));
  });
  const line = Number(new URLSearchParams(location.search).get("line"));
  // After the browser's own jump to the field, which takes the focus away again.
  if (line && form.editor) addEventListener("load", () => setTimeout(() => form.editor.goToLine(line)));
}
const shown = new Map();
