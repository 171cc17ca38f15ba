// Signing in again in place: the sign-in page's own form in a dialog, over the text that stays as it is.
import { renew, SomebodyElse } from "./article-messages.js";

/** Gives a function that asks to sign in, and resolves to whether one has. */
export function startSignIn(form) {
  const dialog = document.getElementById("sign-in");
  const door = dialog.querySelector("[data-door]");
  const problem = dialog.querySelector("[data-problem]");
  let asked;

  function say(words) {
    problem.textContent = words;
    problem.hidden = !words;
  }
  async function enter() {
    try {
      await renew(form);
      dialog.returnValue = "in";
      dialog.close("in");
    } catch (error) {
      say(error instanceof SomebodyElse ? dialog.dataset.other : dialog.dataset.unreachable);
    }
  }
  // A redirect means that one is in; anything else is the sign-in page, as it is or with what was wrong.
  async function go(url, options = {}) {
    try {
      const response = await fetch(url, { redirect: "manual", ...options });
      if (response.type === "opaqueredirect") return await enter();
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector('form:has([type="password"])');
      say(fresh ? "" : (page.querySelector("main")?.textContent.trim() ?? dialog.dataset.unreachable));
      if (fresh) door.replaceChildren(document.importNode(fresh, true));
      for (const link of door.querySelectorAll("a")) link.target = "_blank";
      door.querySelector(".errors input, input:not([type=hidden])")?.focus();
    } catch {
      say(dialog.dataset.unreachable);
    }
  }
  door.addEventListener("submit", (event) => {
    event.preventDefault();
    go(dialog.dataset.url, { method: "POST", body: new FormData(event.target) });
  });
  dialog.querySelector("[data-later]").addEventListener("click", () => dialog.close());

  return () => {
    asked ??= new Promise((resolve) => {
      const focused = document.activeElement;
      dialog.returnValue = "";
      dialog.showModal();
      go(dialog.dataset.url);
      dialog.addEventListener("close", () => {
        asked = undefined;
        door.replaceChildren();
        focused?.focus();
        resolve(dialog.returnValue === "in");
      }, { once: true });
    });
    return asked;
  };
}
