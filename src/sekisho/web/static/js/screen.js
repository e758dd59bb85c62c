// The screening: what is typed is asked after a pause, by POST, so that no name stands in an address; how far the lists are.
const PAUSE = 350;
const ask = document.getElementById("ask");
const live = document.getElementById("live");

document.getElementById("form-error")?.focus();

if (ask && live) {
  let timer = 0;
  let running = null;
  let composing = false;
  const look = async () => {
    const form = new FormData(ask);
    if (!String(form.get("name")).trim() && !String(form.get("address")).trim()) { live.hidden = true; live.replaceChildren(); return; }
    running?.abort();
    running = new AbortController();
    live.dataset.waiting = "";
    try {
      const answer = await fetch(ask.dataset.live, { method: "POST", body: new URLSearchParams(form), signal: running.signal, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      live.replaceChildren(...found.body.childNodes);
      live.hidden = false;
    } catch (error) {
      if (error.name !== "AbortError") live.hidden = true;
    } finally {
      delete live.dataset.waiting;
    }
  };
  const later = () => { clearTimeout(timer); if (!composing) timer = setTimeout(look, PAUSE); };
  ask.addEventListener("compositionstart", () => { composing = true; });
  ask.addEventListener("compositionend", () => { composing = false; later(); });
  ask.addEventListener("input", later);
  if (ask.elements.name.value) look();
}

const opening = document.querySelector("[data-opening]");
if (opening) {
  const again = async () => {
    try {
      const lang = document.documentElement.lang.slice(0, 2);
      const told = await (await fetch(`/screen/opening.json?lang=${lang}`)).json();
      if (told.state === "ready") { location.reload(); return; }
      opening.textContent = told.words;
      if (told.state === "failed") return;
    } catch { /* the server is busy; ask again */ }
    setTimeout(again, 1500);
  };
  if (!document.getElementById("f-name")?.value) setTimeout(again, 1500);
}
