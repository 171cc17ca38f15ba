// What is typed goes to this browser at once, and to the server when one stops for a moment or has typed for long enough.
import { SignedOut, SomebodyElse, tell } from "./article-messages.js";
import { sendLeft } from "./left-behind.js";
import { forget, put } from "./outbox.js";

const AT_ONCE = 300; // milliseconds after a key, until the browser keeps it
const PAUSE = 2500;
const LONGEST = 7000;
const AGAIN = 4000;
const IDLE = 1500;
const ALIVE = 15_000;
const OWN = new Set(["csrfmiddlewaretoken", "window", "number", "base", "then", "verb"]);

/** The form's fields as [name, value] pairs. */
export function typedIn(form) {
  return [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
}

/** Gives {changed(), save(number…)} for article-saving.js; see the end. */
export function startAutosave(form, status, signIn) {
  const { window: name, number, base } = form.elements;
  const user = Number(document.getElementById("sign-in").dataset.user);
  const read = () => JSON.stringify(typedIn(form));
  let saved = "changed" in form.dataset ? "" : read();
  let kept = form.querySelector(".brought") ? read() : saved;
  let since = 0; // when the first key was pressed that the server has not heard of
  let last = 0; // when a key was pressed last
  let [local, timer, running, held] = [0, 0, false, false];
  let gone = false; // the form is on its way and the page with it

  const next = () => {
    number.value = Number(number.value) + 1;
    return Number(number.value);
  };
  const message = (typed) => ({
    user, window: name.value, number: next(), base: Number(base.value) || null, typed: JSON.parse(typed),
  });

  async function keepHere() {
    const here = read();
    if (here === kept) return;
    const text = { user, window: name.value, url: form.dataset.keepUrl, message: message(here), at: Date.now() };
    if (!(await put(text)) && status.words.nowhere && held) status.say(status.words.nowhere, true);
  }
  function touched() {
    if (read() === kept) return;
    last = Date.now();
    since ||= last;
    clearTimeout(local);
    local = setTimeout(keepHere, AT_ONCE);
    if (held) return;
    if (read() !== saved && "article" in form.dataset) status.say(status.words.changed);
    later(Math.min(PAUSE, since + LONGEST - Date.now()));
  }
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(wait, 0));
  }

  async function send() {
    if (gone) return;
    if (running) return later(PAUSE);
    const typed = read();
    if (typed === kept) return;
    running = true;
    const sent = message(typed);
    since = 0;
    try {
      heard(await tell(form, sent), typed, sent);
    } catch (error) {
      fail(error);
      later(AGAIN);
    } finally {
      running = false;
    }
  }
  function heard({ status: code, answer }, typed, sent) {
    if (answer.kept) {
      kept = typed;
      held = false;
      forget(user, sent.window, read() === typed ? Infinity : sent.number);
      follow(answer);
      if (typed === saved) status.say("");
      else status.say(status.words.kept.replace("{at}", answer.at));
      if (read() !== kept) touched();
    } else if (code === 200 && sent.number >= Number(number.value)) {
      name.value = drawn(); // another window goes by this one's name
      stayOpen();
      later(0);
    } else if (code === 429) {
      later(AGAIN);
    } else if (code !== 200) {
      held = true;
      const { shut, stranger, tooLong } = status.words;
      status.say({ 409: stranger, 413: tooLong }[code] ?? shut, true);
      keepHere();
    }
  }
  function fail(error) {
    held = true;
    keepHere();
    if (error instanceof SignedOut) {
      status.say(status.words.signedOut, true);
      ask();
    } else status.say(error instanceof SomebodyElse ? status.words.stranger : status.words.offline, true);
  }
  let refused = false;
  async function ask() {
    if (refused) return;
    if (Date.now() - last < IDLE) setTimeout(ask, IDLE); // not under the fingers of somebody who types
    else if (await signIn()) later(0);
    else refused = true; // asked once; the line's button asks again
  }
  function follow({ others = [], moved, head }) {
    status.others([...others, Number(base.value) && head !== Number(base.value) ? moved : ""]);
  }

  async function alive() {
    if (!("article" in form.dataset) || running || gone) return;
    try {
      const { status: code, answer } = await tell(form, { user, window: name.value });
      if (code === 200) follow(answer);
      if (held && read() !== kept) later(0);
      else if (code === 200 && held) status.say((held = false) || "");
    } catch (error) {
      if (!held) fail(error);
    }
  }
  async function offerLeft() {
    const offers = await sendLeft(user, form.elements.csrfmiddlewaretoken.value, name.value);
    const place = form.querySelector('[data-part="kept"]');
    const html = offers.get(form.dataset.keepUrl);
    if (html && !place.contains(document.activeElement)) place.innerHTML = html;
  }

  // While this window is open, another one knows by the lock that its text needs no help.
  const stayOpen = () => navigator.locks?.request(name.value, { mode: "shared" }, () => new Promise(() => {}));

  for (const event of ["input", "change"]) form.addEventListener(event, touched);
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && read() !== kept) {
      keepHere();
      later(0);
    }
  });
  addEventListener("pagehide", () => {
    const left = JSON.stringify({ user, window: name.value, left: true });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    fetch(form.dataset.keepUrl, { method: "POST", body: left, headers, keepalive: true, redirect: "manual" }).catch(() => {});
  });
  addEventListener("pageshow", () => {
    gone = false;
  });
  stayOpen();
  setInterval(alive, ALIVE);
  alive();
  offerLeft();
  if (kept === "" && "changed" in form.dataset) touched();

  return {
    next,
    read,
    fail,
    /** That the form is sent and the page goes: nothing more is told from here. */
    leave: () => {
      gone = true;
    },
    isSafe: () => read() === saved,
    /** That `typed` was saved as `number`. */
    wasSaved(typed, sent) {
      saved = kept = typed;
      held = refused = false;
      forget(user, name.value, sent);
      clearTimeout(timer);
      if (read() !== kept) touched();
    },
    retry: () => {
      refused = false;
      later(0);
    },
  };
}

function drawn() {
  const letters = "abcdefghijklmnopqrstuvwxyz012345";
  return [...crypto.getRandomValues(new Uint8Array(22))].map((byte) => letters[byte % 32]).join("");
}
