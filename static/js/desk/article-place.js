// After a save that loads the page anew, the cursor is where it was. Enter in a one-line field goes on to the next.
const PLACE = "desk-place";

export function rememberPlace(form) {
  const { body } = form.elements;
  const focused = form.querySelector(".field-body").contains(document.activeElement);
  const place = { path: location.pathname, top: scrollY, start: body.selectionStart, end: body.selectionEnd, focused };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
}

export function startPlace(form) {
  const { body } = form.elements;
  for (const [name, next] of [["headline", "dek"], ["dek", "body"]]) {
    form.elements[name].addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      form.elements[next].focus();
    });
  }
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
