// Pictures that can be enlarged and moved, by mouse, finger and keyboard. Without script they stand as they were drawn.
import Panzoom from "./vendor/panzoom.es.js";

const STEP = 60;

/** The drawing of a figure that is shown at the present width. */
function shown(figure) {
  return [...figure.querySelectorAll(".sizes .at")].find((one) => getComputedStyle(one).display !== "none");
}

function button(words, sign, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", words);
  made.title = words;
  made.addEventListener("click", act);
  return made;
}

function enliven(figure) {
  const sizes = figure.querySelector(".sizes");
  if (!sizes) return;
  sizes.classList.add("picture-window");
  sizes.tabIndex = 0;
  sizes.setAttribute("role", "group");
  sizes.setAttribute("aria-label", figure.dataset.keys);
  let held = null;
  let drawing = null;
  function tool() {
    const now = shown(figure)?.querySelector("svg");
    if (!now) return null;
    if (now !== drawing) {
      if (held) { held.reset({ animate: false }); held.destroy(); }
      drawing = now;
      held = Panzoom(now, {
        maxScale: 6, minScale: 1, step: 0.4, panOnlyWhenZoomed: true, cursor: "", touchAction: "pan-x pan-y", overflow: "hidden",
        // A picture of its own size leaves fingers and mouse to the page.
        handleStartEvent: (event) => { if (held && held.getScale() > 1) event.preventDefault(); },
      });
      now.addEventListener("panzoomchange", () => {
        const large = held.getScale() > 1;
        sizes.classList.toggle("large", large);
        now.style.touchAction = now.parentElement.style.touchAction = large ? "none" : "pan-x pan-y";
        now.style.cursor = large ? "move" : "";
      });
    }
    return held;
  }
  const act = {
    in: () => tool()?.zoomIn({ animate: false }),
    out: () => { const t = tool(); t?.zoomOut({ animate: false }); if (t && t.getScale() <= 1.01) t.reset({ animate: false }); },
    reset: () => tool()?.reset({ animate: false }),
  };
  const tools = document.createElement("div");
  tools.className = "picture-tools";
  tools.append(
    button(figure.dataset.in, "+", act.in),
    button(figure.dataset.out, "−", act.out),
    button(figure.dataset.reset, "1:1", act.reset),
  );
  sizes.before(tools);
  sizes.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // plain wheels scroll the page
    event.preventDefault();
    tool()?.zoomWithWheel(event, { animate: false });
  }, { passive: false });
  sizes.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const move = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] }[event.key];
    const large = (held?.getScale() ?? 1) > 1;
    if (move && large) held.pan(move[0], move[1], { relative: true, animate: false });
    else if (event.key === "+" || event.key === "=") act.in();
    else if (event.key === "-") act.out();
    else if (event.key === "0") act.reset();
    else return;
    event.preventDefault();
  });
}

/** A click on a measure asks for the same page with that measure chosen; the table beneath has links that do the same. */
function choosable(figure) {
  let from = null;
  figure.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; });
  figure.addEventListener("click", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || (from && Math.hypot(event.clientX - from[0], event.clientY - from[1]) > 5)) return;
    const address = new URL(location.href);
    address.searchParams.set(figure.dataset.select, row.dataset.row);
    location.assign(address);
  });
}

document.querySelectorAll("figure.pictured[data-zoom]").forEach(enliven);
document.querySelectorAll("figure.pictured[data-select]").forEach(choosable);
