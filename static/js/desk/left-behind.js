// What windows that are gone could not send, the next page of the desk sends for them; the server then offers it.
// It also goes there before one signs out, so that nothing of it stays in this browser.
import { all, forget } from "./outbox.js";

const ABANDONED = 20_000; // milliseconds after which a window counts as gone, where the browser can't tell

/** Send what `user` typed in other windows than `but`. Gives what the server offers, by the address it went to. */
export async function sendLeft(user, token, but, everything = false) {
  const open = (await navigator.locks?.query())?.held.map((lock) => lock.name);
  const offers = new Map();
  for (const { message, url, at } of await all(user)) {
    const isOpen = open ? open.includes(message.window) : Date.now() - at < ABANDONED;
    if (message.window === but || (isOpen && !everything)) continue;
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
    const body = JSON.stringify({ ...message, late: true, offers: true });
    const response = await fetch(url, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
    if (!response?.ok) continue;
    await forget(user, message.window, message.number);
    offers.set(url, (await response.json()).offers);
  }
  return offers;
}

const signOut = document.getElementById("logout-form");
const user = Number(signOut?.dataset.user);
const token = signOut?.elements.csrfmiddlewaretoken.value;

signOut?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await sendLeft(user, token, "", true);
  signOut.submit();
});

// The form in which one writes does this itself.
if (signOut && !document.querySelector("#article-form:not([data-read-only])")) {
  const offers = await sendLeft(user, token, "");
  if (offers.size && document.querySelector("[data-shows-kept]")) location.reload();
}
