// The upload form of the picture picker: a preview, the bytes sent so far, and errors beside their fields.

/**
 * Make the form work. `onDone` gets the picture that the server answers with, and `typed` (see typedWords). `onSend` is
 * called as the file sets out, `onProgress` with how much of it is sent (0 to 1), `onRefused` when it came to nothing.
 */
export function startUpload(form, { onDone, onSend, onProgress, onRefused }) {
  const input = form.elements.file;
  const canvas = form.querySelector("canvas");
  const progress = form.querySelector("progress");
  const button = form.querySelector("[type=submit]");
  let request;

  function take(file) {
    const bag = new DataTransfer();
    bag.items.add(file);
    input.files = bag.files;
    input.dispatchEvent(new Event("change"));
  }

  function busy(is) {
    button.disabled = is;
    progress.hidden = !is;
    progress.value = 0;
  }

  function stop() {
    request?.abort();
    request = undefined;
    busy(false);
  }

  function answered() {
    busy(false);
    const answer = parsed(request.responseText);
    if (request.status < 300 && answer) {
      const typed = typedWords(form, answer);
      form.reset();
      canvas.hidden = true;
      onDone({ ...answer, typed });
    } else {
      refused(answer?.errors ?? { __all__: [form.dataset.offline] });
    }
  }

  function refused(errors) {
    onRefused();
    showErrors(form, errors);
  }

  input.addEventListener("change", async () => {
    const file = input.files[0];
    showErrors(form, file && file.size > Number(input.dataset.max) ? { file: [form.dataset.large] } : {});
    canvas.hidden = !(file && (await drawn(file, canvas)));
    if (file) form.elements.alt.focus();
  });

  form.elements.decorative.addEventListener("change", (event) => {
    form.elements.alt.disabled = event.target.checked;
  });
  form.addEventListener("reset", () => {
    form.elements.alt.disabled = false;
    showErrors(form, {});
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showErrors(form, {});
    busy(true);
    request = new XMLHttpRequest(); // fetch can't tell how much has been sent
    request.open("POST", form.getAttribute("action"));
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      onProgress(loaded / total);
      progress.value = (100 * loaded) / total;
      if (loaded === total) progress.removeAttribute("value"); // all sent: now the server works on it
    });
    request.addEventListener("load", answered);
    request.addEventListener("error", () => {
      busy(false);
      refused({ __all__: [form.dataset.offline] });
    });
    request.send(new FormData(form));
    onSend();
  });

  return { take, stop };
}

/** The words that were typed for a file which the library had already, as far as they differ from the library's. */
function typedWords(form, { is_new, ...picture }) {
  if (is_new) return {};
  const words = ["alt", "caption", "credit"].map((name) => [name, form.elements[name].value.trim().replace(/\s+/g, " ")]);
  return Object.fromEntries(words.filter(([name, text]) => text && text !== picture[name]));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function showErrors(form, errors) {
  for (const place of form.querySelectorAll("[data-errors]")) {
    const name = place.dataset.errors;
    const field = form.elements[name];
    place.textContent = (errors[name] ?? []).join(" ");
    field?.setAttribute("aria-invalid", name in errors);
    if (name in errors) field?.setAttribute("aria-describedby", place.id);
  }
  const first = Object.keys(errors).find((name) => form.elements[name]);
  if (first) form.elements[first].focus();
}

/** Draw a file's picture, without a blob: address, which the site's content policy would refuse. */
async function drawn(file, canvas) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(960 / picture.width, 540 / picture.height, 1);
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return true;
  } catch {
    return false;
  }
}
