// The calendar: what is due or planned is dragged to another day, or moved there by Shift and an arrow key.
import { draggable } from "./plan-drag.js";
import { send } from "./plan-send.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function move(entry, day) {
  const form = document.getElementById("replan");
  form.elements.what.value = entry.dataset.what;
  form.elements.seen.value = entry.dataset.seen;
  form.elements.day.value = day;
  send(form, entry.dataset.what);
}

function shifted(day, number) {
  const date = new Date(`${day}T12:00:00Z`); // a day of the calendar, in no zone
  date.setUTCDate(date.getUTCDate() + number);
  return date.toISOString().slice(0, 10);
}

draggable("[data-what]", ".plan-day", (entry, day) => move(entry, day.dataset.day));

document.addEventListener("keydown", (event) => {
  const entry = event.shiftKey && !event.ctrlKey && !event.altKey && event.target.closest?.("[data-what]");
  if (!entry || !(event.key in STEPS)) return;
  event.preventDefault();
  move(entry, shifted(entry.closest("[data-day]").dataset.day, STEPS[event.key]));
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("#replan, .plan-moved")) return;
  event.preventDefault();
  send(event.target, event.target.elements.what.value);
});
