// Find and replace, in the desk's own look. The words and the form come from the toolbar's template.
import {
  closeSearchPanel, findNext, findPrevious, getSearchQuery, openSearchPanel, panels, replaceAll, replaceNext, search,
  SearchQuery, setSearchQuery,
} from "../../vendor/codemirror/codemirror.js";

const MOST = 9_999;

export function searching(desk) {
  return [panels({ topContainer: desk.panels }), search({ top: true, createPanel: (view) => panelOf(view, desk) })];
}

function panelOf(view, desk) {
  const dom = desk.clone("search");
  const field = (name) => dom.querySelector(`[data-field="${name}"]`);
  const count = dom.querySelector("[data-count]");
  let timer;

  function commit() {
    const query = new SearchQuery({
      search: field("search").value,
      replace: field("replace").value,
      caseSensitive: field("case").getAttribute("aria-pressed") === "true",
      wholeWord: field("word").getAttribute("aria-pressed") === "true",
      literal: true,
    });
    if (query.eq(getSearchQuery(view.state))) return;
    view.dispatch({ effects: setSearchQuery.of(query) });
  }
  // How many there are is counted a moment later, so that typing never waits for it.
  function recount() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const query = getSearchQuery(view.state);
      const { from, to } = view.state.selection.main;
      let [all, here] = [0, 0];
      if (query.valid) {
        for (const it = query.getCursor(view.state); all < MOST && !it.next().done; ) {
          all += 1;
          if (it.value.from === from && it.value.to === to) here = all;
        }
      }
      const words = here ? desk.words.countHere : desk.words.count;
      count.textContent = query.search ? words.replace("{here}", here).replace("{all}", all) : "";
    }, 120);
  }
  const acts = { next: findNext, previous: findPrevious, replace: replaceNext, all: replaceAll, close: closeSearchPanel };

  dom.addEventListener("input", (event) => {
    event.stopPropagation(); // it is no field of the form's
    commit();
  });
  dom.addEventListener("change", (event) => event.stopPropagation());
  dom.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.do) acts[button.dataset.do](view);
    else if (button.hasAttribute("aria-pressed")) {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      commit();
    }
    if (button.dataset.do === "close") view.focus();
  });
  dom.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const inSearch = event.target === field("search");
    if (event.key === "Enter" && (inSearch || event.target === field("replace"))) {
      commit();
      if (inSearch) (event.shiftKey ? findPrevious : findNext)(view);
      else (event.ctrlKey || event.metaKey ? replaceAll : replaceNext)(view);
    } else if (event.key === "Escape") {
      closeSearchPanel(view);
      view.focus();
    } else if (event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      field("search").select();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    dom,
    top: true,
    mount() {
      const query = getSearchQuery(view.state);
      field("search").value = query.search;
      field("replace").value = query.replace;
      field("search").setAttribute("main-field", "true"); // where openSearchPanel puts the focus
      field("search").select();
      recount();
    },
    update(update) {
      const changed = update.transactions.some((one) => one.effects.some((effect) => effect.is(setSearchQuery)));
      if (changed) {
        const query = getSearchQuery(update.state);
        if (field("search").value !== query.search) field("search").value = query.search;
      }
      if (changed || update.docChanged || update.selectionSet) recount();
    },
    destroy: () => clearTimeout(timer),
  };
}

/** Open it with what is selected, or go to its field. */
export const find = (view) => openSearchPanel(view);
