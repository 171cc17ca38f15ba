// CodeMirror in the place of a textarea with Markdown. Without this script the textarea works as it is.
import {
  defaultKeymap, dropCursor, EditorState, EditorView, history, historyKeymap, indentUnit, keymap, placeholder, searchKeymap,
} from "../../vendor/codemirror/codemirror.js";
import { apiOf } from "./editor-api.js";
import { deskOf } from "./editor-desk.js";
import { offers } from "./editor-embed.js";
import { bindField, keepInStep } from "./editor-field.js";
import { brightParagraph, startFocus } from "./editor-focus.js";
import { language } from "./editor-language.js";
import { paste } from "./editor-paste.js";
import { coming } from "./editor-pictures.js";
import { smartQuotes } from "./editor-quotes.js";
import { searching } from "./editor-search.js";
import { goOn } from "./editor-text.js";
import { keysOf, startToolbar } from "./editor-toolbar.js";

/**
 * Put the editor in the place of `area`, whose toolbar names it by data-toolbar="#its-id". Gives what other scripts may
 * do with it (see editor-api.js), which stands at form.editor too.
 */
export function startEditor(area) {
  const desk = deskOf(area);
  const listeners = [];
  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        EditorView.cspNonce.of(desk.bar.nonce),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of(attributesOf(area)),
        EditorState.tabSize.of(4),
        indentUnit.of("    "),
        placeholder(area.placeholder),
        history({ newGroupDelay: 700 }),
        dropCursor(),
        language,
        smartQuotes(desk.words.quotes.split(" ")),
        brightParagraph,
        searching(desk),
        offers,
        coming,
        paste(desk),
        keysOf(desk),
        keymap.of([{ key: "Enter", run: goOn }, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) keepInStep(area, update.state.doc.toString());
          if (update.docChanged || update.selectionSet) for (const listen of listeners) listen(update);
        }),
      ],
    }),
  });
  const editor = apiOf(view, listeners);
  area.after(view.dom);
  bindField(area, editor);
  startToolbar(desk, view);
  if (desk.has("focus")) startFocus(view);
  area.form.editor = editor;
  return editor;
}

// How the field is called and described is said of the editor too.
function attributesOf(area) {
  const names = { spellcheck: "true", autocapitalize: "sentences", autocorrect: "on", "aria-multiline": "true", dir: "auto" };
  const [label] = area.labels;
  if (label) {
    label.id ||= `${area.id}_label`;
    names["aria-labelledby"] = label.id;
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (area.hasAttribute(name)) names[name] = area.getAttribute(name);
  }
  return names;
}
