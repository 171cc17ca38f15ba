// One quiet line: “Saved 14:03 · Draft kept 14:05”, or what keeps it from that. Below it: who else is there.
export function startStatus(form, signIn) {
  const there = form.querySelector("[data-there]");
  const words = there.dataset;
  const line = () => form.querySelector(".write-saved");
  let saved = line().textContent.trim();
  let news = "";
  let trouble = false;

  function show() {
    line().replaceChildren([trouble ? "" : saved, news].filter(Boolean).join(" · "));
    line().classList.toggle("trouble", trouble);
    if (news !== words.signedOut) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = words.signIn;
    button.addEventListener("click", signIn);
    line().append(" ", button);
  }
  return {
    words,
    show,
    savedAt(text) {
      saved = text;
      this.say("");
    },
    say(text, isTrouble = false) {
      if (news === text && trouble === isTrouble) return;
      // Only what is wrong is read out: a voice every few seconds would be no help in writing.
      if (isTrouble) line().setAttribute("role", "status");
      else line().removeAttribute("role");
      [news, trouble] = [text, isTrouble];
      show();
    },
    others(sentences) {
      const text = sentences.filter(Boolean).join(" · ");
      if (there.textContent.trim() !== text) there.textContent = text;
    },
  };
}
