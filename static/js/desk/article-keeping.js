// Keeps what was typed from getting lost: it is saved in place, kept on the server and in this browser meanwhile, and
// whoever is signed out signs in again without leaving.
import { startAutosave } from "./article-autosave.js";
import { startPlace } from "./article-place.js";
import { startSaving } from "./article-saving.js";
import { startSignIn } from "./article-signin.js";
import { startStatus } from "./article-status.js";

export function startKeeping(form) {
  const signIn = startSignIn(form);
  const status = startStatus(form, async () => {
    if (await signIn()) autosave.retry();
  });
  const autosave = startAutosave(form, status, signIn);
  startSaving(form, autosave, status, signIn);
  startPlace(form);
}
