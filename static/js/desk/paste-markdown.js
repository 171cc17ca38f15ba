// HTML from the clipboard as Markdown of our dialect.
import { cleanAddress, cleanBody, setIn } from "./paste-clean.js";

const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, blockquote, pre, hr, section, article, header, footer, main, aside, nav, figure, figcaption, dl, dt, dd, address, data.note";

/** {text, pictures, notes}: the Markdown, and how many pictures were left out. `taken(label)` tells of footnotes in use. */
export function markdownOf(html, { picture = "TK picture", taken = () => false } = {}) {
  const body = cleanBody(html);
  const levels = [...body.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.localName[1]));
  const job = { picture, pictures: 0, notes: [], labels: new Map(), taken, top: Math.min(6, ...levels) };
  const blocks = blocksOf(body, {}, job).filter((block) => block.trim());
  return { text: [...blocks, ...(job.notes.length ? [job.notes.join("\n")] : [])].join("\n\n"), pictures: job.pictures };
}

function blocksOf(parent, style, job) {
  const blocks = [];
  let runs = [];
  const flush = () => {
    blocks.push(...paragraphs(runs));
    runs = [];
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.querySelector(BLOCKS))) {
      flush();
      blocks.push(...blockOf(node, style, job));
    } else {
      runsOf(node, style, job, runs);
    }
  }
  flush();
  return blocks;
}

function blockOf(element, style, job) {
  const inside = () => blocksOf(element, setIn(element, style), job);
  const name = element.localName;
  if (/^h[1-6]$/.test(name) || element.matches("p.MsoTitle")) {
    const level = name === "p" ? 2 : Math.min(6, Number(name[1]) - job.top + 2);
    const words = line(element, {}, job, { strong: false });
    return words ? [`${"#".repeat(level)} ${words}`] : [];
  }
  if (name === "ul" || name === "ol") return [listOf(element, style, job)];
  if (name === "table") return tableOf(element, style, job);
  if (name === "hr") return ["---"];
  if (name === "pre") return [`\`\`\`\n${element.textContent.replace(/^\n|\s+$/g, "")}\n\`\`\``];
  if (name === "blockquote") return [inside().join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">")];
  if (name === "data") {
    job.notes.push(`[^${labelOf(element.value, job)}]: ${inside().join(" ").trim()}`);
    return [];
  }
  return inside();
}

function listOf(list, style, job) {
  let number = Number(list.getAttribute("start")) || 1;
  const items = [...list.children].map((item) => {
    const blocks = item.localName === "li" ? blocksOf(item, setIn(item, style), job) : blockOf(item, style, job);
    const sign = list.localName === "ol" ? `${number++}. ` : "- ";
    const text = blocks.reduce((all, block) => all + (/^(- |\d+\. )/.test(block) ? "\n" : "\n\n") + block, "").trim();
    return text && sign + text.replace(/\n(?!\n)/g, "\n    ");
  });
  return items.filter(Boolean).join("\n");
}

// A table with more than one row and column. Others only put things in their place: their cells are read in turn.
function tableOf(table, style, job) {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2 || rows.length < 2 || table.querySelector("table, h1, h2, h3, ul, ol, pre")) {
    return rows.flat().flatMap((cell) => blocksOf(cell, style, job));
  }
  const texts = rows.map((row) => Array.from({ length: width }, (_, n) => row[n] ? line(row[n], style, job).replaceAll("|", "\\|") : ""));
  const bold = texts[0].every((text) => /^(\*\*.*\*\*)?$/.test(text));
  if (bold) texts[0] = texts[0].map((text) => text.replaceAll("**", ""));
  const [head, ...rest] = texts.map((row) => `| ${row.join(" | ")} |`);
  return [[head, `|${" --- |".repeat(width)}`, ...rest].join("\n")];
}

const line = (element, style, job, over = {}) =>
  paragraphs([...runsIn(element, style, job)].map((run) => ({ ...run, ...over }))).join(" ").replace(/ *\n/g, " ").trim();

