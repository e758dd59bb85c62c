// How far a piece of long work is, asked every second while the page is seen. When it has ended the page is loaded again.

const box = document.querySelector("[data-job]");
const bar = box?.querySelector("progress");
let waits = 1000;

function put(selector, words) {
  const place = box.querySelector(selector);
  // Only what changed is written: a screen reader would say the rest again.
  if (place && place.textContent !== words) place.textContent = words;
}

async function look() {
  if (document.hidden) return setTimeout(look, 1000);
  try {
    const answer = await fetch(box.dataset.job, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { job } = await answer.json();
    waits = 1000;
    if (job.over) return location.reload();
    put("[data-state]", job.state_words);
    put("[data-message]", job.message ? ` ${job.message}` : "");
    put("[data-done]", job.progress_words);
    if (bar && job.total) { bar.max = job.total; bar.value = job.done; }
  } catch {
    waits = Math.min(waits * 2, 15000);
  }
  setTimeout(look, waits);
}
if (box) setTimeout(look, waits);
