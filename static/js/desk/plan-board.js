// The board: to drop a card in a column is to press what leads there in its menu; what is not in its menu can't be done.
import { draggable } from "./plan-drag.js";
import { send } from "./plan-send.js";

const way = (card, column) => card.querySelector(`[data-to="${column.dataset.column}"]`);

draggable("[data-card]", "[data-column]", (card, column) => way(card, column).click(), (card, column) => way(card, column));

// What has to be said with a move is asked at once, over the board.
function ask(link) {
  const dialog = document.getElementById("board-why");
  const form = dialog.querySelector("form");
  const card = link.closest("[data-card]");
  form.elements.move.value = link.dataset.move;
  form.elements.reason.value = "";
  dialog.querySelector("h2").textContent = card.querySelector(".board-title").textContent;
  dialog.querySelector(".board-why-asks").textContent = link.dataset.asks;
  dialog.querySelector(".primary").textContent = link.textContent.replace("…", "");
  link.closest("details").open = false;
  dialog.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-asks]");
  if (link) {
    event.preventDefault();
    ask(link);
  } else if (event.target.closest?.("[data-close]")) {
    document.getElementById("board-why").close();
  }
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("#board-move, #board-why form")) return;
  event.preventDefault();
  const move = event.submitter?.value || event.target.elements.move.value;
  send(event.target, `card-${move.split("-")[1]}`, event.submitter);
});
