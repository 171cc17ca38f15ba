// The textarea stays the form's field: what is written goes into it at once. Scripts that speak to the textarea
// (value, selection, focus) need not know that an editor took its place.
const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");

/** Tell the field of a change in the editor. */
export function keepInStep(area, text) {
  value.set.call(area, text);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function bindField(area, editor) {
  const { view } = editor;
  const main = () => view.state.selection.main;
  const set = (text) => editor.replace(0, view.state.doc.length, text.replace(/\r\n?/g, "\n"));
  Object.defineProperties(area, {
    value: { get: () => value.get.call(area), set },
    selectionStart: { get: () => main().from, set: (at) => editor.select(at, Math.max(at, main().to)) },
    selectionEnd: { get: () => main().to, set: (at) => editor.select(Math.min(at, main().from), at) },
    focus: { value: () => view.focus() },
    scrollIntoView: { value: (options) => view.dom.scrollIntoView(options) },
    setSelectionRange: { value: (from, to) => editor.select(from, to) },
    setRangeText: { value: (text, from = main().from, to = main().to) => editor.replace(from, to, text) },
  });
  // Typed into the field itself, by the browser or an extension; or restored by it when one comes back to the page.
  const take = () => value.get.call(area) !== view.state.doc.toString() && set(value.get.call(area));
  area.addEventListener("input", (event) => event.isTrusted && take());
  addEventListener("pageshow", take);

  area.classList.add("editor-field");
  area.tabIndex = -1;
  area.setAttribute("aria-hidden", "true");
  for (const label of area.labels) {
    label.addEventListener("click", (event) => {
      event.preventDefault();
      view.focus();
    });
  }
}
