// Adds "Copy link" to the list of share links, where the browser can write to the clipboard.
const list = document.querySelector("[data-copy-link]");

if (list && navigator.clipboard) {
  const { copyLink: address, copyLabel: label, copiedLabel: done } = list.dataset;
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(address);
    button.textContent = done;
    setTimeout(() => (button.textContent = label), 2500);
  });
  item.append(button);
  list.prepend(item);
}
