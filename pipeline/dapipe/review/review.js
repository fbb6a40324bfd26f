"use strict";
(() => {
  const one = (id) => document.getElementById(id);
  let queue = [], place = 0, item = null, done = 0;
  const answered = [];

  async function ask(path, body) {
    const answer = await fetch(path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The server said ${answer.status}. Is dapipe review still running?`);
    return answer.json();
  }

  function make(tag, content, attributes = {}) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...[content].flat());
    return element;
  }

  function marked(text, words) {
    const at = text.indexOf(words);
    if (at < 0 || text === words) return [text];
    return [text.slice(0, at), make("mark", words), text.slice(at + words.length)];
  }

  function input({ name, about, value, choices }) {
    const field = choices.length
      ? make("select", [...new Set([value, ...choices])].map((choice) => make("option", choice, { value: choice })))
      : make("input", [], { type: "text", autocomplete: "off" });
    field.value = value;
    field.name = name;
    field.title = about;
    field.dataset.found = value;
    field.addEventListener("input", () => field.classList.toggle("changed", field.value !== value));
    return make("label", [name.replaceAll("_", " "), field]);
  }

  function show() {
    const said = `${done} answered, ${queue.length - place} left`;
    one("progress").textContent = said;
    document.querySelector("main").hidden = item === null;
    one("end").hidden = item !== null;
    one("error").textContent = "";
    if (!item) return;
    one("where").textContent = `${item.document}, page ${item.page}${item.section ? ` · ${item.section}` : ""}`;
    one("picture").hidden = !item.picture;
    if (item.picture) one("picture").src = `picture/${item.id}`;
    const here = item.around.findIndex((text) => text.includes(item.sentence) || item.sentence.includes(text));
    one("around").hidden = item.picture;
    one("around").replaceChildren(...item.around.map((text, number) => number === here
      ? make("p", marked(text, item.words), { class: "here" }) : make("p", text)));
    one("words").replaceChildren(...marked(item.sentence || item.words, item.words));
    one("about").textContent = [item.type, `confidence ${item.confidence}`, item.rule && `rule: ${item.rule}`,
      item.check && `check: ${item.check}`, `id ${item.id}`].filter(Boolean).join(" · ");
    one("fields").replaceChildren(...item.fields.map(input), make("button", "Save the changes (Enter)", { type: "submit" }));
  }

  async function go(number) {
    place = Math.max(0, Math.min(number, queue.length));
    item = place < queue.length ? await ask(`fact/${queue[place]}`) : null;
    show();
  }

  async function answer(changes) {
    const reply = await ask(`answer/${item.id}`, changes);
    if (reply.error) { one("error").textContent = reply.error; return; }
    answered.push(place);
    done += 1;
    await go(place + 1);
    document.activeElement?.blur();
  }

  function changes() {
    return [...one("fields").elements].filter((field) => field.name && field.value !== field.dataset.found)
      .map((field) => `${field.name}=${field.value}`);
  }

  async function undo() {
    const { done: taken } = await ask("undo", null);
    if (!taken) { one("error").textContent = "There is nothing to undo."; return; }
    done -= 1;
    await go(answered.pop());
  }

  const keys = {
    r: () => answer(["right"]),
    w: () => answer(["reject"]),
    c: () => one("fields").elements[0]?.focus(),
    s: () => go(place + 1),
    u: undo,
  };
  const buttons = { right: "r", wrong: "w", change: "c", skip: "s", undo: "u" };

  let busy = false;
  async function run(action) {
    if (busy) return;
    busy = true;
    try { await action(); } catch (error) { one("error").textContent = error.message; } finally { busy = false; }
  }

  for (const [id, key] of Object.entries(buttons)) one(id).addEventListener("click", () => run(keys[key]));
  addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || (!item && event.key !== "u")) return;
    const action = keys[event.key.toLowerCase()];
    if (action) { event.preventDefault(); run(action); }
  });
  one("fields").addEventListener("submit", (event) => {
    event.preventDefault();
    const made = changes();
    if (made.length) run(() => answer(made));
    else one("error").textContent = "Nothing is changed. R says that it is right.";
  });
  run(async () => { queue = await ask("queue"); await go(0); });
})();
