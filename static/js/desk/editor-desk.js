// What the parts of an editor share: its toolbar with the words for people, its form, and where it says something.

/** {bar, form, words, panels, say(text), has(name), button(name), buttons(), clone(name), dialog(name)} */
export function deskOf(area) {
  const bar = document.querySelector(`[data-toolbar="#${area.id}"]`);
  const frame = bar.parentElement;
  const button = (name) => bar.querySelector(`[data-act="${name}"]`);
  const clone = (name) => frame.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
  return {
    bar,
    form: area.form,
    words: frame.dataset,
    panels: frame.querySelector("[data-panels]"),
    say(text) {
      frame.querySelector("[data-said]").textContent = text;
    },
    has: (name) => Boolean(button(name)),
    button,
    buttons: () => [...bar.querySelectorAll("[data-act]")],
    clone,
    /** A new dialog of the template; gone when it is closed. */
    dialog(name) {
      const dialog = clone(name);
      document.body.append(dialog);
      dialog.addEventListener("close", () => dialog.remove());
      dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      return dialog;
    },
  };
}
