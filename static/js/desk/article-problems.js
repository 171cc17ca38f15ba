// What stops publication is told as of the last save: a line steps back as soon as its field is filled.
export function startProblems(form) {
  function look() {
    for (const list of form.querySelectorAll("[data-problems]")) {
      const lines = [...list.querySelectorAll("li")];
      for (const line of lines) line.hidden = Boolean(form.querySelector(line.querySelector("a").hash)?.value.trim());
      list.hidden = lines.every((line) => line.hidden);
    }
  }
  for (const event of ["input", "change"]) form.addEventListener(event, look);
}
