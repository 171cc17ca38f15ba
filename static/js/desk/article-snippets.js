// Snippets go in at the cursor. Ctrl+Shift+S opens the list; without scripts they are there to copy.
export function startSnippets(form) {
  const list = form.querySelector("[data-snippets]");
  if (!list || !form.editor) return;
  for (const button of list.querySelectorAll("[data-snippet]")) {
    const item = button.parentElement;
    button.hidden = false;
    item.querySelector("[data-plain]").hidden = true;
    button.addEventListener("click", () => {
      list.open = false;
      form.editor.focus();
      form.editor.insertBlock(item.querySelector("pre").textContent);
    });
  }
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && list.open && list.contains(event.target)) {
      list.open = false;
      form.editor.focus();
    }
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    list.open = true;
    list.querySelector("[data-snippet]").focus();
  });
}
