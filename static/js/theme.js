// Runs before the first paint, so that a reader who chose light or dark never sees the other one flash by.
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // No storage, no choice: the system's colours it is.
}
