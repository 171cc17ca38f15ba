// The button that turns light into dark and back. The choice stays in this browser; no cookie is set.
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const button = document.querySelector("[data-theme-switch]");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
const show = () => button.setAttribute("aria-pressed", isDark());

function turn() {
  const dark = !isDark();
  if (dark === system.matches) delete root.dataset.theme; // back in step with the system: follow it again
  else root.dataset.theme = dark ? "dark" : "light";
  try {
    if (root.dataset.theme) localStorage.setItem("theme", root.dataset.theme);
    else localStorage.removeItem("theme");
  } catch {
    // It holds for this page, then.
  }
  show();
}

if (button) {
  button.addEventListener("click", turn);
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}
