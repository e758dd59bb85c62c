// The pages of a check with script: kinds and places as you type, hits of a party as you type, copy, one line a lane on a
// phone. Every page works without it.

const lang = document.documentElement.lang.slice(0, 2);
const pause = (act, time = 250) => { let timer; return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given), time); }; };
const make = (name, attributes = {}, words = "") => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (words) node.textContent = words;
  return node;
};
const ask = async (path, words) => {
  const answer = await fetch(`${path}.json?${new URLSearchParams({ q: words, lang })}`, { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : null;
};

/** What an answer changed gets the focus, so that a screen reader says it. */
document.getElementById("said")?.focus({ preventScroll: false });
document.getElementById("form-errors")?.focus();

/** On a phone a lane is one line until it is opened. */
if (matchMedia("(max-width: 47.5em)").matches) document.querySelectorAll("details.lane[open], details.fold[open]").forEach((lane) => { lane.open = false; });

/** Kinds: a field that finds by words in three languages; what is chosen stands as chips beneath. */
let count = 0;
function kindField(box) {
  const held = box.querySelector("input:not([type=checkbox]):not([type=radio])");
  const label = box.querySelector("label");
  if (!held || !label) return;
  const id = `kinds-${(count += 1)}`;
  const search = make("input", { id: `${id}-search`, type: "text", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id });
  const described = held.getAttribute("aria-describedby");
  if (described) search.setAttribute("aria-describedby", described);
  if (held.getAttribute("aria-invalid")) search.setAttribute("aria-invalid", "true");
  const list = make("ul", { id, role: "listbox", class: "kind-list", hidden: "" });
  list.setAttribute("aria-label", label.textContent.trim());
  const chosen = box.querySelector(".chosen-kinds") ?? make("p", { class: "chosen-kinds" });
  const ids = held.value.split(/[,、]/).map((one) => one.trim()).filter(Boolean);
  const names = new Map();
  [...chosen.querySelectorAll(".chip")].forEach((chip, number) => { if (ids[number]) names.set(ids[number], chip.textContent.trim()); });
  held.type = "hidden";
  label.htmlFor = search.id;
  held.after(search, list, chosen);
  let rows = [];
  let at = -1;
  const close = () => { list.hidden = true; search.setAttribute("aria-expanded", "false"); search.removeAttribute("aria-activedescendant"); at = -1; };
  const show = () => {
    held.value = ids.join(", ");
    chosen.replaceChildren(...ids.map((one) => {
      const chip = make("span", { class: "chip" }, names.get(one) ?? one);
      const away = make("button", { type: "button", class: "plain", "aria-label": `× ${names.get(one) ?? one}` }, "×");
      away.addEventListener("click", () => { ids.splice(ids.indexOf(one), 1); show(); search.focus(); });
      chip.append(away);
      return chip;
    }));
  };
  const pick = (row) => {
    if (row && !ids.includes(row.id)) { ids.push(row.id); names.set(row.id, row.name); }
    search.value = "";
    close();
    show();
  };
  const find = pause(async () => {
    const words = search.value.trim();
    if (!words) { close(); return; }
    const found = await ask("/check/kinds", words);
    if (!found || search.value.trim() !== words) return;
    rows = found.kinds.flatMap((kind, number) => (number < 2 ? [kind, ...kind.below.map((one) => ({ ...one, path: [...kind.path, kind.name] }))] : [kind]));
    rows = rows.filter((row, number) => rows.findIndex((other) => other.id === row.id) === number).slice(0, 14);
    list.replaceChildren(...rows.map((row, number) => {
      const one = make("li", { role: "option", id: `${id}-${number}`, "aria-selected": "false" }, row.name);
      if (row.path?.length) one.append(make("span", { class: "quiet" }, row.path.join(" › ")));
      one.addEventListener("mousedown", (event) => { event.preventDefault(); pick(row); });
      return one;
    }));
    list.hidden = rows.length === 0;
    search.setAttribute("aria-expanded", String(rows.length > 0));
    at = -1;
  });
  search.addEventListener("input", find);
  search.addEventListener("blur", () => setTimeout(close, 150));
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") { close(); return; }
    if (event.key === "Enter" && !list.hidden) { event.preventDefault(); pick(rows[Math.max(at, 0)]); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (list.hidden) return;
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length;
    [...list.children].forEach((one, number) => one.setAttribute("aria-selected", String(number === at)));
    list.children[at].scrollIntoView({ block: "nearest" });
    search.setAttribute("aria-activedescendant", `${id}-${at}`);
  });
  // Words that were typed and not chosen are not lost: they are sent, and the server says what they may be.
  search.form?.addEventListener("submit", () => { if (search.value.trim()) held.value = [...ids, search.value.trim()].join(", "); });
  show();
}
document.querySelectorAll("[data-kinds]").forEach(kindField);

/** The start page: the kinds that the words may mean appear as choices beneath them. */
const start = document.querySelector("[data-start]");
if (start) {
  const what = start.elements.namedItem("what");
  const choices = start.querySelector("[data-kind-choices]");
  const first = choices.dataset;
  what.addEventListener("input", pause(async () => {
    const words = what.value.trim();
    const found = words ? await ask("/check/kinds", words) : { kinds: [] };
    if (!found || what.value.trim() !== words) return;
    if (!found.kinds.length) { choices.replaceChildren(); return; }
    const set = make("fieldset", { class: "choices kinds" });
    set.append(make("legend", {}, first.legend), make("p", { class: "hint" }, first.choose));
    const rows = [...found.kinds.slice(0, 8), { id: "none", name: first.none, path: [] }];
    for (const kind of rows) {
      const label = make("label");
      const radio = make("input", { type: "radio", name: "kind", value: kind.id, required: "" });
      const words2 = make("span", {}, `${kind.name} `);
      if (kind.path.length) words2.append(make("span", { class: "quiet" }, kind.path.join(" › ")));
      label.append(radio, words2);
      set.append(label);
    }
    choices.replaceChildren(make("input", { type: "hidden", name: "chosen", value: "yes" }), set);
  }, 300));
}

/** Places: the browser's own list of what the letters may mean. */
document.querySelectorAll("input[data-places]").forEach((field, number) => {
  const list = make("datalist", { id: `places-${number}` });
  field.setAttribute("list", list.id);
  field.after(list);
  field.addEventListener("input", pause(async () => {
    const parts = field.dataset.places === "places" ? field.value.split(/[,、，]/) : [field.value];
    const words = parts.at(-1).trim();
    if (!words || /\([A-Z]{2}/.test(words)) return;
    const found = await ask("/check/places", words);
    if (!found) return;
    const before = parts.slice(0, -1).map((one) => `${one.trim()}, `).join("");
    list.replaceChildren(...found.places.map((place) => make("option", { value: `${before}${place.name} (${place.id})` })));
  }, 200));
});

/** Hits of a party as it is typed. The name goes in the body of a form, never in an address. */
document.querySelectorAll("form[data-party]").forEach((form) => {
  const shown = form.querySelector("[data-hits]");
  let asked = "";
  const look = pause(async () => {
    const given = new FormData(form);
    const words = ["name", "country", "address"].map((name) => String(given.get(name) ?? "").trim()).join("\n");
    if (words === asked || String(given.get("name") ?? "").trim().length < 2) return;
    asked = words;
    const sent = new FormData();
    for (const name of ["csrf", "name", "country", "address"]) sent.set(name, given.get(name) ?? "");
    const answer = await fetch(form.dataset.party, { method: "POST", body: sent });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const inner = page.querySelector("[data-hits-inner]");
    if (inner && words === asked) shown.replaceChildren(document.importNode(inner, true));
  }, 700);
  form.addEventListener("input", (event) => {
    if (event.isComposing) return;
    if (["name", "country", "address"].includes(event.target.name)) look();
  });
  form.addEventListener("compositionend", look);
});

/** Copy the text that is to be sent. */
document.querySelectorAll("[data-copy]").forEach((button) => {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => { await navigator.clipboard.writeText(source.value); source.select(); });
});

/** Who answers is remembered on this device, so that it is typed once. */
const kept = (() => { try { return localStorage.getItem("sekisho-by") ?? ""; } catch { return ""; } })();
document.querySelectorAll("input[name=by]").forEach((field) => {
  if (!field.value && kept) field.value = kept;
  field.addEventListener("change", () => { try { localStorage.setItem("sekisho-by", field.value.trim()); } catch { /* private window */ } });
});
