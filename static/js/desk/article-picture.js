// Words typed for a file that the library had already become the story's own, where it has none yet.
export function startPicture(form) {
  form.elements.hero.addEventListener("picture:chosen", ({ detail: { typed = {} }, target }) => {
    const empty = Object.entries(typed).filter(([name]) => !form.elements[`hero_${name}`].value.trim());
    for (const [name, words] of empty) form.elements[`hero_${name}`].value = words;
    if (!empty.length) return;
    form.elements.hero_alt.dispatchEvent(new Event("input", { bubbles: true }));
    target.closest("[data-picture-input]").querySelector(".picture-status").textContent = form.dataset.typedWords;
  });
}
