// The moderators' queue from the keyboard: j and k move, a, r and s decide, x selects, u takes the last decision back.
const rows = [...document.querySelectorAll("#result_list tbody tr")];
const verbs = { a: "approved", r: "rejected", s: "spam", h: "held" };
const store = "comments-row";
let here = -1;

function go(place) {
  rows[here]?.removeAttribute("aria-current");
  here = Math.max(0, Math.min(place, rows.length - 1));
  rows[here].setAttribute("aria-current", "true");
  rows[here].focus();
}

// A decision loads the page again; the next comment has then taken the place of the one that is gone.
function press(button) {
  if (!button) return;
  sessionStorage.setItem(store, Math.max(0, here));
  button.click();
}

for (const [place, row] of rows.entries()) {
  row.tabIndex = -1;
  row.addEventListener("focusin", () => {
    if (place !== here) go(place);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "u") return press(document.querySelector("[name=decide][value=undo]"));
  if (!rows.length) return;
  if (event.key === "j") go(here + 1);
  else if (event.key === "k") go(here - 1);
  else if (here < 0) return;
  else if (event.key === "x") rows[here].querySelector("input.action-select")?.click();
  else if (verbs[event.key]) press(rows[here].querySelector(`[data-verb=${verbs[event.key]}]`));
});

const last = sessionStorage.getItem(store);
sessionStorage.removeItem(store);
if (last !== null && rows.length) go(Number(last));
