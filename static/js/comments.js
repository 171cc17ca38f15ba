// Opens the comment form in its place on the page and sends it from there; what was typed stays until it has arrived.
// Without this file the same links and forms lead to pages of their own.
const place = Object.assign(document.createElement("div"), { className: "talk-place" });
let opener;

const drafts = (act) => { try { return act(sessionStorage); } catch { /* no storage, no draft */ } };

async function get(address, options) {
  const response = await fetch(address, { headers: { "X-Requested-With": "fetch" }, ...options });
  const html = await response.text();
  if (/^\s*<!doctype/i.test(html)) throw new Error(response.status); // a whole page: an error's, or a stranger's
  return [html, response];
}

function show(box, html) {
  box.innerHTML = html;
  const form = box.querySelector("form");
  const saved = form && drafts((store) => JSON.parse(store.getItem(form.action)));
  const fields = form ? [...form.querySelectorAll(".field :is(input, textarea)")] : [];
  for (const field of fields) field.value ||= saved?.[field.name] ?? "";
  const first = box.querySelector("[aria-invalid=true], [tabindex='-1']:not(input)");
  (first ?? fields.find((field) => !field.value) ?? fields.at(-1)).focus();
}

addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-comment-form], .talk-place a[data-comment-cancel]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (place.contains(link)) return place.remove(), opener.focus();
  try {
    const [html] = await get(link.href);
    opener = link;
    link.closest(".comment, .talk-head").after(place);
    show(place, html);
  } catch {
    location = link.href;
  }
});

addEventListener("input", ({ target: { form } }) => {
  if (form?.matches("[data-comment-form]")) drafts((store) => store.setItem(form.action, JSON.stringify(Object.fromEntries(new FormData(form)))));
});

addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  if (!form.matches("[data-comment-form]")) return;
  event.preventDefault();
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  form.inert = true;
  try {
    const [html, response] = await get(form.action, { method: "POST", body });
    if (response.status === 201) drafts((store) => store.removeItem(form.action));
    if (response.status === 201 && !place.contains(form)) location = response.headers.get("Location");
    else show(form.parentElement, html);
  } catch {
    form.inert = false;
    form.querySelector("[data-offline]").hidden = false;
    submitter?.focus();
  }
});