function runsIn(element, style, job) {
  const runs = [];
  for (const node of element.childNodes) {
    runsOf(node, style, job, runs);
    if (node.matches?.(BLOCKS)) runs.push({ text: " " });
  }
  return runs;
}

// Text with what it is set in: {text, strong, em, code, href}.
function runsOf(node, style, job, runs) {
  if (node.nodeType === Node.TEXT_NODE) {
    runs.push({ ...style, text: node.data.replace(/[\u200b\u2060\ufeff\u00ad]/g, "").replace(/\s+/g, " ") });
  } else if (node.localName === "br") {
    runs.push({ text: "\n" });
  } else if (node.localName === "img") {
    if (node.width === 1 || node.getAttribute("width") === "1") return; // it counts readers
    job.pictures += 1;
    runs.push({ apart: true, text: [job.picture, node.alt.trim()].filter(Boolean).join(": ") });
  } else if (node.localName === "data") {
    runs.push({ text: `[^${labelOf(node.value, job)}]`, raw: true });
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    const set = setIn(node, style);
    const href = node.localName === "a" && cleanAddress(node.getAttribute("href") ?? "");
    if (href) set.href = href;
    for (const child of node.childNodes) runsOf(child, set, job, runs);
  }
}

function labelOf(number, job) {
  if (!job.labels.has(number)) {
    let label = number;
    while (job.taken(label) || [...job.labels.values()].includes(label)) label = `${Number(label) + 1}`;
    job.labels.set(number, label);
  }
  return job.labels.get(number);
}

const WRAPPED = [
  ["href", (text, href) => (text === href || /^https?:\/\/\S+$/.test(text.replaceAll("\\", "")) ? href : `[${text}](${href})`)],
  ["strong", (text) => `**${text}**`],
  ["em", (text) => `*${text}*`],
  ["code", (text) => `\`${text}\``],
];

function written(runs, level = 0) {
  if (level === WRAPPED.length) return runs.map((run) => (run.code || run.raw ? run.text : escaped(run.text))).join("");
  const [key, wrap] = WRAPPED[level];
  return alike(runs, key)
    .map((group) => {
      const inner = written(group, level + 1);
      if (!group[0][key] || !inner.trim()) return inner;
      const [, lead, words, tail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner);
      return lead + wrap(words, group[0][key]) + tail;
    })
    .join("");
}

// Runs that stand side by side and agree in `key`.
function alike(runs, key) {
  const groups = [];
  for (const run of runs) {
    if (groups.length && (groups.at(-1)[0][key] || false) === (run[key] || false)) groups.at(-1).push(run);
    else groups.push([run]);
  }
  return groups;
}

// The Markdown of each paragraph. Two line breaks end one.
function paragraphs(runs) {
  const parts = [[]];
  for (const run of runs.filter(({ text }) => text)) {
    const last = parts.at(-1).at(-1);
    if (run.apart || (run.text === "\n" && last?.text === "\n")) parts.push(run.apart ? [run] : [], ...(run.apart ? [[]] : []));
    else parts.at(-1).push(run.text.trim() || !last ? run : { ...last, text: run.text }); // a space is set in what it follows
  }
  return parts.map((part) => tidy(written(part))).filter(Boolean);
}

function tidy(text) {
  const lines = text.trim().replace(/ {2,}/g, " ").replace(/ *\n */g, "  \n");
  return lines.replace(/^(#{1,6} |[-+>] |\/{3}|~~~)/gm, "\\$1").replace(/^(\d+)([.)] )/gm, "$1\\$2");
}

// Signs that Markdown would read, in words that are only words.
function escaped(text) {
  return text.replace(/[\\`*]|<(?=[a-z/!])|\[(?=[^\]]*\][[(])|\[(?=\^)|(?<![\p{L}\d])_|_(?![\p{L}\d])|&(?=#?\w+;)/giu, "\\$&").replaceAll("\\&", "&amp;");
}
