// Keeps what was typed from getting lost: Ctrl+S saves, leaving with unsaved words asks, a second press does nothing,
// and after a save the cursor is where it was.
const PLACE = "desk-place";

export function startKeeping(form) {
  const saved = form.querySelector(".write-saved");
  const body = form.elements.body;
  let changed = "changed" in form.dataset;
  let sent = false;

  const touch = () => {
    changed = true;
    saved.textContent = saved.dataset.unsaved;
  };
  form.addEventListener("input", touch);
  form.addEventListener("change", touch);

  addEventListener("beforeunload", (event) => {
    if (changed && !sent) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    sent = false;
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  });
  // Headline and standfirst are one line each: Enter goes on to the next field.
  for (const [name, next] of [["headline", "dek"], ["dek", "body"]]) {
    form.elements[name].addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      form.elements[next].focus();
    });
  }
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget === "_blank") return;
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    const place = { path: location.pathname, top: scrollY, start: body.selectionStart, end: body.selectionEnd };
    const focused = document.activeElement === body;
    sessionStorage.setItem(PLACE, JSON.stringify({ ...place, focused }));
  });

  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  const refused = form.querySelector(".note.error");
  if (refused) {
    refused.tabIndex = -1;
    refused.focus();
    return;
  }
  if (place?.path !== location.pathname) return;
  if (place.focused) {
    body.focus({ preventScroll: true });
    body.setSelectionRange(place.start, place.end);
  }
  scrollTo({ top: place.top });
}
