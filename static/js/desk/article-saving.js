// Ctrl+S and the Save button save in place: the page and the cursor stay. Where the server has to put two people's work
// together, or a verb follows, the form is sent as it would be without scripts, once somebody is there to answer.
import { post, renew, SignedOut } from "./article-messages.js";
import { rememberPlace } from "./article-place.js";

const AGAIN = 4000; // milliseconds

export function startSaving(form, autosave, status, signIn) {
  let running = false;
  let again = false;
  let sent = false;
  let asking = false;
  let leaving = false; // the form's own sending, when somebody has answered

  async function save() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    status.say(status.words.saving);
    try {
      const number = autosave.next();
      const typed = autosave.read();
      const posted = form.elements.slug.value;
      const response = await post(form, form.action, () => new FormData(form));
      if (response.status === 409) return leave();
      const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
      if (response.ok && answer) took(answer, typed, number, posted);
      else if (answer?.errors) refuse(answer.errors);
      else if (answer?.error) status.say(status.words.shut, true);
      else throw new TypeError(String(response.status));
    } catch (error) {
      if (!(error instanceof SignedOut)) {
        autosave.fail(error);
        setTimeout(save, AGAIN); // as soon as somebody answers
      } else if (await signIn()) again = true;
      else status.say(status.words.signedOut, true);
    } finally {
      running = false;
      if (again) {
        again = false;
        save();
      }
    }
  }
  function took({ base, slug, said, parts }, typed, number, posted) {
    form.elements.base.value = base;
    if (form.elements.slug.value === posted) form.elements.slug.value = slug;
    for (const old of form.querySelectorAll(".field > .errorlist")) old.remove();
    for (const field of form.querySelectorAll(".has-errors")) field.classList.remove("has-errors");
    for (const [name, html] of Object.entries(parts)) {
      const place = form.querySelector(`[data-part="${name}"]`);
      if (!place) continue;
      const button = place.contains(document.activeElement);
      place.innerHTML = html;
      if (button) place.querySelector("[data-save]")?.focus();
    }
    const isSlug = ([name]) => name === "slug";
    const fresh = JSON.parse(typed).map((pair) => (isSlug(pair) ? ["slug", form.elements.slug.value] : pair));
    form.querySelector(".brought")?.remove();
    if (new URLSearchParams(location.search).has("window")) history.replaceState(null, "", location.pathname);
    autosave.wasSaved(JSON.stringify(fresh), number);
    status.savedAt(said);
    form.dispatchEvent(new CustomEvent("saved"));
  }
  function refuse(errors) {
    for (const old of form.querySelectorAll(".field > .errorlist")) old.remove();
    for (const [name, sentences] of Object.entries(errors)) {
      const field = form.querySelector(`.field-${name}`) ?? form.querySelector(".field-headline");
      const list = document.createElement("ul");
      list.className = "errorlist";
      list.setAttribute("role", "alert");
      list.append(...sentences.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
      field.classList.add("has-errors");
      (field.querySelector(":scope > label, :scope > legend") ?? field.firstElementChild).after(list);
    }
    status.say(status.words.refused, true);
    const first = Object.keys(errors).find((name) => form.elements[name]);
    form.elements[first]?.focus?.();
  }
  function leave() {
    sent = true;
    rememberPlace(form);
    form.submit();
  }

  // Leave by `button`, but never for the browser's own page about a lost connection.
  async function goOn(button) {
    if (asking) return;
    asking = true;
    try {
      await renew(form);
      sent = true;
      if (button && !button.isConnected) { // a save has drawn it anew meanwhile
        button.hidden = true;
        form.append(button);
      }
      if (!("leaving" in (button?.dataset ?? {}))) autosave.next();
      rememberPlace(form);
      autosave.leave();
      leaving = true;
      form.requestSubmit(button);
    } catch (error) {
      if (!(error instanceof TypeError)) autosave.fail(error);
      else if (button && !("save" in button.dataset)) status.say(status.words.needs, true);
      else {
        autosave.fail(error);
        setTimeout(goOn, AGAIN, button);
      }
    } finally {
      asking = leaving = false;
    }
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.formTarget === "_blank") return;
    if (leaving) return;
    event.preventDefault();
    if (sent) return;
    if ("article" in form.dataset && (!button || "save" in button.dataset)) save();
    else goOn(button);
  });
  addEventListener("beforeunload", (event) => {
    if (!autosave.isSafe() && !sent) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    sent = false;
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-save]"));
  });
}
