// Shows "Copy link", first of the share links, where the browser can write to the clipboard.
const item = document.querySelector("[data-copy]");

if (item && navigator.clipboard) {
  const button = item.querySelector("button");
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(item.dataset.copy);
    button.textContent = item.dataset.copied;
    setTimeout(() => (button.textContent = label), 2500);
  });
  item.hidden = false;
}
