// Stories move from slot to slot: by the mouse, or by keys, as https://www.w3.org/WAI/ARIA/apg/ has no pattern for, but
// readers of screens know it: Space picks up and drops, arrows move, Esc puts back. The slots stay, their stories move.
export function startMoving(form) {
  const rows = [...form.querySelectorAll("[data-slot]")];
  const said = form.querySelector("[data-said]");
  const selects = rows.map((row) => row.querySelector("select"));
  const handles = rows.map((row) => row.querySelector(".slot-handle"));
  let held = null; // {at, values}: where a story that was picked up is now, and how all was before

  const values = () => selects.map((select) => select.value);
  function put(wanted) {
    const options = selects.flatMap((select) => [...select.options]);
    selects.forEach((select, index) => {
      const there = [...select.options].some((option) => option.value === wanted[index]);
      if (!there) select.add(options.find((option) => option.value === wanted[index]).cloneNode(true));
      select.value = wanted[index];
      rows[index].querySelector(".slot-shows")?.remove(); // what was true of what was saved
    });
  }
  function say(deed, index) {
    const story = selects[index].selectedOptions[0].textContent;
    const slot = rows[index].querySelector("label").textContent;
    said.textContent = form.dataset[deed].replace("{story}", story).replace("{slot}", slot);
  }
  function move(from, to) {
    if (to < 0 || to >= rows.length || to === from) return false;
    const wanted = values();
    wanted.splice(to, 0, ...wanted.splice(from, 1));
    put(wanted);
    return true;
  }
  function hold(index) {
    held = index === null ? null : { at: index, values: held?.values ?? values() };
    rows.forEach((row, n) => row.classList.toggle("held", n === index));
    handles.forEach((handle, n) => handle.setAttribute("aria-pressed", String(n === index)));
  }
  function pressed(event, index) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === " " || event.key === "Enter") {
      say(held ? "dropped" : "picked", index);
      hold(held ? null : index);
    } else if (held && step) {
      if (!move(index, index + step)) return event.preventDefault();
      hold(index + step);
      const kept = held;
      handles[index + step].focus(); // which ends what is held at the handle that loses the focus
      held = kept;
      hold(index + step);
      say("moved", index + step);
    } else if (held && event.key === "Escape") {
      put(held.values);
      hold(null);
      say("back", index);
    } else return;
    event.preventDefault();
  }

  form.querySelector("[data-help]").hidden = false;
  handles.forEach((handle, index) => {
    handle.hidden = false;
    handle.addEventListener("keydown", (event) => pressed(event, index));
    handle.addEventListener("blur", () => hold(null));
    handle.addEventListener("dragstart", (event) => {
      event.dataTransfer.setData("text/x-slot", String(index));
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(rows[index], 12, 12);
    });
  });
  rows.forEach((row, index) => {
    const ours = (event) => event.dataTransfer.types.includes("text/x-slot");
    row.addEventListener("dragover", (event) => {
      if (!ours(event)) return;
      event.preventDefault();
      row.classList.add("over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => {
      row.classList.remove("over");
      if (!ours(event)) return;
      event.preventDefault();
      if (move(Number(event.dataTransfer.getData("text/x-slot")), index)) say("dropped", index);
    });
  });
}
