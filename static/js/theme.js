// Runs before the first paint, so that a reader who chose light or dark never sees the other one flash by.
document.documentElement.dataset.scripts = ""; // see .awaits in base.css
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // No storage, no choice: the system's colours it is.
}
