// Lets elements be dragged onto others: `moved(element, target)` is called for a drop. Listens on the document, so that it
// goes on when the page's content was replaced. Where `may(element, target)` says no, nothing can be dropped.
export function draggable(what, onto, moved, may = () => true) {
  let held = null;
  const target = (event) => held && event.target.closest?.(onto);
  const clear = () => document.querySelectorAll(".plan-over").forEach((element) => element.classList.remove("plan-over"));

  document.addEventListener("dragstart", (event) => {
    held = event.target.closest?.(what);
    if (!held) return;
    held.classList.add("plan-held");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.textContent.trim());
  });
  document.addEventListener("dragover", (event) => {
    const over = target(event);
    clear();
    if (!over || over.contains(held) || !may(held, over)) return;
    event.preventDefault();
    over.classList.add("plan-over");
  });
  document.addEventListener("drop", (event) => {
    const over = target(event);
    if (!over || over.contains(held) || !may(held, over)) return;
    event.preventDefault();
    moved(held, over);
  });
  document.addEventListener("dragend", () => {
    held?.classList.remove("plan-held");
    held = null;
    clear();
  });
}
