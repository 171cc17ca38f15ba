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
    const found = [[1, 0]];
    for (const block of blocks()) {
      const pair = [Number(block.dataset.line), block.getBoundingClientRect().top + top];
      if (pair[0] > found.at(-1)[0] && pair[1] >= found.at(-1)[1]) found.push(pair);
    }
    const body = frame.contentDocument.querySelector(".body");
    const end = body ? body.getBoundingClientRect().bottom + top : frame.contentDocument.documentElement.scrollHeight;
    return [...found, [view.state.doc.lines + 1, Math.max(end, found.at(-1)[1])]];
  }
  // What stands at the top of the text in sight, as a line with a fraction.
  function lineInSight() {
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
      const atTop = view.documentTop > HEAD;
      inside().scrollTo(0, atTop ? 0 : between(marks(), 0, 1, lineInSight()) - 16);
    } else {
      const line = between(marks(), 1, 0, inside().scrollY + 16);
      const block = view.lineBlockAt(view.state.doc.line(Math.min(Math.floor(line), view.state.doc.lines)).from);
      const place = view.documentTop + scrollY + block.top + (line % 1) * block.height - HEAD;
      scrollTo(0, inside().scrollY === 0 ? 0 : place);
    }
  }
  function later(side) {
    if (waiting || side !== leads) return;
    waiting = true;
    requestAnimationFrame(follow);
  }
  const lead = (side) => () => {
    leads = side;
  };
  const MOVES = ["wheel", "pointerdown", "touchstart", "keydown"];
  for (const move of MOVES) addEventListener(move, lead("text"), { passive: true, capture: true });
  addEventListener("scroll", () => later("text"), { passive: true });

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
      if (same && top) inside().scrollBy(0, same.getBoundingClientRect().top - held.at);
    },
    /** A new document stands in the frame. */
    begin() {
      for (const move of MOVES) inside().addEventListener(move, lead("preview"), { passive: true });
      inside().addEventListener("scroll", () => later("preview"), { passive: true });
      follow();
    },
  };
}
