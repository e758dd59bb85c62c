// While an answer is worked out: ask how far it is, and show it when it is there. Without script a link waits for it.
const box = document.querySelector("[data-slow]");
if (box) {
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-slow-words]");
  const address = new URL(location.href);
  address.pathname += ".json";
  address.searchParams.set("progress", "1");
  address.searchParams.delete("wait");
  let failed = 0;
  let all = Number(bar.getAttribute("max"));
  // Whoever goes on is not called back; whoever typed or opened something keeps it, and the link remains.
  let gone = false;
  let busy = false;
  addEventListener("beforeunload", () => { gone = true; });
  addEventListener("submit", () => { gone = true; }, true);
  for (const what of ["input", "keydown"]) addEventListener(what, () => { busy = true; }, true);
  addEventListener("click", (event) => { if (event.target.closest("summary, button")) busy = true; }, true);
  async function look() {
    if (gone) return;
    try {
      const response = await fetch(address, { headers: { accept: "application/json" } });
      const found = response.ok ? await response.json() : null;
      if (gone) return;
      if (!found || !found.pending) {
        if (!busy) { location.reload(); return; }
        bar.value = bar.max;
        if (all) words.textContent = words.dataset.slowWords.replace("{0}", all).replace("{1}", all);
        box.querySelector("a").classList.add("main");
        return;
      }
      all = found.pending.all;
      if (all) { // before the work is counted nothing is said of it
        bar.max = all;
        bar.value = found.pending.done;
        words.textContent = words.dataset.slowWords.replace("{0}", found.pending.done).replace("{1}", all);
      }
      failed = 0;
    } catch {
      failed += 1;
      if (failed > 5) return; // the link remains
    }
    setTimeout(look, 500 + failed * 1500);
  }
  setTimeout(look, 300);
}
