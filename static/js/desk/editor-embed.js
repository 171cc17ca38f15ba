// An address pasted on a line of its own can become an embed, or the line that leads to a story of ours. It is offered
// below the line and by the key for embeds; who goes on writing keeps the address.
import { showTooltip, StateEffect, StateField } from "../../vendor/codemirror/codemirror.js";
import { results } from "./article-suggest.js";
import { block, putBlock } from "./editor-blocks.js";

const POSTS =
  /^https:\/\/(?:[\w-]+\.)?(?:x|twitter|bsky|facebook|instagram|linkedin|reddit|threads|tiktok|vimeo|youtube|youtu)\.(?:com|app|net|be)\/.|^https:\/\/[\w.-]+\/@[\w.@-]+\/\w/;
const ACCOUNT = /^https:\/\/[\w.-]+\/(?:@?([\w.]+)\/(?:status|post|video)\/|@([\w.@-]+)\/|profile\/([\w.-]+)\/)/;

const offer = StateEffect.define();

/** What is offered now, as a tooltip with `act`, or null. Any change of the text or the cursor takes it away. */
export const offers = StateField.define({
  create: () => null,
  update(now, transaction) {
    for (const effect of transaction.effects) if (effect.is(offer)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : now;
  },
  provide: (field) => showTooltip.from(field),
});

/** The command of the embed's button: take the offer, turn the line's address into an embed, or begin an empty one. */
export const embed = (words) => (view) => {
  const offered = view.state.field(offers);
  if (offered) return offered.act();
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  const address = line.text.trim();
  return /^https:\/\/\S+\.\S+$/.test(address) ? fromAddress(view, line, address, words.filler) : block(words)(view);
};

function fromAddress(view, { from, to }, address, filler) {
  const account = ACCOUNT.exec(address)?.slice(1).find(Boolean);
  const head = `/// embed | ${address}\n    author: ${account ? `@${account}` : ""}`;
  const text = `${head}\n\n${filler}\n///`;
  const words = head.length + 2;
  return putBlock(view, text, { from, to, select: account ? [words, words + filler.length] : [head.length] });
}

/** Offer what the address on the line at `at` could be. */
export async function offerMore(view, desk, at, address) {
  let act;
  let words = desk.words.makeEmbed;
  const line = () => view.state.doc.lineAt(Math.min(at, view.state.doc.length));
  if (POSTS.test(address) && desk.has("embed")) {
    act = () => fromAddress(view, line(), address, desk.button("embed").dataset.filler);
  } else if (new URL(address).host === location.host && desk.has("related")) {
    const [story] = await results(desk.form.dataset.storiesUrl, address).catch(() => []);
    if (!story) return;
    words = desk.words.makeRelated;
    act = () => putBlock(view, `/// related | ${story.id}\n///`, line());
  }
  if (!act || line().text.trim() !== address) return;
  const key = desk.button("embed").title.match(/\((.*)\)/)[1];
  view.dispatch({ effects: offer.of({ pos: line().from, act, create: () => ({ dom: box(`${words} (${key})`, act) }) }) });
  desk.say(`${words} (${key})`);
}

function box(words, act) {
  const dom = document.createElement("div");
  const button = document.createElement("button");
  dom.className = "cm-offer";
  button.type = "button";
  button.textContent = words;
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", act);
  dom.append(button);
  return dom;
}
