// The tabs beside the text: details or preview. In a very wide window both stand side by side, without tabs.
const wide = matchMedia("(min-width: 100rem)");

export function startPanel(form) {
  const tabs = [...form.querySelectorAll('[role="tab"]')];
  const panels = tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));
  const listeners = [];
  let chosen = sessionStorage.getItem("desk-panel") === "1" ? 1 : 0;

  function show() {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      panels[index].hidden = !wide.matches && index !== chosen;
    });
    for (const listen of listeners) listen();
  }
  function choose(index) {
    chosen = index;
    sessionStorage.setItem("desk-panel", String(chosen));
    show();
  }
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => choose(index));
    tab.addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      choose(1 - index);
      tabs[1 - index].focus();
    });
  });
  // A link to a field, or the browser's own jump to one, opens the details.
  form.addEventListener("focusin", (event) => {
    if (panels[0].contains(event.target) && panels[0].hidden) choose(0);
  });
  form.addEventListener("click", (event) => {
    const target = event.target.closest('a[href^="#"]');
    const field = target && document.getElementById(target.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    if (panels[0].contains(field)) choose(0);
    field.closest("details")?.setAttribute("open", "");
    const control = field.closest("[data-picture-input]")?.querySelector("[data-picture-choose]");
    (control || field).focus();
  });
  wide.addEventListener("change", show);
  form.querySelector(".panel-tabs").hidden = false;
  show();
  return { isShown: (panel) => !panel.hidden, onChange: (listen) => listeners.push(listen) };
}
