// What every page shares: keys, the guard for input methods, focus on what changed. Pages work without it.

/** Enter while an input method composes never submits (ui-direction, section 7). */
let composing = false;
document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { setTimeout(() => { composing = false; }, 0); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || composing || event.keyCode === 229)) event.stopPropagation();
}, true);
document.addEventListener("submit", (event) => { if (composing) event.preventDefault(); }, true);

/** The message about what changed gets the focus, so that a screen reader says it and the next key goes on from there. */
const told = document.getElementById("told");
if (told) told.focus({ preventScroll: true });

/** Keys: / search, g then a letter to go to a place, n next question. Silent in fields; switched off by "keys=off". */
const PLACES = { h: "/", c: "/check", l: "/law", k: "/classify", s: "/screen", v: "/saved" };
let going = false;
function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.documentElement.dataset.keys === "off") return;
  if (going) {
    going = false;
    const to = PLACES[event.key];
    if (to) { event.preventDefault(); location.assign(to); }
    return;
  }
  if (event.key === "g") { going = true; setTimeout(() => { going = false; }, 1500); }
  else if (event.key === "/") {
    const field = document.querySelector("input[type=search]");
    event.preventDefault();
    if (field) field.focus(); else location.assign("/law#q");
  } else if (event.key === "n") {
    const next = document.querySelector("[data-next-question]");
    if (next) { event.preventDefault(); next.scrollIntoView({ block: "center" }); next.querySelector("input:not([type=hidden]), select, textarea, button")?.focus(); }
  } else if (event.key === "?") {
    const help = document.getElementById("keys");
    if (help instanceof HTMLDialogElement) { event.preventDefault(); help.showModal(); }
  }
});

/** Whether keys are off is kept on the device: somebody who speaks to the machine must not move about by a stray letter. */
const off = document.getElementById("keys-off");
function setKeys(value) { document.documentElement.dataset.keys = value ? "off" : "on"; }
try { setKeys(localStorage.getItem("keys") === "off"); } catch { setKeys(false); }
if (off instanceof HTMLInputElement) {
  off.checked = document.documentElement.dataset.keys === "off";
  off.addEventListener("change", () => {
    setKeys(off.checked);
    try { localStorage.setItem("keys", off.checked ? "off" : "on"); } catch { /* no storage: until the page is left */ }
  });
}

/** Print opens every folded table and closes it again. */
let folded = [];
addEventListener("beforeprint", () => { folded = [...document.querySelectorAll("details:not([open])")]; folded.forEach((d) => { d.open = true; }); });
addEventListener("afterprint", () => { folded.forEach((d) => { d.open = false; }); folded = []; });
