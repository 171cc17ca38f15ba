// Pictures that are chosen, pasted or dropped. Their words are asked at once; while one is on its way, a sign stands at its
// place in the text and one can go on writing. The text itself changes only when the picture is there.
import { Decoration, EditorView, StateEffect, StateField, WidgetType } from "../../vendor/codemirror/codemirror.js";
import { putBlock } from "./editor-blocks.js";
import { openPicturePicker } from "./picture-dialog.js";

class Coming extends WidgetType {
  constructor(dom) {
    super();
    this.dom = dom;
  }
  toDOM() {
    return this.dom;
  }
}

const begun = StateEffect.define({ map: ({ at, dom }, changes) => ({ at: changes.mapPos(at), dom }) });
const ended = StateEffect.define(); // with the element

export const coming = StateField.define({
  create: () => Decoration.none,
  update(signs, transaction) {
    let now = signs.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(begun)) {
        now = now.update({ add: [Decoration.widget({ widget: new Coming(effect.value.dom), side: 1 }).range(effect.value.at)] });
      } else if (effect.is(ended)) {
        now = now.update({ filter: (from, to, { spec }) => spec.widget.dom !== effect.value });
      }
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Take files one after the other. `at` is where they were dropped; the cursor's place without it. */
export function takePictures(view, desk, files, at = view.state.selection.main.from) {
  const pictures = files.filter((file) => file.type.startsWith("image/"));
  desk.say(pictures.length < files.length ? desk.words.noPicture : "");
  let last = Promise.resolve();
  for (const file of pictures) {
    const dom = sign(view, at, file);
    last = last.then(() => upload(view, desk, file, dom));
  }
  return true;
}

function sign(view, at, file) {
  const dom = document.createElement("span");
  const progress = document.createElement("progress");
  dom.className = "cm-coming";
  progress.setAttribute("aria-label", file.name);
  progress.max = 1;
  progress.value = 0;
  dom.append(file.name, " ", progress);
  view.dispatch({ effects: begun.of({ at, dom }) });
  return dom;
}

function upload(view, desk, file, dom) {
  const progress = dom.querySelector("progress");
  return new Promise((done) => {
    const end = (effects) => {
      view.dispatch({ effects });
      done();
    };
    openPicturePicker({
      file,
      onProgress(sent) {
        if (sent < 1) progress.value = sent;
        else progress.removeAttribute("value"); // now the server works on it
      },
      onChoose(picture) {
        const found = placeOf(view, dom);
        const writing = view.state.selection.main;
        end(ended.of(dom));
        const beside = writing.empty && writing.head === found;
        putBlock(view, figure(picture), { from: found, to: found, quiet: !beside });
        desk.say(known(picture, desk.words));
      },
      onClose: () => end(ended.of(dom)),
    }).catch((error) => {
      desk.say(error.message);
      end(ended.of(dom));
    });
  });
}

function placeOf(view, dom) {
  let place = view.state.selection.main.from;
  for (const it = view.state.field(coming).iter(); it.value; it.next()) if (it.value.spec.widget.dom === dom) place = it.from;
  return place;
}

/** The command of the picture's button: choose one of the library, or add one. */
export const picture = (desk) => (view) => {
  const place = (chosen) => {
    putBlock(view, figure(chosen));
    desk.say(known(chosen, desk.words));
  };
  openPicturePicker({ onChoose: place }).catch((error) => desk.say(error.message));
  return true;
};

function figure({ id, typed = {} }) {
  const options = Object.entries(typed).map(([name, words]) => `    ${name}: ${words}\n`);
  return `/// figure | ${id}\n${options.join("")}///`;
}

// What is said of a file that the library had already; the words typed for it are the options of the figure.
function known({ is_new: isNew, typed = {} }, words) {
  if (isNew !== false) return "";
  return Object.keys(typed).length ? words.knownTyped : words.known;
}
