"use strict";
(() => {
  const STEP = 50, WAIT = 120, LOOKED_FOR = 80;
  const one = (css) => document.querySelector(css);
  const all = (css) => [...document.querySelectorAll(css)];
  const table = one("#table"), body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  const find = one("#find"), facets = all("[data-facet]"), boxes = all("[data-column]");
  let data = null, rows = [], shown = [], from = 0, order = null, at = {};

  // The data is parsed when the first control is touched or the page is idle: the first rows stand in the page.
  function load() {
    if (data) return;
    data = JSON.parse(one("#data").textContent);
    data.fields.forEach((name, number) => { at[name] = number; });
    rows = data.rows;
    shown = rows;
  }

  const field = (row, name) => row[at[name]];
  const paper = (row) => data.papers[field(row, "paper")];
  const force = (row) => data.forces[field(row, "force")] || field(row, "force");

  const thousands = (value) => value.replace(/(?<![\d.,-])\d{4,15}(?![\d.,-])/g, (found) => Number(found).toLocaleString("en-GB"));

  function text(row, key) {
    if (key === "source") return `p. ${field(row, "page")}, ${paper(row).title}`;
    if (key === "section") return data.texts[field(row, "section")];
    if (key === "force") return force(row).replace(/ (Police( Service)?|Constabulary)$/, "");
    if (key === "when") return field(row, "period");
    if (key === "value") return thousands(field(row, key));
    if (key === "what") return field(row, "what") === field(row, "words") ? "" : field(row, "what");
    return String(field(row, key) ?? "");
  }

  function link(row) {
    const { href, file } = paper(row), words = lookedFor(row);
    if (/\.pdf$/i.test(file)) return `${href}#page=${field(row, "page")}`;
    return words ? `${href}#:~:text=${encodeURIComponent(words).replace(/-/g, "%2D")}` : href;
  }

  function lookedFor(row) {
    const words = field(row, "words"), sentence = data.texts[field(row, "sentence")];
    const within = sentence.includes(words) && !/[\t\n]/.test(sentence);
    const first = (within ? sentence : words).split(/[\t\n]/)[0];
    return (first.length > LOOKED_FOR ? first.slice(0, LOOKED_FOR).replace(/ ?[^ ]*$/, "") : first).trim();
  }

  function make(tag, content, attributes = {}) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...[content].flat());
    return element;
  }

  function marked(row) {
    const sentence = data.texts[field(row, "sentence")], words = field(row, "words"), place = sentence.indexOf(words);
    if (place < 0 || !words || sentence.trim() === words.trim()) return [words];
    return [sentence.slice(0, place), make("mark", words), sentence.slice(place + words.length)];
  }

  function citation(row) {
    const { title, by, day } = paper(row), who = field(row, "who");
    const where = [by, day].filter(Boolean).join(", ");
    return `“${field(row, "words")}”${who ? ` (${who})` : ""}, ${title}${where ? ` (${where})` : ""}, page ${field(row, "page")} [dapipe ${field(row, "id")}]`;
  }

  async function copy(content) {
    try {
      await navigator.clipboard.writeText(content);
    } catch {
      const area = make("textarea", content);
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    one("#said").textContent = "Copied";
  }

  function behind(row) {
    const box = make("div", [], { class: "behind" }), id = field(row, "id");
    const parts = [data.texts[field(row, "section")], field(row, "label") && `label: ${field(row, "label")}`,
      field(row, "check") && `check: ${field(row, "check")}`, `confidence ${field(row, "confidence")}`,
      field(row, "rule") && `rule: ${field(row, "rule")}`, `id ${id}`].filter(Boolean);
    box.append(make("p", parts.join(" · "), { class: "quiet" }));
    if (data.pictures[id]) {
      box.append(make("img", [], { src: `data:image/png;base64,${data.pictures[id]}`, alt: `The place on page ${field(row, "page")} with the words marked` }));
    }
    const cite = make("button", "Copy as citation", { type: "button" });
    cite.addEventListener("click", () => copy(citation(row)).then(() => { cite.textContent = "Copied"; }));
    box.append(make("p", [cite, " ", make("a", "Link to this fact", { href: `#fact-${id}` })]));
    return box;
  }

  function cell(row, key) {
    if (key === "type") return field(row, "review") ? [field(row, "type"), " ", make("span", "look", { class: "flag" })] : [field(row, "type")];
    if (key === "source") return [make("a", text(row, key), { href: link(row) })];
    if (key !== "words") return [text(row, key)];
    const details = make("details", make("summary", marked(row)));
    details.addEventListener("toggle", () => { if (details.open && details.childElementCount === 1) details.append(behind(row)); });
    return [details];
  }

  function line(row) {
    const element = make("tr", [], { id: `fact-${field(row, "id")}` });
    for (const head of heads) {
      const content = cell(row, head.dataset.key).filter((part) => part !== "");
      const made = make("td", content, { "data-key": head.dataset.key, "data-label": head.dataset.name });
      made.hidden = head.hidden;
      element.append(made);
    }
    return element;
  }

  function draw() {
    body.replaceChildren(...shown.slice(from, from + STEP).map(line));
    const last = Math.min(from + STEP, shown.length);
    one("#count").textContent = `${shown.length.toLocaleString("en-GB")} of ${rows.length.toLocaleString("en-GB")} facts`;
    one("#place").textContent = shown.length ? `${from + 1} to ${last} of ${shown.length.toLocaleString("en-GB")}` : "none";
    one("#before").disabled = from === 0;
    one("#after").disabled = last >= shown.length;
  }

  const states = {
    review: (row) => field(row, "review"),
    off: (row) => field(row, "check") === "off",
    unclear: (row) => field(row, "check") === "unclear",
    sure: (row) => field(row, "confidence") >= 0.9,
  };

  function fits(row, wanted, terms) {
    for (const [key, value] of wanted) {
      if (key === "state") { if (!states[value](row)) return false; }
      else if (key === "source") { if (String(field(row, "paper")) !== value) return false; }
      else if (field(row, key) !== value) return false;
    }
    if (!terms.length) return true;
    const hay = (row.hay ??= [field(row, "who"), field(row, "what"), field(row, "value"), force(row), field(row, "words"),
      data.texts[field(row, "sentence")], paper(row).title, field(row, "id")].join("\n").toLowerCase());
    return terms.every((term) => hay.includes(term));
  }

  function compare(key) {
    if (key === "value") return (a, b) => (field(a, "number") ?? Infinity) - (field(b, "number") ?? Infinity);
    if (key === "source") return (a, b) => field(a, "paper") - field(b, "paper") || field(a, "page") - field(b, "page");
    if (key === "confidence") return (a, b) => field(a, key) - field(b, key);
    if (key === "when") return (a, b) => field(a, key).localeCompare(field(b, key));
    return (a, b) => text(a, key).localeCompare(text(b, key), "en-GB", { numeric: true });
  }

  function apply() {
    load();
    const wanted = facets.filter((item) => item.value).map((item) => [item.dataset.facet, item.value]);
    shown = rows.filter((row) => fits(row, wanted, find.value.toLowerCase().split(/\s+/).filter(Boolean)));
    if (order) {
      shown.sort(compare(order.key));
      if (order.down) shown.reverse();
    }
    from = 0;
    draw();
  }

  function note() {
    const state = new URLSearchParams();
    if (find.value) state.set("find", find.value);
    for (const item of facets) if (item.value) state.set(item.dataset.facet, item.value);
    history.replaceState(null, "", state.size ? `#${state}` : "#facts");
  }

  function sort(head) {
    const key = head.dataset.key;
    order = { key, down: order?.key === key && !order.down };
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    apply();
  }

  // The address tells what is shown: #fact-ID, or filters as in #force=kent&find=arrests.
  function follow() {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith("fact-")) return open(hash.slice(5));
    if (!hash.includes("=")) return undefined;
    const state = new URLSearchParams(location.hash.slice(1));
    find.value = state.get("find") ?? "";
    for (const item of facets) item.value = state.get(item.dataset.facet) ?? "";
    apply();
    return one("#facts").scrollIntoView();
  }

  function open(id) {
    load();
    if (!shown.some((row) => field(row, "id") === id)) { one("form").reset(); apply(); }
    const place = shown.findIndex((row) => field(row, "id") === id);
    if (place < 0) return;
    from = place - (place % STEP);
    draw();
    const row = document.getElementById(`fact-${id}`), details = row.querySelector("details");
    row.classList.add("here");
    if (details) details.open = true;
    row.scrollIntoView({ block: "center" });
    row.querySelector("summary, a").focus({ preventScroll: true });
  }

  // The same rule as in the CSV files: text that a spreadsheet would run gets a mark in front, numbers stay as they are.
  function csv(value) {
    const plain = typeof value === "number" ? String(value) : /^'*[=+\-@\t\r\n＝＋－＠]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  }

  function save(name, type, ...parts) {
    const anchor = make("a", [], { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
    anchor.click();
    URL.revokeObjectURL(anchor.href);
  }

  function download() {
    load();
    const names = ["id", "type", "who", "what", "value", "force", "when", "words", "sentence", "document", "source", "label", "confidence"];
    const plain = (row, name) => name === "sentence" ? data.texts[field(row, name)] : name === "document" ? paper(row).title
      : name === "source" ? `${paper(row).file}#page=${field(row, "page")}` : field(row, name);
    const lines = [names, ...shown.map((row) => names.map((name) => plain(row, name)))];
    save("facts-selected.csv", "text/csv", "\ufeff", ...lines.map((line) => `${line.map(csv).join(",")}\r\n`));
    one("#said").textContent = `${shown.length} rows`;
  }

  // A chart as a file that any drawing program opens: its looks written into it, its title, periods and sources around it.
  const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight", "text-anchor"];

  function drawing(figure) {
    const svg = figure.querySelector("svg"), copy = svg.cloneNode(true), [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    const whole = [...svg.querySelectorAll("*")];
    [...copy.querySelectorAll("*")].forEach((element, number) => {
      const looks = getComputedStyle(whole[number]);
      for (const name of LOOKS) element.setAttribute(name, looks.getPropertyValue(name));
      element.removeAttribute("href");
      element.removeAttribute("class");
    });
    const [newest, ...older] = [...figure.querySelectorAll(".key:not(.national, .disputed)")].map((key) => key.textContent);
    const periods = `Filled dots: ${newest}${older.length ? `. Hollow dots: ${older.join("; ")}` : ""}`;
    const sources = figure.dataset.sources.split("\n").map((title) => `Source: ${title}`), foot = height + 16 + 16 * sources.length;
    const lines = [[figure.querySelector("h3").textContent, -58, 20], [figure.querySelector(".unit").textContent, -38, 14],
      [periods, -18, 12], ...sources.map((source, number) => [source, height + 18 + 16 * number, 11])];
    for (const [content, y, size] of lines) {
      const text = document.createElementNS(copy.namespaceURI, "text");
      const looks = { x: 8, y, "font-size": size, "font-weight": size > 14 ? 700 : 400, "font-family": "sans-serif" };
      for (const [name, value] of Object.entries(looks)) text.setAttribute(name, value);
      text.textContent = content;
      copy.append(text);
    }
    for (const [name, value] of Object.entries({ width, height: foot + 80, viewBox: `0 -80 ${width} ${foot + 80}` })) copy.setAttribute(name, value);
    return new XMLSerializer().serializeToString(copy);
  }

  let timer = 0;
  const later = () => { clearTimeout(timer); timer = setTimeout(() => { apply(); note(); }, WAIT); };
  for (const head of heads) {
    head.dataset.name = head.textContent;
    const button = make("button", head.textContent, { type: "button" });
    button.addEventListener("click", () => sort(head));
    head.replaceChildren(button);
  }
  find.addEventListener("input", later);
  for (const item of facets) item.addEventListener("change", () => { apply(); note(); });
  for (const box of boxes) box.addEventListener("change", () => {
    for (const item of all(`#table [data-key=${box.dataset.column}]`)) item.hidden = !box.checked;
  });
  one("form").addEventListener("submit", (event) => event.preventDefault());
  one("form").addEventListener("reset", () => setTimeout(() => {
    boxes.forEach((box) => box.dispatchEvent(new Event("change")));
    apply();
    note();
  }));
  one("#download").addEventListener("click", download);
  for (const figure of all("figure.chart")) {
    const name = figure.querySelector("h3").textContent.toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60);
    figure.querySelector("button").addEventListener("click", () => save(`${name || "chart"}.svg`, "image/svg+xml", drawing(figure)));
  }
  one("#before").addEventListener("click", () => { from -= STEP; draw(); });
  one("#after").addEventListener("click", () => { from += STEP; draw(); table.scrollIntoView(); });
  addEventListener("hashchange", follow);
  for (const item of all(".js")) item.hidden = false;
  const start = () => { if (!data) { load(); draw(); follow(); } };
  if (location.hash.length > 1) start(); else (window.requestIdleCallback ?? setTimeout)(start);
})();
