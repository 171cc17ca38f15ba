// Times stand in the site's zone. Where the clock of this browser shows another, it is told beside them, and below a
// field for a moment while one types.
const language = document.documentElement.lang || undefined;
const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

function offset(zone, at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName").value.slice(3); // "+01:00", or "" for UTC itself
}

function minutes(offset) {
  const [, sign, hours, rest] = offset.match(/^([+-])(\d\d):(\d\d)$/) || ["", "+", 0, 0];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(rest));
}

const told = (words, at) => words.replace("{time}", `${format.format(at)} UTC${offset(here, at).replace("-", "−")}`);

function beside(time) {
  const at = new Date(time.dateTime);
  const there = time.dateTime.match(/[+-]\d\d:\d\d$/)?.[0] ?? "";
  if (Number.isNaN(at.valueOf()) || minutes(there) === minutes(offset(here, at))) return;
  const own = document.createElement("span");
  own.className = "own-clock";
  own.textContent = told(time.dataset.moment, at);
  time.after(" ", own);
}

// The moment at which the clock of `zone` shows `text`. In an hour shown twice or never the server asks which is meant.
function moment(text, zone) {
  const wall = Date.parse(`${text}Z`);
  const guess = new Date(wall - minutes(offset(zone, new Date(wall))) * 60_000);
  return new Date(wall - minutes(offset(zone, guess)) * 60_000);
}

function below(input) {
  const own = document.createElement("p");
  own.className = "help own-clock";
  own.setAttribute("aria-live", "polite");
  input.after(own);
  const tell = () => {
    const at = input.value && moment(input.value, input.dataset.zone);
    const differs = at && !Number.isNaN(at.valueOf()) && offset(here, at) !== offset(input.dataset.zone, at);
    own.textContent = differs ? told(input.dataset.yours, at) : "";
  };
  input.addEventListener("input", tell);
  tell();
}

document.querySelectorAll("time[data-moment]").forEach(beside);
document.querySelectorAll("input[data-zone]").forEach(below);
