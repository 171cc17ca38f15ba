// Sends a form of the plan and puts what comes back in the place of what is there. The server alone knows what came of
// it; what this can't show (an error page, signed out, no network) the form shows by being sent in the usual way.
const place = () => document.getElementById("content-start");

export async function send(form, focus = "", button = null) {
  place().setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!response.ok || !page.getElementById("plan")) throw new Error(response.status);
    place().replaceChildren(...page.getElementById("content-start").childNodes);
    document.getElementById(focus)?.focus();
    document.dispatchEvent(new Event("plan:shown"));
  } catch {
    if (button) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.submit();
  } finally {
    place().removeAttribute("aria-busy");
  }
}
