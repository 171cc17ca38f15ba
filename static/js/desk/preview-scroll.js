// Text and preview scroll in step: whichever of the two somebody moves leads. The preview's blocks say the line of the
// text that they came from (data-line); between two of them it is a matter of proportion.
const HEAD = 140; // what covers the top of the text: bars and toolbar

export function startScroll(editor, frame) {
  const { view } = editor;
  let leads = "text";
  let waiting = false;
  const inside = () => frame.contentWindow;
  const blocks = () => [...(frame.contentDocument?.querySelectorAll("[data-line]") ?? [])];

  // Pairs of [line, place in px] in a rising order, from the top of the page to its end.
  function marks() {
    const top = inside().scrollY;
    const found = [[0, 0]]; // 0 to 1 is what stands above the text
    for (const block of blocks()) {
      const pair = [Number(block.dataset.line), block.getBoundingClientRect().top + top];
      if (pair[0] > found.at(-1)[0] && pair[1] >= found.at(-1)[1]) found.push(pair);
    }
    const body = frame.contentDocument.querySelector(".body");
    const end = body ? body.getBoundingClientRect().bottom + top : frame.contentDocument.documentElement.scrollHeight;
    return [...found, [view.state.doc.lines + 1, Math.max(end, found.at(-1)[1])]];
  }
  // How far the page scrolls until the text's first line is at the top.
  const above = () => view.documentTop + scrollY - HEAD;
  // What stands at the top of the text in sight, as a line with a fraction.
  function lineInSight() {
    if (scrollY < above()) return scrollY / above();
    const block = view.lineBlockAtHeight(Math.max(0, HEAD - view.documentTop));
    const line = view.state.doc.lineAt(block.from).number;
    return line + Math.min(1, Math.max(0, (HEAD - view.documentTop - block.top) / block.height));
  }
  function between(pairs, from, to, wanted) {
    const next = Math.max(1, pairs.findIndex((pair) => pair[from] > wanted));
    const [one, other] = [pairs[next - 1], pairs[next] ?? pairs.at(-1)];
    const share = other[from] === one[from] ? 0 : (wanted - one[from]) / (other[from] - one[from]);
    return one[to] + Math.min(1, Math.max(0, share)) * (other[to] - one[to]);
  }

  function follow() {
    waiting = false;
    if (!frame.offsetParent || !frame.contentDocument?.querySelector("main")) return;
    if (leads === "text") {
      inside().scrollTo({ top: between(marks(), 0, 1, lineInSight()) - 16, behavior: "instant" });
    } else {
      const line = between(marks(), 1, 0, inside().scrollY ? inside().scrollY + 16 : 0);
      if (line < 1) {
        scrollTo(0, line * above());
        return;
      }
      const block = view.lineBlockAt(view.state.doc.line(Math.min(Math.floor(line), view.state.doc.lines)).from);
      const place = view.documentTop + scrollY + block.top + (line % 1) * block.height - HEAD;
      scrollTo(0, place);
    }
  }
  addEventListener(
    "scroll",
    () => {
      if (waiting || leads !== "text") return;
      waiting = true;
      requestAnimationFrame(follow);
    },
    { passive: true },
  );
  // The frame may run no script, not even ours, so nothing tells of scrolling in it: while it leads, it is looked at.
  let seen = 0;
  function watch() {
    if (leads !== "preview") return;
    const now = inside().scrollY;
    if (now !== seen) follow();
    seen = now;
    requestAnimationFrame(watch);
  }
  function lead() {
    if (leads === "preview") return;
    leads = "preview";
    seen = inside().scrollY;
    watch();
  }
  const giveBack = () => {
    leads = "text";
  };
  frame.addEventListener("pointerenter", lead);
  frame.addEventListener("pointerleave", giveBack);
  addEventListener("blur", () => document.activeElement === frame && lead());
  addEventListener("focus", giveBack);
  for (const typed of ["keydown", "pointerdown"]) addEventListener(typed, giveBack, { passive: true, capture: true });

  let top = 0;
  let held;
  return {
    /** Before the preview changes: remember what is in sight there. */
    hold() {
      const first = blocks().find((block) => block.getBoundingClientRect().bottom > 0);
      held = first && { line: first.dataset.line, at: first.getBoundingClientRect().top };
      top = inside()?.scrollY ?? 0;
    },
    /** After it: the same block stands at the same place, so that nothing jumps while somebody writes. */
    settle() {
      const same = held && blocks().find((block) => Number(block.dataset.line) >= Number(held.line));
      if (same && top) inside().scrollBy({ top: same.getBoundingClientRect().top - held.at, behavior: "instant" });
    },
    /** A new document stands in the frame. */
    begin: follow,
  };
}
