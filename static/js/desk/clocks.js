// Times stand in the site's zone. Where the clock of this browser shows another, it is told beside them, and below a
// field for a moment while one types.
const language = document.documentElement.lang || undefined;
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

function offset(zone, at) {
  const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(at);
  return parts.find((part) => part.type === "timeZoneName").value.slice(3); // "+01:00", or "" for UTC itself
}

function minutes(offset) {
  const [, sign, hours, rest] = offset.match(/^([+-])(\d\d):(\d\d)$/) || ["", "+", 0, 0];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(rest));
}

// The day is told where it is another than there, where the clock is `there` minutes from UTC.
function told(words, at, there) {
  const another = new Date(at.valueOf() + there * 60_000).getUTCDate() !== at.getDate();
  const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(another && { day: "numeric", month: "short" }) };
  const time = new Intl.DateTimeFormat(language, parts).format(at);
  return words.replace("{time}", `${time} UTC${offset(here, at).replace("-", "−")}`);
}

function beside(time) {
  const at = new Date(time.dateTime);
  const there = minutes(time.dateTime.match(/[+-]\d\d:\d\d$/)?.[0] ?? "");
  if (Number.isNaN(at.valueOf()) || there === minutes(offset(here, at))) return;
  const place = time.closest(".badge") ?? time;
  const own = document.createElement(place.tagName === "LI" ? "li" : "span");
  own.className = "own-clock";
  own.textContent = told(time.dataset.moment, at, there);
  place.after(" ", own);
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
    const there = at && !Number.isNaN(at.valueOf()) ? offset(input.dataset.zone, at) : null;
    const differs = there !== null && there !== offset(here, at);
    own.textContent = differs ? told(input.dataset.yours, at, minutes(there)) : "";
  };
  input.addEventListener("input", tell);
  tell();
}

document.querySelectorAll("time[data-moment]").forEach(beside);
document.querySelectorAll("input[data-zone]").forEach(below);
