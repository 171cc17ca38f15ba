// Words and reading time while somebody writes. The server counts exactly with each preview; between two of them its
// figure moves by what the text has gained or lost, so that it never jumps. With a selection, that one's words too.
const PAUSE = 250;
const SKIPPED = /^ {0,3}(`{3,}|~{3,})[^]*?^ {0,3}\1|^\/{3,}.*(?:\n {4,}[\w-]+:.*)*|\]\([^)]*\)|\[\^[^\]]*\]:?|^ {0,3}!\[.*$|<[^>\n]*>/gm;

/** Words of a text in Markdown, about as readers see them. */
export function wordsIn(text) {
  return text.replace(SKIPPED, " ").match(/[\p{L}\p{N}][^\s|]*/gu)?.length ?? 0;
}

export function startCount(form, editor, place) {
  let off = 0; // the server's count less ours, for the same text
  let pace; // words a minute
  let timer;

  function show() {
    if (!pace) return;
    const { from, to } = editor.selection;
    const words = Math.max(0, wordsIn(editor.text) + off);
    const minutes = Math.max(1, Math.round(words / pace));
    const all = !words ? place.dataset.empty : place.dataset.template.replace("{words}", words).replace("{minutes}", minutes);
    const part = from === to ? 0 : wordsIn(editor.view.state.sliceDoc(from, to));
    place.textContent = part ? `${all} · ${place.dataset.selected.replace("{words}", part)}` : all;
  }
  editor.onChange(() => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  form.addEventListener("preview:counted", ({ detail }) => {
    off = detail.words - wordsIn(detail.body);
    pace = detail.pace;
    show();
  });
}
