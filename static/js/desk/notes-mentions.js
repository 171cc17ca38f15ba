// After an @, the people whom a note may mention, in a list that is called `words`. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
const MOST = 8;

export function startMentions(field, people, words) {
  const list = document.createElement("ul");
  let current = 0;
  list.className = "suggest-list";
  list.id = `${field.id}-people`;
  list.role = "listbox";
  list.ariaLabel = words;
  list.hidden = true;
  const box = document.createElement("div");
  box.className = "suggest";
  field.before(box);
  box.append(field, list);

  // The words after the last @ before the cursor.
  const begun = () => /(?:^|[\s(“"])@([^@\n]{0,40})$/u.exec(field.value.slice(0, field.selectionStart));
  function found() {
    const words = begun()?.[1].toLowerCase();
    if (words === undefined) return [];
    return people.filter((name) => ` ${name.toLowerCase()}`.includes(` ${words}`)).slice(0, MOST);
  }
  function close() {
    list.hidden = true;
    field.removeAttribute("aria-activedescendant");
  }
  function mark(index) {
    current = (index + list.children.length) % list.children.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === current)));
    field.setAttribute("aria-activedescendant", list.children[current].id);
  }
  function choose(name) {
    const from = field.selectionStart - begun()[1].length;
    field.setRangeText(`${name} `, from, field.selectionStart, "end");
    close();
  }
  field.addEventListener("input", () => {
    const names = found();
    list.replaceChildren(
      ...names.map((name, index) => {
        const item = document.createElement("li");
        item.role = "option";
        item.id = `${list.id}-${index}`;
        item.textContent = name;
        item.addEventListener("pointerdown", (event) => event.preventDefault());
        item.addEventListener("click", () => choose(name));
        return item;
      }),
    );
    list.hidden = !names.length;
    if (names.length) mark(0);
    else close();
  });
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(current + 1);
    else if (event.key === "ArrowUp") mark(current - 1);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") choose(list.children[current].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
