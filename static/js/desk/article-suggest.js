// Suggestions under a text field: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/, list with manual selection.
// find(words) gives a promise of choices; label(choice) a node or text; pick(choice) is called with the one chosen.
const PAUSE = 200;
let number = 0;

export function suggest(input, { find, label, pick }) {
  const box = document.createElement("div");
  const list = document.createElement("ul");
  let choices = [];
  let current = -1;
  let timer;
  let asked = 0;

  box.className = "suggest";
  list.className = "suggest-list";
  list.id = `suggest-${++number}`;
  list.role = "listbox";
  list.hidden = true;
  input.before(box);
  box.append(input, list);
  list.setAttribute("aria-label", input.form.dataset.suggestions);
  input.role = "combobox";
  input.autocomplete = "off";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    asked += 1;
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function mark(index) {
    current = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = list.children[index];
    if (!item) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }
  function choose(index) {
    const choice = choices[index];
    close();
    if (choice !== undefined) pick(choice);
  }
  async function ask() {
    const mine = ++asked;
    const found = await find(input.value).catch(() => []);
    if (mine !== asked) return;
    choices = found;
    list.replaceChildren(
      ...choices.map((choice, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.role = "option";
        item.append(label(choice));
        item.addEventListener("pointerdown", (event) => event.preventDefault());
        item.addEventListener("click", () => choose(index));
        return item;
      }),
    );
    list.hidden = !choices.length;
    input.setAttribute("aria-expanded", String(Boolean(choices.length)));
    mark(-1);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown") mark(Math.min(current + 1, choices.length - 1));
    else if (event.key === "ArrowUp" && !list.hidden) mark(Math.max(current - 1, 0));
    else if (event.key === "Enter" && !list.hidden && current >= 0) choose(current);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  return { ask, close };
}

export async function results(address, words) {
  const response = await fetch(`${address}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).results;
}
