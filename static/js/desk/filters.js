// Closes an open filter when something else is pressed, and by Escape.
const open = () => document.querySelector("details.filter[open]");

document.addEventListener("click", (event) => {
  const filter = open();
  if (filter && !filter.contains(event.target)) filter.open = false;
});
document.addEventListener("keydown", (event) => {
  const filter = open();
  if (!filter || event.key !== "Escape") return;
  filter.open = false;
  filter.querySelector("summary").focus();
});
