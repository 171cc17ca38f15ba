// The focal point: click on the picture, or move the mark by the arrow keys. The number inputs hold it.

const STEP = 0.01;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function start(editor) {
  const inputs = [document.querySelector("#id_focal_x"), document.querySelector("#id_focal_y")];
  if (!inputs.every(Boolean)) return; // this user may look, not change
  const stage = editor.querySelector(".picture-stage");
  const picture = stage.querySelector("img");
  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = "picture-mark";
  stage.append(mark);
  editor.querySelector(".picture-focal-help").hidden = false;
  // The whole picture, cropped by the browser as the server will crop it.
  for (const crop of editor.querySelectorAll(".picture-crop")) crop.src = picture.src;

  const read = () => inputs.map((input) => Math.min(1, Math.max(0, Number(input.value) || 0)));

  function show() {
    const [x, y] = read().map((fraction) => Math.round(fraction * 100));
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    mark.setAttribute("aria-label", editor.dataset.label.replace("{x}", x).replace("{y}", y));
    for (const crop of editor.querySelectorAll(".picture-crop")) crop.style.objectPosition = `${x}% ${y}%`;
  }

  function put(x, y) {
    [x, y].forEach((fraction, i) => {
      inputs[i].value = Math.min(1, Math.max(0, fraction)).toFixed(2);
      inputs[i].dispatchEvent(new Event("change", { bubbles: true }));
    });
    show();
  }

  function follow(event) {
    const box = picture.getBoundingClientRect();
    put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }

  stage.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    mark.focus();
    follow(event);
  });
  stage.addEventListener("pointermove", (event) => {
    if (stage.hasPointerCapture(event.pointerId)) follow(event);
  });
  mark.addEventListener("keydown", (event) => {
    if (!(event.key in KEYS)) return;
    event.preventDefault();
    const step = event.shiftKey ? STEP * 10 : STEP;
    const [x, y] = read();
    put(x + KEYS[event.key][0] * step, y + KEYS[event.key][1] * step);
  });
  for (const input of inputs) input.addEventListener("input", show);
  show();
}

for (const editor of document.querySelectorAll("[data-picture-focal]")) start(editor);
