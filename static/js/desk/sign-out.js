// Nothing of what one typed stays in this browser after one has signed out: it goes to the server first.
import { all, forget } from "./outbox.js";

const form = document.getElementById("logout-form");
const user = Number(form?.dataset.user);

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = form.elements.csrfmiddlewaretoken.value;
  for (const { message, url } of await all(user)) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token };
    const body = JSON.stringify({ ...message, late: true });
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual" }).catch(() => null);
    if (answer?.ok) await forget(user, message.window);
  }
  form.submit();
});
