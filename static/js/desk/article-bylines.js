// The rows of bylines: buttons to add, remove and move take the place of the numbers and of the empty rows.
export function startBylines(list) {
  const rows = () => [...list.children];
  const author = (row) => row.querySelector("select");
  const template = rows().at(-1).cloneNode(true);
  author(template).value = "";

  function number() {
    add.id = list.children.length ? "" : "id_bylines-1"; // where links to the bylines lead
    rows().forEach((row, index, all) => {
      row.querySelector(".byline-place").value = index + 1;
      author(row).id = `id_bylines-${index + 1}`;
      row.querySelector("[data-up]").disabled = index === 0;
      row.querySelector("[data-down]").disabled = index === all.length - 1;
    });
  }
  function changed(focus) {
    number();
    list.dispatchEvent(new Event("change", { bubbles: true }));
    focus?.focus();
  }
  function dress(row) {
    row.querySelector(".byline-place").type = "hidden";
    row.querySelector(".byline-tools").hidden = false;
  }

  const add = document.createElement("button");
  add.type = "button";
  add.className = "button quiet";
  add.textContent = list.dataset.add;
  add.addEventListener("click", () => {
    const row = template.cloneNode(true);
    dress(row);
    list.append(row);
    changed(author(row));
  });
  list.after(add);

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest(".byline-row");
    if (!row) return;
    if ("up" in button.dataset) row.previousElementSibling.before(row);
    else if ("down" in button.dataset) row.nextElementSibling.after(row);
    else {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      changed(next ? author(next) : add);
      return;
    }
    changed();
    (button.disabled ? row.querySelector(".icon:not(:disabled)") : button).focus();
  });

  for (const row of rows()) {
    if (author(row).value) dress(row);
    else row.remove();
  }
  number();
}
