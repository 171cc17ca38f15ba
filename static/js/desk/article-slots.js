// The front page's slots: a search that puts any live story into a slot's list, and chooses it.
import { results, suggest } from "./article-suggest.js";
import { startMoving } from "./slots-moving.js";

for (const form of document.querySelectorAll("form.slots")) {
  for (const select of form.querySelectorAll("select")) start(select, form.dataset);
  startMoving(form);
}

function start(select, { storiesUrl, search: words }) {
  const search = document.createElement("input");
  search.type = "text";
  search.placeholder = words;
  search.setAttribute("aria-label", `${select.labels[0].textContent}: ${words}`);
  select.after(search);
  suggest(search, {
    find: (typed) => results(storiesUrl, typed),
    label({ headline, at }) {
      const line = document.createElement("span");
      const when = document.createElement("small");
      when.textContent = at;
      line.append(headline, when);
      return line;
    },
    pick({ id, headline, at }) {
      if (![...select.options].some((option) => option.value === String(id))) {
        select.add(new Option(`${headline} · ${at}`, id));
      }
      select.value = id;
      search.value = "";
      select.focus();
    },
  });
}
