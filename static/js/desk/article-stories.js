// Stories chosen by hand: a search and an ordered list take the place of the textarea with their addresses.
import { results, suggest } from "./article-suggest.js";

export function startStories(area, address) {
  const list = document.createElement("ol");
  const search = document.createElement("input");
  const titles = new Map(JSON.parse(area.dataset.titles || "[]"));
  const lines = () => area.value.split("\n").map((line) => line.trim()).filter(Boolean);

  function write(now) {
    area.value = now.join("\n");
    area.dispatchEvent(new Event("change", { bubbles: true }));
    draw();
  }
  function button(words, sign, act, disabled = false) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "icon";
    made.textContent = sign;
    made.setAttribute("aria-label", words);
    made.disabled = disabled;
    made.addEventListener("click", act);
    return made;
  }
  function swap(index, other, name) {
    const now = lines();
    [now[index], now[other]] = [now[other], now[index]];
    write(now);
    const moved = list.children[other];
    (moved.querySelector(`[aria-label="${CSS.escape(name)}"]:not(:disabled)`) ?? moved.querySelector("button")).focus();
  }
  function draw() {
    list.replaceChildren(
      ...lines().map((line, index, all) => {
        const item = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = titles.get(line) ?? line;
        const { up, down, remove } = area.dataset;
        item.append(
          name,
          button(up, "↑", () => swap(index, index - 1, up), index === 0),
          button(down, "↓", () => swap(index, index + 1, down), index === all.length - 1),
          button(remove, "×", () => {
            write(all.filter((other) => other !== line));
            search.focus();
          }),
        );
        return item;
      }),
    );
  }

  list.className = "picked";
  search.type = "text";
  search.placeholder = area.dataset.search;
  search.id = `${area.id}_search`;
  const label = area.labels[0];
  if (label) label.htmlFor = search.id;
  area.hidden = true;
  for (const help of area.parentElement.querySelectorAll(".help")) help.hidden = true;
  area.before(list, search);
  suggest(search, {
    async find(words) {
      const chosen = new Set(lines());
      return (await results(address, words)).filter((story) => !chosen.has(story.address));
    },
    label({ headline, at }) {
      const words = document.createElement("span");
      const when = document.createElement("small");
      when.textContent = at;
      words.append(headline, when);
      return words;
    },
    pick(story) {
      titles.set(story.address, story.headline);
      search.value = "";
      write([...lines(), story.address]);
    },
  });
  draw();
}
