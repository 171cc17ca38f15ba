// Messages from a form that stays open for hours to the server, which may have signed its writer out since.
export class SignedOut extends Error {}
export class SomebodyElse extends Error {}

/**
 * Post what `body()` gives. A token that has grown old is renewed. Raises SignedOut, SomebodyElse, and TypeError where
 * nobody answers.
 */
export async function post(form, url, body, headers = {}) {
  for (let renewed = false; ; renewed = true) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const response = await fetch(url, {
      method: "POST",
      body: body(),
      redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": token, ...headers },
    });
    if (response.type === "opaqueredirect") throw new SignedOut();
    if (response.status !== 403 || renewed) return response;
    await renew(form);
  }
}

/** Fetch a new token for every form of the page. Raises SignedOut, SomebodyElse. */
export async function renew(form) {
  const { whomUrl, user } = document.getElementById("sign-in").dataset;
  const response = await fetch(whomUrl, { redirect: "manual", headers: { Accept: "application/json" } });
  if (response.type === "opaqueredirect") throw new SignedOut();
  if (!response.ok) throw new TypeError(String(response.status));
  const now = await response.json();
  if (String(now.user) !== user) throw new SomebodyElse();
  for (const field of document.querySelectorAll('[name="csrfmiddlewaretoken"]')) field.value = now.token;
}

/** Post `message` to the form's keeper. Gives {status, answer}. */
export async function tell(form, message, url = form.dataset.keepUrl) {
  const response = await post(form, url, () => JSON.stringify(message), { "Content-Type": "application/json" });
  if (response.status >= 500) throw new TypeError(String(response.status));
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return { status: response.status, answer: isJson ? await response.json() : {} };
}
