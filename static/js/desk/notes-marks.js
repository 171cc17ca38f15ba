// Notes in the editor: marks on their passages, which move with the text, and a button for what is selected.
import { Decoration, EditorView, StateEffect, StateField } from "../../vendor/codemirror/codemirror.js";

/** Where `passage` begins in `text`, of several places the one nearest to `start`; -1 where it isn't there. */
export function nearest(text, passage, start) {
  let best = -1;
  for (let at = text.indexOf(passage); at >= 0; at = text.indexOf(passage, at + 1)) {
    if (best < 0 || Math.abs(at - start) < Math.abs(best - start)) best = at;
    if (at > start) break;
  }
  return best;
}

/** Gives a function that marks the passages of [{id, passage, start}]. A press on one calls `pressed(id)`. */
export function markPassages(editor, pressed) {
  const set = StateEffect.define();
  const marks = StateField.define({
    create: () => Decoration.none,
    update(now, transaction) {
      const given = transaction.effects.find((effect) => effect.is(set));
      return given ? given.value : now.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
  const press = EditorView.domEventHandlers({
    click(event) {
      const passage = event.target.closest("[data-note]");
      if (passage) pressed(passage.dataset.note);
    },
  });
  editor.view.dispatch({ effects: StateEffect.appendConfig.of([marks, press]) });
  return (notes) => {
    const text = editor.text;
    const places = notes.map((note) => ({ ...note, at: nearest(text, note.passage, note.start) })).filter(({ at }) => at >= 0);
    const ranges = places.map(({ id, passage, at }) => Decoration.mark({ class: "cm-noted", attributes: { "data-note": id } }).range(at, at + passage.length));
    editor.view.dispatch({ effects: set.of(Decoration.set(ranges, true)) });
  };
}

/** Shows a button called `words` at the end of `place` while something is selected: there it covers no text. */
export function offerNote(editor, place, words, pressed) {
  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "button";
  offer.textContent = words;
  offer.addEventListener("pointerdown", (event) => event.preventDefault());
  offer.addEventListener("click", pressed);
  const show = () => (offer.hidden = editor.selection.from === editor.selection.to);
  place.append(offer);
  editor.onChange(show);
  show();
}
