// Suggests tags that exist for the one that is being typed, the text after the last comma.
import { results, suggest } from "./article-suggest.js";

export function startTags(input, address) {
  const typed = () => input.value.split(",").map((name) => name.trim());
  suggest(input, {
    async find() {
      const names = typed();
      const word = names.pop();
      if (!word) return [];
      const taken = new Set(names.map((name) => name.toLowerCase()));
      return (await results(address, word)).filter((name) => !taken.has(name.toLowerCase()));
    },
    label: (name) => name,
    pick(name) {
      input.value = `${[...typed().slice(0, -1), name].join(", ")}, `;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
}
